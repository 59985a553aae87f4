"""What a search answers."""

from collections.abc import Callable
from functools import cached_property

from ..articles.record import record
from ..articles.span import Span


class QueryError(ValueError):
    """A query that does not parse: one sentence, and where (code points from the query's start)."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.position = position


class SearchError(RuntimeError):
    """The index cannot answer; one sentence with the remedy."""


@record
class Notes:
    """What annotations add to an article's entry in the index."""

    notes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()


@record
class Snippet:
    """A piece of the article's own text around matches.

    ``start`` is its offset in the article; ``matches`` are article offsets inside it. The text is
    as the article has it: pass it through `articles.printable` before it reaches a terminal.
    """

    start: int
    text: str
    matches: tuple[Span, ...]


class Hit:
    """One article that answers a query. ``score`` orders the hits of one answer, nothing else.

    Matches and snippet are looked up in the article's text when first asked for.
    """

    def __init__(
        self, article: str, score: float, look: Callable[[], tuple[tuple[Span, ...], Snippet]]
    ) -> None:
        self.article = article
        self.score = score
        self._look = look

    @property
    def matches(self) -> tuple[Span, ...]:
        """Where the query's words stand: offsets of the article's text, in order."""
        return self._seen[0]

    @property
    def snippet(self) -> Snippet:
        """The piece of the article that shows most of them."""
        return self._seen[1]

    @cached_property
    def _seen(self) -> tuple[tuple[Span, ...], Snippet]:
        return self._look()


@record
class Results:
    """Answer to a query: best hits first, how many there are in all, and "did you mean"."""

    query: str
    total: int
    hits: tuple[Hit, ...]
    suggestion: str = ""

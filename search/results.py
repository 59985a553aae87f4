"""What a search answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..articles.span import Span


class QueryError(ValueError):
    """A query that does not parse: one sentence, and where (code points from the query's start)."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.position = position


class SearchError(RuntimeError):
    """The index cannot answer; one sentence with the remedy."""


@dataclass(frozen=True, slots=True)
class Notes:
    """What annotations add to an article's entry in the index."""

    notes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of the article's own text around matches.

    ``start`` is its offset in the article; ``matches`` are article offsets inside it. The text is
    as the article has it: pass it through `articles.printable` before it reaches a terminal.
    """

    start: int
    text: str
    matches: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """One article that answers a query; ``matches`` are offsets of its text, in order."""

    article: str
    score: float
    matches: tuple[Span, ...]
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class Results:
    """Answer to a query: best hits first, how many there are in all, and "did you mean"."""

    query: str
    total: int
    hits: Sequence[Hit]
    suggestion: str = ""

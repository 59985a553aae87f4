"""What the rest of the program asks of full-text search; Whoosh stands behind it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from ..articles.article import Article
from ..articles.span import Span


class QueryError(ValueError):
    """A query that does not parse: one sentence, and where (code points from the query's start)."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.position = position


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

    ``start`` is its offset in the article; ``matches`` are article offsets inside it.
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
    hits: tuple[Hit, ...]
    suggestion: str = ""


class SearchIndex:
    """The index of one collection, in the user's cache folder; rebuilt when damaged or outdated."""

    @classmethod
    def open(cls, root: Path, articles: Sequence[Article], *, cache: Path | None = None) -> Self:
        """Open (or make) the index of the collection at ``root``; does not index anything yet."""
        raise NotImplementedError

    def update(
        self,
        notes: Mapping[str, Notes],
        *,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> int:
        """Bring the index up to date by content hash; the number of entries written."""
        raise NotImplementedError

    def renote(self, article: str, notes: Notes) -> None:
        """Index an article's annotations again after a save."""
        raise NotImplementedError

    def search(self, query: str, *, limit: int | None = 20, typing: bool = False) -> Results:
        """Answer a query; ``typing`` treats the last word as a prefix and bounds the work.

        Raises `QueryError` when the query does not parse (never while ``typing``: then the part
        that parses is answered).
        """
        raise NotImplementedError

    def matches(self, query: str, article: Article, *, typing: bool = False) -> list[Span]:
        """Where the words and phrases of the query stand in the article: what is highlighted."""
        raise NotImplementedError

    def close(self) -> None:
        """Release files and the helper process, if any."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

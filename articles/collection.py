"""The articles opened together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from .article import Article


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was not opened, and why: one sentence with the remedy."""

    path: Path
    reason: str


@dataclass(frozen=True)
class Collection:
    """The articles opened together. ``root`` is the folder they share; article ids are relative to it."""

    root: Path
    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...] = ()

    def article(self, article_id: str) -> Article | None:
        """The article with this id, or ``None``."""
        return next((a for a in self.articles if a.id == article_id), None)


class LoadingCancelled(Exception):
    """Raised by `load_collection` when its ``cancelled`` callback says so."""


class LoadingError(Exception):
    """Nothing could be opened (a missing path, an empty folder); one sentence with file and remedy."""


def load_collection(
    paths: Sequence[Path],
    *,
    encoding: str | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Collection:
    """Open files and folders (walked) as one collection.

    ``progress`` gets (files done, files found). Raises `LoadingError` or `LoadingCancelled`.
    """
    raise NotImplementedError

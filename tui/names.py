"""What articles are called on the screen. No Textual."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..articles.wording import outlet_name, short_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..articles.article import Article


class Names:
    """The names of the columns of one collection."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._articles = articles
        self._short: dict[str, str] = {}

    def of(self, article: Article) -> str:
        """The outlet, else what tells the file's name apart."""
        if article.metadata.outlet:
            return article.metadata.outlet
        if not self._short:
            self._short = short_names([a for a in self._articles if not a.metadata.outlet])
        return self._short.get(article.id) or outlet_name(article)

    def heading(self, article: Article, between: str = " · ") -> str:
        """Name and date, as they stand above a column."""
        return between.join(part for part in (self.of(article), short_date(article)) if part)


def short_date(article: Article) -> str:
    """The date as 2020-09-14, or nothing when unknown."""
    return article.metadata.date.isoformat() if article.metadata.date else ""


def shown_path(path: Path) -> str:
    """A path as people write it: ``~/reports``."""
    home = Path.home()
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)


def end_of_path(path: Path, most: int) -> str:
    """A path as people write it; of one longer than ``most`` characters the end, ``…/x/y.txt``."""
    whole = shown_path(path)
    if len(whole) <= most:
        return whole
    parts = whole.split("/")
    ends = ("/".join(["…", *parts[first:]]) for first in range(1, len(parts)))
    return next((end for end in ends if len(end) <= most), f"…/{path.name}")

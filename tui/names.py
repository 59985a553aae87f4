"""What articles are called on the screen. No Textual."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

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


def outlet_name(article: Article) -> str:
    """What a column is called: the outlet, else the file's name without its ending."""
    return article.metadata.outlet or Path(article.id.partition("#")[0]).stem


def short_date(article: Article) -> str:
    """The date as 2020-09-14, or nothing when unknown."""
    return article.metadata.date.isoformat() if article.metadata.date else ""


_LONG_NAME = 16
"""Characters from which on a file's name is shortened."""


def short_names(articles: Sequence[Article]) -> dict[str, str]:
    """Names of files, the long ones cut at a blank, ``_`` or ``-`` where that tells all apart."""
    stems = {article.id: outlet_name(article) for article in articles}
    heads = {key: re.split(r"[\s_-]", stem)[0] for key, stem in stems.items()}
    told_apart = len(set(heads.values())) == len(stems) and all(heads.values())
    return {
        key: heads[key] if told_apart and len(stem) >= _LONG_NAME else stem
        for key, stem in stems.items()
    }


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

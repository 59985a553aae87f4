"""Wording that messages share, and what articles are called."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .article import Article

UNNAMED = "unnamed"
"""What whoever works without a name is called wherever people read it."""


def numbered(number: int, noun: str, nouns: str = "") -> str:
    """``1 article``, ``2,000 articles``; ``nouns`` when the plural is not the noun with an s."""
    return f"{number:,} {noun if number == 1 else nouns or noun + 's'}"


def in_quotes(words: str) -> str:
    """The words in quotation marks; those that begin with one stand as they are."""
    return words if words[:1] in tuple('“"«„') else f"“{words}”"


def outlet_name(article: Article) -> str:
    """What a column is called: the outlet, else the file's name without its ending."""
    return article.metadata.outlet or Path(article.id.partition("#")[0]).stem


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

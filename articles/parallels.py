"""Passages in different articles that correspond."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .article import Article
from .span import Span


class Relation(StrEnum):
    """How two passages correspond."""

    VERBATIM = "verbatim-quote"
    EDITED = "edited-quote"
    SAME_FACT = "same-fact"


class Strength(StrEnum):
    """How sure the correspondence is; only ``STRONG`` moves the other columns."""

    STRONG = "strong"
    POSSIBLE = "possible"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of one article: the article's id and ``[start, end)`` in code points."""

    article: str
    span: Span


@dataclass(frozen=True, slots=True)
class Parallel:
    """Two passages of different articles; ``a`` stands before ``b`` in the order of the articles."""

    a: Passage
    b: Passage
    score: float
    relation: Relation
    strength: Strength


class Parallels:
    """All parallels of a set of articles, with the look-ups the reader needs."""

    def of(
        self, passage: Passage, other: str, at_least: Strength = Strength.POSSIBLE
    ) -> list[Parallel]:
        """Parallels of a sentence in the article ``other``, best first, quotes before others."""
        raise NotImplementedError


def find_parallels(
    articles: Sequence[Article],
    *,
    cancelled: Callable[[], bool] = lambda: False,
) -> Parallels:
    """Compare every article with every other."""
    raise NotImplementedError

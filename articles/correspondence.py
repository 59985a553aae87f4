"""The words of the comparison: passages, how two of them correspond, and how surely."""

from enum import StrEnum

from .record import record
from .span import Span


class Relation(StrEnum):
    """How two passages correspond."""

    VERBATIM = "verbatim-quote"
    EDITED = "edited-quote"
    SAME_FACT = "same-fact"

    @property
    def is_quote(self) -> bool:
        """Whether both passages quote the same words."""
        return self is not Relation.SAME_FACT


class Strength(StrEnum):
    """How sure the correspondence is; only ``STRONG`` moves the other columns."""

    STRONG = "strong"
    POSSIBLE = "possible"
    WEAK = "weak"

    @property
    def rank(self) -> int:
        """0 for strong, 1 for possible, 2 for weak."""
        return _RANKS[self]


_RANKS = {strength: rank for rank, strength in enumerate(Strength)}


class Sign(StrEnum):
    """What the gutter says of a sentence, over all other articles."""

    VALUES_DIFFER = "values-differ"
    STRONG = "strong"
    POSSIBLE = "possible"
    ONLY_HERE = "only-here"


@record
class Passage:
    """A sentence of one article: the article's id and ``[start, end)`` in code points."""

    article: str
    span: Span


@record
class Parallel:
    """Two passages of different articles, ``a`` of the one that was opened first."""

    a: Passage
    b: Passage
    score: float
    relation: Relation
    strength: Strength

    def counterpart(self, passage: Passage) -> Passage:
        """The other one of the two passages."""
        return self.b if passage == self.a else self.a

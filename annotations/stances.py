"""How mentions stand to their claim: which of their tags are stances, and how many take which."""

from collections import Counter
from collections.abc import Sequence

from ..articles.record import record
from .codebook import STANCES, Codebook, Role
from .model import Annotation

UNTAGGED_LETTER = "·"
"""Stands for mentions without any tag."""


@record
class StanceCount:
    """How many mentions in a cell take one stance; ``tag`` is empty for those without tags."""

    tag: str
    letter: str
    count: int


class Stances:
    """Which tags of a mention are stances; what it finds is remembered by the tags."""

    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook
        self._rank = {tag.id: number for number, tag in enumerate(codebook.tags)}
        self._found: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._roles: dict[tuple[str, ...], frozenset[Role]] = {}
        self._single: dict[tuple[str, ...], tuple[StanceCount, ...]] = {}

    def of(self, tags: tuple[str, ...]) -> tuple[str, ...]:
        """The stances in the codebook's order, else the first tag, else one empty text."""
        if (found := self._found.get(tags)) is None:
            stances = sorted((tag for tag in tags if self._role(tag) in STANCES), key=self._order)
            found = self._found[tags] = tuple(stances) or tags[:1] or ("",)
        return found

    def roles(self, tags: tuple[str, ...]) -> frozenset[Role]:
        """What the stances mean."""
        if (found := self._roles.get(tags)) is None:
            found = self._roles[tags] = frozenset(self._role(tag) for tag in self.of(tags))
        return found

    def counts(self, mentions: Sequence[Annotation]) -> tuple[StanceCount, ...]:
        """Each stance taken, the most frequent first, then in the codebook's order."""
        if len(mentions) != 1:
            return self._count(mentions)
        tags = mentions[0].tags
        if (found := self._single.get(tags)) is None:
            found = self._single[tags] = self._count(mentions)
        return found

    def _count(self, mentions: Sequence[Annotation]) -> tuple[StanceCount, ...]:
        counts = Counter(stance for mention in mentions for stance in self.of(mention.tags))
        ranked = sorted(counts.items(), key=lambda item: (-item[1], self._order(item[0])))
        return tuple(StanceCount(tag, self._letter(tag), count) for tag, count in ranked)

    def _role(self, tag: str) -> Role:
        return self._codebook.role(tag)

    def _order(self, tag: str) -> int:
        return self._rank.get(tag, len(self._rank))

    def _letter(self, tag: str) -> str:
        return self._codebook.letter(tag) if tag else UNTAGGED_LETTER

"""One row of the claim board: a claim, and what each article says about it."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import combinations

from ..articles.record import record
from .codebook import STANCES, Role
from .model import Annotation, Claim
from .stances import StanceCount, Stances

Values = Callable[[str], Iterable[tuple[str, str]]]
"""The values in a text as (kind, normalised value): `articles.values.values_in`."""


class Gap(StrEnum):
    """Why a cell shows no stance."""

    NONE = ""
    NOT_MENTIONED = "not mentioned"
    UNREAD = "not yet read to the end"
    FILTERED = "left out by the filter"


@record
class Column:
    """One article. ``finished``: its reader read it to the end."""

    article: str
    outlet: str
    title: str
    finished: bool

    @property
    def name(self) -> str:
        """The outlet; of an unknown one the article's id."""
        return self.outlet or self.article


@record
class Cell:
    """What one article says about one claim; ``gap`` says why when it says nothing."""

    mentions: tuple[Annotation, ...] = ()
    stances: tuple[StanceCount, ...] = ()
    gap: Gap = Gap.NONE

    @property
    def label(self) -> str:
        """Letters with counts above one, as in ``A2 D``; empty for a gap."""
        return " ".join(
            f"{stance.letter}{stance.count if stance.count > 1 else ''}" for stance in self.stances
        )


_EMPTY = {gap: Cell(gap=gap) for gap in Gap}


@dataclass(frozen=True, eq=False)
class Row:
    """One claim. ``defined`` is false for a claim that only mentions know."""

    claim: Claim
    defined: bool
    columns: tuple[Column, ...]
    mentions: Mapping[int, Sequence[Annotation]]
    """Mentions shown, by the number of their column, in text order."""
    left_out: Container[int]
    """Columns with mentions that the filter leaves out."""
    stances: Stances
    values: Values | None

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """One cell a column."""
        return tuple(self._cell(number, column) for number, column in enumerate(self.columns))

    def _cell(self, number: int, column: Column) -> Cell:
        if found := self.mentions.get(number):
            return Cell(tuple(found), self.stances.counts(found))
        if number in self.left_out:
            return _EMPTY[Gap.FILTERED]
        return _EMPTY[Gap.NOT_MENTIONED if column.finished else Gap.UNREAD]

    @property
    def coverage(self) -> int:
        """How many articles mention the claim."""
        return len(self.mentions)

    @cached_property
    def roles(self) -> Mapping[Role, frozenset[str]]:
        """The outlets that take a stance of each role."""
        found: dict[Role, set[str]] = {}
        for number, mentions in self.mentions.items():
            outlet = self.columns[number].name
            for mention in mentions:
                for role in self.stances.roles(mention.tags):
                    found.setdefault(role, set()).add(outlet)
        return {role: frozenset(outlets) for role, outlets in found.items()}

    @property
    def conflict(self) -> bool:
        """Whether one outlet affirms what another one denies."""
        affirming = self.roles.get(Role.AFFIRMS, frozenset())
        denying = self.roles.get(Role.DENIES, frozenset())
        return bool(affirming and denying and len(affirming | denying) > 1)

    @cached_property
    def values_differ(self) -> bool:
        """Whether two articles give values of one kind, and not one of them is the same."""
        if self.values is None or self.coverage < 2:
            return False
        kinds: dict[str, set[frozenset[str]]] = {}
        for mentions in self.mentions.values():
            found: dict[str, set[str]] = {}
            for mention in mentions:
                for kind, value in self.values(mention.exact):
                    found.setdefault(kind, set()).add(value)
            for kind, given in found.items():
                kinds.setdefault(kind, set()).add(frozenset(given))
        return any(
            one.isdisjoint(other)
            for given in kinds.values()
            for one, other in combinations(given, 2)
        )

    @property
    def first_mention(self) -> tuple[int, int]:
        """Column and offset of the first mention, columns from left to right; far for none."""
        if not self.mentions:
            return len(self.columns), 0
        number = min(self.mentions)
        return number, self.mentions[number][0].start

    @property
    def disagreement(self) -> tuple[bool, int, bool, int, int]:
        """Greater is more: a conflict, its smaller side, differing values, stances, coverage."""
        sides = (len(self.roles.get(role, ())) for role in (Role.AFFIRMS, Role.DENIES))
        kinds = len(self.roles.keys() & STANCES)
        return self.conflict, min(sides), self.values_differ, kinds, self.coverage

"""Rows that have been built, kept until they change."""

from collections.abc import Callable
from typing import Generic, TypeVar

from rich.segment import Segment

from .layout import Row
from .ruler import RulerCell

Painted = TypeVar("Painted")

_CACHED_ROWS = 256  # several screens; a strip of Textual takes some kilobytes


class _BuiltRow(Generic[Painted]):
    """A row without its ruler cell, and what was made of it with each ruler cell it has met."""

    __slots__ = ("painted", "segments")

    def __init__(self, segments: list[Segment]) -> None:
        self.segments = segments
        self.painted: dict[RulerCell, Painted] = {}


class RowCache(Generic[Painted]):
    """Painted rows, by row and ruler cell.

    ``build`` makes the segments of a row, ``join`` a painted row of them and a ruler cell. What is
    asked for again is the same object, with what Textual has cached in it.
    """

    def __init__(
        self,
        build: Callable[[Row], list[Segment]],
        join: Callable[[list[Segment], RulerCell], Painted],
    ) -> None:
        self._build = build
        self._join = join
        self._paragraphs: dict[int, dict[int, _BuiltRow[Painted]]] = {}
        self._count = 0

    def painted(self, row: Row, cell: RulerCell) -> Painted:
        """A row with its ruler cell."""
        rows = self._paragraphs.get(row.paragraph)
        built = rows.get(row.number) if rows else None
        if built is None:
            built = self._add(row)
        painted = built.painted.get(cell)
        if painted is None:
            painted = built.painted[cell] = self._join(built.segments, cell)
        return painted

    def _add(self, row: Row) -> _BuiltRow[Painted]:
        if self._count >= _CACHED_ROWS:
            self.clear()
        self._count += 1
        built: _BuiltRow[Painted] = _BuiltRow(self._build(row))
        self._paragraphs.setdefault(row.paragraph, {})[row.number] = built
        return built

    def forget(self, first: tuple[int, int], last: tuple[int, int]) -> None:
        """Build the rows from ``first`` to ``last`` anew, each a (paragraph, number)."""
        for paragraph in [p for p in self._paragraphs if first[0] <= p <= last[0]]:
            rows = self._paragraphs[paragraph]
            for number in [n for n in rows if first <= (paragraph, n) <= last]:
                del rows[number]
                self._count -= 1

    def clear(self) -> None:
        """Build all rows anew."""
        self._paragraphs.clear()
        self._count = 0

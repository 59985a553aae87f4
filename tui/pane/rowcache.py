"""Rows that have been built, kept until they change."""

from collections.abc import Callable

from rich.segment import Segment
from textual.strip import Strip

from .layout import Row
from .ruler import RulerCell

_CACHED_ROWS = 256  # several screens; a strip with its caches takes some kilobytes


class _BuiltRow:
    """A row without its ruler cell, and the strips made of it with each ruler cell it has met."""

    __slots__ = ("segments", "strips")

    def __init__(self, segments: list[Segment]) -> None:
        self.segments = segments
        self.strips: dict[RulerCell, Strip] = {}


class RowCache:
    """Strips by row and ruler cell.

    ``build`` makes the segments of a row, ``join`` a strip of them and a ruler cell. A strip that
    is asked for again is the same object, with what Textual has cached in it.
    """

    def __init__(
        self,
        build: Callable[[Row], list[Segment]],
        join: Callable[[list[Segment], RulerCell], Strip],
    ) -> None:
        self._build = build
        self._join = join
        self._paragraphs: dict[int, dict[int, _BuiltRow]] = {}
        self._count = 0

    def strip(self, row: Row, cell: RulerCell) -> Strip:
        """The strip of a row."""
        rows = self._paragraphs.get(row.paragraph)
        built = rows.get(row.number) if rows else None
        if built is None:
            built = self._add(row)
        strip = built.strips.get(cell)
        if strip is None:
            strip = built.strips[cell] = self._join(built.segments, cell)
        return strip

    def _add(self, row: Row) -> _BuiltRow:
        if self._count >= _CACHED_ROWS:
            self.clear()
        self._count += 1
        built = _BuiltRow(self._build(row))
        self._paragraphs.setdefault(row.paragraph, {})[row.number] = built
        return built

    def forget(self, first: int, last: int) -> None:
        """Build the rows of paragraphs ``first`` to ``last`` anew."""
        for paragraph in [p for p in self._paragraphs if first <= p <= last]:
            self._count -= len(self._paragraphs.pop(paragraph))

    def clear(self) -> None:
        """Build all rows anew."""
        self._paragraphs.clear()
        self._count = 0

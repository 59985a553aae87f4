"""The right edge of a column: where on the whole text the page and the marks are."""

from collections.abc import Sequence
from typing import NamedTuple


class RulerCell(NamedTuple):
    """What one cell of the ruler shows: a glyph and the names of its styles, undermost first."""

    glyph: str
    styles: tuple[str, ...]


TRACK = RulerCell(" ", ("ruler",))
THUMB = RulerCell(" ", ("thumb",))
_MARK = "▐"


class Ruler:
    """A track of ``rows`` cells that stands for ``length`` code points."""

    def __init__(self) -> None:
        self.length = 0
        self.rows = 1
        self._marks: tuple[tuple[int, str], ...] = ()
        self._above: tuple[tuple[int, str], ...] = ()
        self._marked: dict[int, str] | None = None

    def resize(self, length: int, rows: int) -> None:
        """Stand for ``length`` code points in ``rows`` cells."""
        if (length, rows) != (self.length, self.rows):
            self.length, self.rows = length, rows
            self._marked = None

    def set_marks(self, marks: Sequence[tuple[int, str]]) -> None:
        """Show ``(offset, style)``; of several in one cell the last."""
        self._marks = tuple(marks)
        self._marked = None

    def set_above(self, marks: Sequence[tuple[int, str]]) -> None:
        """Show these over the others: few, and of a thousand others none is looked at again."""
        self._above = tuple(marks)

    def cells(self, top: int, bottom: int) -> list[RulerCell]:
        """All cells, when ``[top, bottom)`` is on screen."""
        if self._marked is None:
            rows, length, last = self.rows, max(1, self.length), self.rows - 1
            self._marked = {min(last, at * rows // length): style for at, style in self._marks}
        above = {self.row_of(offset): style for offset, style in self._above}
        track = [TRACK] * self.rows
        if bottom - top < self.length:
            size = max(1, self.rows * (bottom - top) // self.length)
            hidden = self.length - (bottom - top)
            first = (self.rows - size) * top // max(1, hidden)
            first = min(first, self.rows - size)
            track[first : first + size] = [THUMB] * size
        for row, style in (self._marked | above).items():
            track[row] = RulerCell(_MARK, (*track[row].styles, style))
        return track

    def row_of(self, offset: int) -> int:
        """The cell that stands for ``offset``."""
        return min(self.rows - 1, offset * self.rows // max(1, self.length))

    def offset_of(self, row: int) -> int:
        """The first offset that a cell stands for."""
        return min(self.length, -(-row * self.length // max(1, self.rows)))

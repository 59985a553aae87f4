"""Where things stand inside a column."""

from typing import NamedTuple

_WIDE = 24  # from this width on, two tag letters fit beside the text
_TALL = 16  # from this height on, the header has two rows
_RIGHT = 2  # a blank cell, where the caret can stand after a row, and the ruler

NARROWEST = 6
"""Cells below which a column has no room for a letter and shows nothing."""


class Geometry(NamedTuple):
    """Cells and rows of a column's parts; the ruler is its last cell."""

    width: int
    height: int
    header: int
    """Rows above the text."""
    gutter: int
    """Cells of signs, the blank one before the text included."""
    text: int
    """Cell where the text begins."""
    text_width: int

    @property
    def page(self) -> int:
        """Rows of text."""
        return max(1, self.height - self.header)


def geometry(width: int, height: int, *, measure: int, header: bool) -> Geometry:
    """Lay out a column: text no wider than ``measure``, left of the middle when there is room."""
    gutter = 4 if width >= _WIDE else 3
    room = max(1, width - gutter - _RIGHT)
    text_width = min(measure, room)
    margin = (room - text_width) // 3
    rows = (2 if height >= _TALL else 1) if header and height > 1 else 0
    return Geometry(width, height, rows, gutter, margin + gutter, text_width)

"""What there is to know of the row in hand: a line, or on tall screens two, broken at spaces."""

from rich.segment import Segment
from rich.text import Text
from textual.geometry import Region
from textual.strip import Strip

from ..frames import ChangedRow
from .line import Line


class Detail(Line):
    """As many rows as it is given; what is longer is cut, and ends with a sign of it."""

    _painted: list[Strip] = []  # noqa: RUF012

    def changed_rows(self) -> list[ChangedRow]:
        """The rows that look different from what is on the terminal."""
        before, self._painted = self._painted, self._broken()
        rows = enumerate(zip(self._painted, before, strict=False))
        return [ChangedRow(y, now) for y, (now, then) in rows if now != then]

    def render_lines(self, crop: Region) -> list[Strip]:
        """All rows."""
        self.leave_to_textual()
        self._painted = self._broken()
        self._shown = self._painted[0] if self._painted else None
        return [strip.crop(crop.x, crop.right) for strip in self._painted[crop.y : crop.bottom]]

    def _broken(self) -> list[Strip]:
        width, height = self.size
        if height == 1:
            return [self._strip()]
        base, console = self.rich_style, self.app.console
        said = Text(style=base)
        for text, style, _ in self._segments(self._left):
            said.append(text, style)
        begin = len(said.plain) - len(said.plain.lstrip())
        rows = said[begin:].wrap(console, max(1, width - 2))
        if len(rows) > height > 0:
            rows[height - 1].truncate(max(0, width - 3))
            rows[height - 1].append("…")
        strips: list[Strip] = []
        for row in rows[:height]:
            row.rstrip()
            row.end = ""
            strips.append(Strip([Segment(" ", base), *row.render(console)]))
        strips += [Strip([])] * (height - len(strips))
        return [strip.adjust_cell_length(width, base) for strip in strips]

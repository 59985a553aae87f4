"""One row of text without layout or markup: the cheapest widget there is."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from ...articles.printable import printable_line
from ..frames import ChangedRow, Framed
from ..looks import line_style

if TYPE_CHECKING:
    from ..app import CrossreadApp

Part = tuple[str, str]
"""A text and what it is, such as ``"line--key"`` (`looks`), or ``""`` for the line's own style."""


class Line(Framed, can_focus=False):
    """One row: parts from the left, parts from the right, the middle filled with blanks."""

    DEFAULT_CSS = """
    Line { height: 1; width: 1fr; color: $quiet; background: $background; }
    """

    class Pressed(Message):
        """A part on the left was clicked."""

        def __init__(self, line: "Line", part: int) -> None:
            super().__init__()
            self.line = line
            self.part = part

        @property
        def control(self) -> "Line":
            """The line, for handlers that name it."""
            return self.line

    def __init__(self, *, id: str | None = None, unit: int = 0, keep_right: bool = False) -> None:
        super().__init__(id=id)
        self._over: Sequence[Part] = ()
        self.unit = unit
        """So many parts stay together: what does not fit whole is left out. 0 cuts anywhere."""
        self.keep_right = keep_right
        self._left: Sequence[Part] = ()
        self._right: Sequence[Part] = ()
        self._row: Strip | None = None
        """What was painted last, while it holds: Textual asks for it with every frame."""
        self._shown: Strip | None = None
        """What is on the terminal."""

    def set(self, left: Sequence[Part], right: Sequence[Part] = ()) -> None:
        """Show these parts; nothing is repainted when they are the same as before."""
        if (left, right) != (self._left, self._right):
            self._left, self._right = list(left), list(right)
            self._repaint()

    def cover(self, parts: Sequence[Part]) -> None:
        """Show these instead until they are taken off with none; what is set meanwhile waits."""
        if parts != self._over:
            self._over = parts
            self._repaint()

    def _repaint(self) -> None:
        self._row = None
        if self._shown is None:
            self.refresh()
        else:
            self.repaint_soon()

    def changed_rows(self) -> list[ChangedRow]:
        """The row, if it looks different from what is on the terminal."""
        before, self._shown = self._shown, self._strip()
        return [] if self._shown == before else [ChangedRow(0, self._shown)]

    def notify_style_update(self) -> None:
        """Paint anew in other colours."""
        self._row = None
        super().notify_style_update()

    def on_click(self, event: events.Click) -> None:
        """Say which part on the left was clicked."""
        edge = 0
        for number, (text, _) in enumerate(() if self._over else self._fitting(self.size.width)):
            edge += cell_len(printable_line(text))
            if event.x < edge:
                event.stop()
                self.post_message(self.Pressed(self, number))
                return

    @property
    def text(self) -> str:
        """What the line says, left and right joined, for tests and screen readers."""
        return " ".join(part for part, _ in self._over or (*self._left, *self._right))

    def _segments(self, parts: Sequence[Part]) -> list[Segment]:
        base = self.rich_style
        return [
            Segment(printable_line(text), self._style(name, base)) for text, name in parts if text
        ]

    def _style(self, name: str, base: Style) -> Style:
        return base + Style.parse(line_style(self._owner.look, name)) if name else base

    @property
    def _owner(self) -> "CrossreadApp":
        return cast("CrossreadApp", self.app)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The row, painted when it is not known."""
        self.leave_to_textual()
        self._shown = self._strip()
        return [self._shown.crop(crop.x, crop.right)] * crop.height

    def _strip(self) -> Strip:
        width = self.size.width
        if self._row is None or self._row.cell_length != width:
            self._row = self._paint(width)
        return self._row

    def _paint(self, width: int) -> Strip:
        """Without room for both sides the right one goes, unless it is kept."""
        right = Strip([] if self._over else self._segments(self._right))
        least = Strip(self._segments(self._left[:1])).cell_length
        if right.cell_length + least + 1 > width and not self.keep_right:
            right = Strip([])
        room = max(0, width - right.cell_length - (1 if right.cell_length else 0))
        left = Strip(self._segments(self._fitting(room)))
        if left.cell_length > room:
            left = Strip([*left.crop(0, max(0, room - 1)), Segment("…", self.rich_style)])
        blank = Strip.blank(max(0, width - left.cell_length - right.cell_length), self.rich_style)
        return Strip.join([left, blank, right]).adjust_cell_length(width, self.rich_style)

    def _fitting(self, room: int) -> Sequence[Part]:
        """The parts that fit whole, in the units that the line is cut at."""
        if self._over or not self.unit:
            return self._over or self._left
        used = kept = 0
        for number in range(0, len(self._left), self.unit):
            group = self._left[number : number + self.unit]
            used += sum(cell_len(printable_line(text)) for text, _ in group)
            if used > room:
                break
            kept = number + self.unit
        return self._left[:kept]

"""The mouse on a column: presses, drags that scroll at the edges, and the wheel, as messages."""

from typing import TYPE_CHECKING

from textual.events import MouseDown, MouseEvent
from textual.timer import Timer

from ...articles.span import Span
from ..frames import Painted
from . import messages
from .canvas import Canvas

if TYPE_CHECKING:
    from .column import Column

_SCROLL_EVERY = 0.05  # seconds


class Pointer:
    """Turns the mouse events of ``column`` into its messages."""

    def __init__(self, column: "Column", canvas: Canvas[Painted]) -> None:
        self._column = column
        self._canvas = canvas
        self._held = False
        self._cell = (-1, -1)
        self._pressed_cell = (-1, -1)
        self._pressed_at = 0.0
        self._clicks = 0
        self._start = Span(0, 0)
        self._border: tuple[int, int] | None = None
        """Where the right border was pressed, while it is held."""
        self._border_moved = False
        self._drag: tuple[int, int] | None = None
        self._timer: Timer | None = None

    def down(self, event: MouseDown) -> None:
        """Report a press on text, gutter or ruler."""
        shape = self._canvas.geometry
        row = event.y - shape.header
        if event.button != 1:
            return
        if event.x >= shape.width - 1:
            self._hold_border(event)
            return
        if row < 0:
            return
        offset = self._canvas.offset_at(event.x, event.y)
        if event.x < shape.text:
            found, sign = self._canvas.sign_at(event.x, row) or (offset, "")
            self._column.post_message(messages.GutterPressed(self._column, found, sign))
        else:
            self._press(event, offset)

    def moved(self, event: MouseEvent) -> None:
        """Report a drag; outside the text, at the top or bottom, scroll on."""
        if self._border is not None:
            self._drag_border(event)
            return
        if not self._held:
            return
        self._cell = event.x, event.y
        self._report_drag()
        if self._rows_outside() and self._timer is None:
            self._timer = self._column.set_interval(_SCROLL_EVERY, self._scroll)
        elif not self._rows_outside():
            self._stop_scrolling()

    def up(self) -> None:
        """End a drag."""
        if self._border is not None:
            self._let_go_of_border()
            return
        if not self._held:
            return
        self.release()
        if self._drag is not None:
            self._column.post_message(messages.Dragged(self._column, *self._drag, done=True))

    def release(self) -> None:
        """Let go of the mouse without a word."""
        if self._held:
            self._held = False
            self._column.release_mouse()
        self._stop_scrolling()

    # -- the border, on which the ruler lies: pressed it is the ruler, dragged the border

    def _hold_border(self, event: MouseDown) -> None:
        self._border = event.x, event.y
        self._border_moved = False
        self._column.capture_mouse()

    def _drag_border(self, event: MouseEvent) -> None:
        if self._border is not None and (self._border_moved or event.x != self._border[0]):
            self._border_moved = True
            self._column.post_message(messages.BorderDragged(self._column, event.x + 1))

    def _let_go_of_border(self) -> None:
        row = self._border[1] - self._canvas.geometry.header if self._border else -1
        self._border = None
        self._column.release_mouse()
        if not self._border_moved and row >= 0:
            target = self._canvas.ruler.offset_of(row)
            self._column.post_message(messages.RulerPressed(self._column, target))

    def wheel(self, rows: int) -> None:
        """Ask to scroll."""
        self._column.post_message(messages.Wheel(self._column, rows))

    def _press(self, event: MouseDown, offset: int) -> None:
        cell = event.x, event.y
        again = event.time - self._pressed_at <= self._column.app.CLICK_CHAIN_TIME_THRESHOLD
        self._clicks = self._clicks + 1 if again and cell == self._pressed_cell else 1
        self._pressed_at = event.time
        self._cell = self._pressed_cell = cell
        self._start = self._canvas.cluster_at(offset)
        self._drag = None
        self._held = True
        self._column.capture_mouse()
        self._column.post_message(messages.Pressed(self._column, offset, self._clicks, event.shift))

    def _report_drag(self) -> None:
        start = self._start
        end = self._canvas.cluster_at(self._canvas.offset_at(*self._cell))
        if self._drag is None and end == start:
            return
        forward = end.start >= start.start
        drag = (start.start, end.end) if forward else (start.end, end.start)
        if drag != self._drag:
            self._drag = drag
            self._column.post_message(messages.Dragged(self._column, *drag, done=False))

    def _rows_outside(self) -> int:
        """How far the pointer is above (negative) or below the text; 0 on it."""
        shape = self._canvas.geometry
        _, y = self._cell
        return min(0, y - shape.header) or max(0, y - shape.height + 1)

    def _scroll(self) -> None:
        self._column.scroll_rows(self._rows_outside())
        self._report_drag()

    def _stop_scrolling(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

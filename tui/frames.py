"""Frames: what changed in the widgets of a screen reaches the terminal together, at once.

Textual's way from a changed row to the terminal leads through six messages for every widget, a
timer of 60 Hz and a composition of all that stands on the same rows: more than half of a key.
Where nothing lies over a widget that knows which of its rows changed, they are written as they are.
"""

import select
import sys
from collections.abc import Callable, Sequence
from typing import Any, ClassVar, NamedTuple
from weakref import WeakKeyDictionary

from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from .beneath import uncovered, write_rows

_CONGESTION_POLL = 0.01  # seconds


def is_congested() -> bool:
    """Whether the terminal has not yet taken what was written before, as over a slow link.

    Textual queues frames without dropping any, so that over a slow link keys would be seen seconds
    late; whoever paints whole columns asks here first and waits. Textual writes to standard error.
    """
    stream = sys.__stderr__
    try:
        if stream is None or not stream.isatty():
            return False
        return not select.select([], [stream.fileno()], [], 0)[1]
    except (OSError, ValueError):  # closed, or a descriptor beyond what select can watch
        return False


class ChangedRow(NamedTuple):
    """A row of a widget that looks different from what is on the terminal."""

    y: int
    strip: Strip


class Framed(Widget):
    """A widget that knows which of its rows changed."""

    ALLOW_SELECT: ClassVar[bool] = False

    def changed_rows(self) -> Sequence[ChangedRow]:
        """The rows that have changed since they were last asked for, or rendered; in order."""
        raise NotImplementedError

    stale = False
    """Whether rows may have changed that are not painted yet."""

    def repaint_soon(self) -> None:
        """Have what changed painted once the present message has been handled."""
        if not self.stale:
            self.stale = True
            frame_of(self.screen).take(self)

    def leave_to_textual(self) -> None:
        """Let Textual paint what has changed, as it does something that nothing else can."""
        if self.stale:
            self.stale = False
            if found := self.changed_rows():
                self.refresh(*_whole_rows([row.y for row in found], self.size.width))


class Frame:
    """The next picture of one screen."""

    def __init__(self, screen: Screen[Any]) -> None:
        self._screen = screen
        self._changed: dict[Framed, None] = {}
        self._after: list[Callable[[], None]] = []
        self._due = False

    def take(self, widget: Framed) -> None:
        """Have a widget painted with the others that changed."""
        self._changed[widget] = None
        self._be_due()

    def then(self, call: Callable[[], None]) -> None:
        """Do something once this picture is on its way."""
        self._after.append(call)
        self._be_due()

    def _be_due(self) -> None:
        if not self._due:
            self._due = True
            self._screen.call_next(self._paint_when_taken)

    def _paint_when_taken(self) -> None:
        """Paint once the terminal has taken the last frame, with all that has changed by then."""
        if is_congested():
            self._screen.set_timer(_CONGESTION_POLL, self._paint_when_taken)
        else:
            self._paint()

    def _paint(self) -> None:
        self._due = False
        changed, self._changed = self._changed, {}
        after, self._after = self._after, []
        regions = uncovered(self._screen)
        rows: list[tuple[int, int, Strip]] = []
        for widget in changed:
            region = regions.get(widget)
            if region is None or region.size != widget.size:
                widget.leave_to_textual()
            elif widget.stale:
                widget.stale = False
                rows += [(region.x, region.y + y, strip) for y, strip in widget.changed_rows()]
        if rows:
            write_rows(self._screen, rows)
        for call in after:
            call()


_frames: WeakKeyDictionary[Screen[Any], Frame] = WeakKeyDictionary()


def frame_of(screen: Screen[Any]) -> Frame:
    """The next picture of a screen."""
    frame = _frames.get(screen)
    if frame is None:
        frame = _frames[screen] = Frame(screen)
    return frame


def _whole_rows(rows: Sequence[int], width: int) -> list[Region]:
    """Full-width regions that cover ``rows``, adjacent ones joined."""
    regions: list[Region] = []
    first = end = rows[0]
    for row in rows:
        if row != end:
            regions.append(Region(0, first, width, end - first))
            first = row
        end = row + 1
    regions.append(Region(0, first, width, end - first))
    return regions

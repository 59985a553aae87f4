"""Frames: what changed in the widgets of a screen reaches the terminal together, at once.

Textual's way from a changed row to the terminal leads through six messages for every widget, a
timer of 60 Hz and a composition of all that stands on the same rows: more than half of a key.
Where nothing lies over a widget that knows which of its rows changed, they are written as they are.

Textual also says every look whole and takes it back again, 40 bytes for each; over a slow link a
frame takes as long as its bytes. Here only what differs between two looks is said.
"""

import select
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial
from typing import Any, ClassVar, NamedTuple

from rich.color import ColorSystem
from rich.console import COLOR_SYSTEMS, Console
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from .beneath import uncovered, write_frame

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
    """The row, from its first cell up to the last that has changed, at least."""


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

    def paint_now(self) -> None:
        """Paint what a key has changed: keys that come together each make a frame of their own.

        Not while the terminal is behind: then they make one together.
        """
        if self._due and not is_congested():
            self._paint()

    def _paint_when_taken(self) -> None:
        """Paint once the terminal has taken the last frame, with all that has changed by then."""
        if not self._due:
            return
        if is_congested():
            self._screen.set_timer(_CONGESTION_POLL, self._paint_when_taken)
        else:
            self._paint()

    def _paint(self) -> None:
        self._due = False
        changed, self._changed = self._changed, {}
        after, self._after = self._after, []
        regions = uncovered(self._screen)
        rows: list[tuple[tuple[int, int], Strip]] = []
        for widget in changed:
            region = regions.get(widget)
            if region is None or region.size != widget.size:
                widget.leave_to_textual()
            elif widget.stale:
                widget.stale = False
                x, top = region.offset
                rows += [((x, top + y), strip) for y, strip in widget.changed_rows()]
        if rows:
            write_frame(self._screen, partial(written, rows))
        for call in after:
            call()


def frame_of(screen: Screen[Any]) -> Frame:
    """The next picture of a screen.

    The screen itself holds it: from a table of all, neither would ever be let go.
    """
    kept = vars(screen)
    if "_next_picture" not in kept:
        kept["_next_picture"] = Frame(screen)
    return kept["_next_picture"]


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


# -- rows as they are sent

_RESET = "\x1b[0m"
_ON_AND_OFF = {
    "bold": ("1", "22"),
    "dim": ("2", "22"),
    "italic": ("3", "23"),
    "underline": ("4", "24"),
    "underline2": ("21", "24"),
    "reverse": ("7", "27"),
    "strike": ("9", "29"),
    "overline": ("53", "55"),
}
"""SGR parameters that switch an attribute of a style on, and off."""
_PLAIN = Style.null()


class Painted(Strip):
    """A row of a column: the last of its segments is the ruler's."""

    __slots__ = ("_inner", "_parts")

    def __init__(self, segments: Iterable[Segment], cell_length: int | None = None) -> None:
        super().__init__(segments, cell_length)
        self._parts: tuple[Style, str, Style] | None = None
        self._inner: Painted | None = None

    def parts(self, system: ColorSystem) -> tuple[Style, str, Style]:
        """The first look, everything after it was set, and the last look, which is still on."""
        if self._parts is None:
            self._parts = _parts(self, system)
        return self._parts

    def render(self, console: Console) -> str:
        """The row by itself."""
        return written([(None, self)], console)

    def without_edge(self) -> "Painted":
        """The row without the cell of the ruler."""
        if self._inner is None:
            *inner, edge = self
            self._inner = Painted(inner, self.cell_length - edge.cell_length)
        return self._inner


def differing(row: Strip, shown: Strip) -> Strip:
    """As much of ``row`` as has to be written over what is ``shown`` of the same width."""
    if isinstance(row, Painted) and len(row) > 1 and len(shown) > 1:
        *_, edge = row
        *_, shown_edge = shown
        if edge == shown_edge and row.cell_length == shown.cell_length:
            return row.without_edge()
    return row


def written(rows: Iterable[tuple[tuple[int, int] | None, Strip]], console: Console) -> str:
    """Rows, each where it stands (column, line; ``None``: where the cursor is), as one string."""
    system = COLOR_SYSTEMS.get(console.color_system or "", ColorSystem.TRUECOLOR)
    found: list[str] = []
    now = _PLAIN
    for place, row in rows:
        if place is not None:
            found.append(f"\x1b[{place[1] + 1};{place[0] + 1}H")
        if isinstance(row, Painted):
            first, text, last = row.parts(system)
            found += (_change(now, first, system), text)
            now = last
        else:
            found += (_change(now, _PLAIN, system), row.render(console))
            now = _PLAIN
    found.append(_change(now, _PLAIN, system))
    return "".join(found)


def _parts(row: Strip, system: ColorSystem) -> tuple[Style, str, Style]:
    first: Style | None = None
    now = _PLAIN
    found: list[str] = []
    for text, style, _ in row:
        if style is not None:
            if first is None:
                first = style
            else:
                found.append(_change(now, style, system))
            now = style
        found.append(text)
    return first or _PLAIN, "".join(found), now


@lru_cache(maxsize=4096)
def _change(before: Style, after: Style, system: ColorSystem) -> str:
    """What leads from one look to another, at its shortest."""
    if before == after:
        return ""
    if after == _PLAIN:
        return _RESET
    codes: list[str] = []
    lost = {
        off
        for name, (_, off) in _ON_AND_OFF.items()
        if getattr(before, name) and not getattr(after, name)
    }
    codes += sorted(lost)
    codes += [
        on
        for name, (on, off) in _ON_AND_OFF.items()
        if getattr(after, name) and (off in lost or not getattr(before, name))
    ]
    if after.color != before.color:
        codes += after.color.downgrade(system).get_ansi_codes() if after.color else ["39"]
    if after.bgcolor != before.bgcolor:
        codes += after.bgcolor.downgrade(system).get_ansi_codes(False) if after.bgcolor else ["49"]
    return f"\x1b[{';'.join(codes)}m" if codes else ""

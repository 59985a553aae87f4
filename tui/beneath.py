"""The one place that leans on names which Textual keeps to itself, each with the reason.

Checked against Textual 8.2; `tests/tui/test_beneath.py` says when a name is gone.
"""

import asyncio
import os
import selectors
import sys
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from time import monotonic
from typing import IO, TYPE_CHECKING, Any

from rich.console import Console
from textual import events
from textual._compositor import CompositorUpdate  # pyright: ignore[reportPrivateUsage]
from textual._xterm_parser import XTermParser  # pyright: ignore[reportPrivateUsage]
from textual.app import App
from textual.constants import ESCAPE_DELAY
from textual.css.query import NoMatches
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Region
from textual.screen import Screen
from textual.widget import MountError, Widget
from textual.worker import WorkerFailed

from ..articles.printable import printable
from .first_screen import FirstScreen

if TYPE_CHECKING:
    from textual.widgets import OptionList

_ALTERNATE_SCREEN = "\x1b[?1049h"
_PASTE, _PASTE_END = "\x1b[200~", "\x1b[201~"
"""What the terminal puts around a paste."""
_POLL = 0.1
"""Seconds between looks at keys that are not complete yet, such as a lone escape."""
_COMPLETE = ESCAPE_DELAY + _POLL
"""Seconds after the last byte from which on no key is incomplete: nothing has to be looked at."""


class Pastes:
    """Takes whole pastes out of what the terminal sends, and what would act on it out of them.

    Textual's parser looks at each character of them, which takes 1.5 s for a megabyte.
    """

    def __init__(self) -> None:
        self._held: list[str] | None = None
        """The parts of a paste that has begun."""
        self._rest = ""
        """Its last characters, among which its end may begin."""

    def split(self, data: str) -> Iterator[str | events.Paste]:
        """What is for the parser, and the pastes that are complete, in the order they came."""
        while data:
            if self._held is None:
                before, begun, data = data.partition(_PASTE)
                if before:
                    yield before
                if begun:
                    self._held, self._rest = [], ""
                continue
            text, ended, after = (self._rest + data).partition(_PASTE_END)
            if ended:
                pasted = "".join([*self._held, text]).replace("\0", "")
                self._held, data = None, after
                # Fields write what they hold to the terminal as it is.
                yield events.Paste(printable(pasted.replace("\r\n", "\n").replace("\r", "\n")))
            else:
                self._held.append(text[: -len(_PASTE_END)])
                self._rest, data = text[-len(_PASTE_END) :], ""


def _soon(act: Callable[[], None]) -> bool:
    """Do something in the loop of events that runs, if one does; whether it does.

    Not in the handler of a signal: what that has interrupted may hold the lock of what is written.
    """
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        return False
    loop.call_soon_threadsafe(act)
    return True


class Lasting:
    """What is written to the terminal, for a thread that goes on when the terminal is lost.

    If it ended, whoever writes would wait for it, and the program would never end.
    """

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self.fileno = file.fileno

    def write(self, text: str) -> None:
        """Write, if there is still a terminal."""
        with suppress(OSError, ValueError):
            self._file.write(text)

    def flush(self) -> None:
        """Send what was written, if there is still a terminal."""
        with suppress(OSError, ValueError):
            self._file.flush()


class QuickDriver(LinuxDriver):
    """The terminal driver, leaving at once and surviving bytes that are not UTF-8.

    Textual's own input thread wakes ten times a second, and notices the end of the program only
    then; this one sleeps until there is a key, and is woken through a pipe. Textual's decodes
    strictly, so that one stray byte ends the program (issue 6456); here it becomes U+FFFD.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._file: Any = Lasting(self._file)
        self._wake_read, self._wake_write = os.pipe()
        os.set_blocking(self._wake_read, False)
        self._stopped = False
        """Whether the program has stopped itself, and knows that it goes on."""
        self._given_back = False
        """Whether the shell has the terminal."""
        self._continuing = False
        """Whether the terminal is taken back in a moment."""
        self._held: list[str] | None = None
        """What is written meanwhile, to be written as one."""

    def _sigtstp_application(self, *_: Any) -> None:
        """Stop, as soon as what is under way is done."""
        _soon(self._stop)

    def _sigcont_application(self, *_: Any) -> None:
        """Take the terminal back, if the program was stopped by a signal that nobody can answer."""
        if not (self._stopped or self._continuing):
            self._continuing = _soon(self._continue)

    def _stop(self) -> None:
        """Stop, but not half-way through starting or leaving: the terminal would stay as it is."""
        if self._writer_thread is not None:
            self._stopped = self._given_back = True
            super()._sigtstp_application()  # which returns when the program goes on
            self._stopped = False
            self._take_back()

    def _continue(self) -> None:
        """Take the terminal back as often as it was given back: its modes are counted."""
        self._continuing = False
        if self._writer_thread is not None:
            self.suspend_application_mode()
            self._given_back = True
        self._take_back()

    def _take_back(self) -> None:
        """In the background it cannot be had: the program is stopped again, and continued later."""
        if self._given_back:
            super()._sigcont_application()
            self._given_back = self._writer_thread is None

    def start_application_mode(self) -> None:
        """Keep in mind what the shell's line settings were, before echo was switched off early.

        They are what it gets back when the program ends or stops. What switches the terminal's
        modes is written as one: to pass each of twenty to the thread that writes takes longer.
        """
        first = self.attrs_before is None
        held = self._held = []
        try:
            super().start_application_mode()
        finally:
            self._held = None
            if held:
                super().write("".join(held))
        before = getattr(self._app, "line_settings", None)
        if first and before is not None:
            self.attrs_before = before

    def write(self, data: str) -> None:
        """Write, but stay on the alternate screen when the first picture stands there already.

        To switch to it once more would clear it.
        """
        if data == _ALTERNATE_SCREEN:
            first = getattr(self._app, "first_screen", None)
            if isinstance(first, FirstScreen) and first.hand_over():
                return
        if self._held is not None:
            self._held.append(data)
        elif self._writer_thread is not None:
            super().write(data)

    def close(self) -> None:
        """Also forget the thread that wrote, which takes nothing any more."""
        super().close()
        self._writer_thread = None

    def disable_input(self) -> None:
        """Wake the input thread, then end it.

        It may have ended without reading why it was woken: the next thread, after a stop of the
        program, would end by that at once, and no key would ever arrive.
        """
        os.write(self._wake_write, b"x")
        super().disable_input()
        with suppress(BlockingIOError):
            os.read(self._wake_read, 64)

    def run_input_thread(self) -> None:
        """Wait for keys, and for the word that the program ends."""
        selector = selectors.DefaultSelector()
        selector.register(self.fileno, selectors.EVENT_READ)
        selector.register(self._wake_read, selectors.EVENT_READ)
        parser, pastes = XTermParser(self._debug), Pastes()
        decode = getincrementaldecoder("utf-8")("replace").decode
        complete_at = 0.0
        try:
            while not self.exit_event.is_set():
                for key, _ in selector.select(_POLL if monotonic() < complete_at else None):
                    if key.fd == self._wake_read:
                        return
                    data = os.read(self.fileno, 4096)
                    if not data:
                        return
                    complete_at = monotonic() + _COMPLETE
                    for part in pastes.split(decode(data)):
                        found = parser.feed(part) if isinstance(part, str) else (part,)
                        for event in found:
                            self.process_message(event)
                for event in parser.tick():
                    self.process_message(event)
        finally:
            selector.close()

    def stop_application_mode(self) -> None:
        """Also switch off what Textual leaves on: mouse positions in pixels."""
        if self._mouse_pixels and self._writer_thread is not None:
            self.write("\x1b[?1016l")
        super().stop_application_mode()


class PlainFailure(App[None]):
    """An app that keeps an unexpected error for its caller instead of printing local variables.

    Textual prints a traceback with the values of all variables, so with article text whose escape
    sequences then reach the terminal.
    """

    failure: Exception | None = None
    """What ended the app, if an error did."""
    line_settings: list[Any] | None = None
    """The terminal's line settings before anything was changed, as `termios.tcgetattr` gives."""
    first_screen: FirstScreen | None = None
    """What stands on the terminal until the app paints."""

    @property
    def leaving(self) -> bool:
        """Whether the way out has begun: what is asked for now has no screen to stand on."""
        return self._exit

    def _handle_exception(self, error: Exception) -> None:
        cause = error.error if isinstance(error, WorkerFailed) else error
        if self.leaving and isinstance(cause, NoMatches | MountError):
            return  # a late message, and what it was for is gone already
        self.failure = self.failure or error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()


class _Update(CompositorUpdate):
    """What is written is made by somebody else."""

    def __init__(self, write: Callable[[Console], str]) -> None:
        self._write = write

    def render_segments(self, console: Console) -> str:
        return self._write(console)


def write_frame(screen: Screen[Any], write: Callable[[Console], str]) -> None:
    """Write something that changes `uncovered` widgets alone to the terminal, as one frame."""
    screen.app._display(screen, _Update(write))  # pyright: ignore[reportPrivateUsage, reportArgumentType]


def paint_all(screen: Screen[Any]) -> None:
    """Write every cell of the screen in front, now.

    What Textual has in mind to paint with its next layouts, everything twice more after a change
    of size, is painted with that.
    """
    inside: Any = screen
    inside.app._display(screen, inside._compositor.render_update(full=True))
    inside._repaint_required = False
    inside._dirty_widgets.clear()
    for widget in inside._compositor.visible_widgets:
        widget._exchange_repaint_regions()


def row_of_option(listed: "OptionList", option: int) -> int:
    """The row of a list on which an option begins; those before it may take several each."""
    return listed._index_to_line[option]  # pyright: ignore[reportPrivateUsage]


def uncovered(screen: Screen[Any]) -> Mapping[Widget, Region]:
    """The widgets that are seen whole, and where; none while Textual has more to do than paint."""
    app = screen.app
    if app.screen is not screen or app.is_inline or app._batch_count or screen._layout_required:  # pyright: ignore[reportPrivateUsage]
        return {}
    visible = screen._compositor.visible_widgets  # pyright: ignore[reportPrivateUsage]
    kept = vars(screen)  # a table of all screens would hold their widgets, and so them, for ever
    known: tuple[_Places, Mapping[Widget, Region]] | None = kept.get("_uncovered")
    if known is None or known[0] is not visible:  # Textual makes it anew with every layout
        known = kept["_uncovered"] = visible, _not_covered(visible)
    return known[1]


_Places = Mapping[Widget, tuple[Region, Region]]


def _not_covered(visible: _Places) -> dict[Widget, Region]:
    """``visible`` has, front to back, each widget's region and what of the screen it may use."""
    found: dict[Widget, Region] = {}
    in_front: list[Region] = []
    for widget, (region, clip) in visible.items():
        if clip.contains_region(region) and not any(map(region.overlaps, in_front)):
            found[widget] = region
        in_front.append(region)
    return found


def driver_class() -> type[LinuxDriver] | None:
    """The driver for this system; ``None`` leaves the choice to Textual, as in a browser."""
    return None if sys.platform == "win32" or "TEXTUAL_DRIVER" in os.environ else QuickDriver

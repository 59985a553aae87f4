"""The one place that leans on names which Textual keeps to itself, each with the reason.

Checked against Textual 8.2; `tests/tui/test_beneath.py` says when a name is gone.
"""

import os
import selectors
import sys
from codecs import getincrementaldecoder
from contextlib import suppress
from typing import Any

from textual._xterm_parser import XTermParser  # pyright: ignore[reportPrivateUsage]
from textual.app import App
from textual.css.query import NoMatches
from textual.drivers.linux_driver import LinuxDriver
from textual.widget import MountError

from .first_screen import FirstScreen

_ALTERNATE_SCREEN = "\x1b[?1049h"
_POLL = 0.1
"""Seconds between looks at keys that are not complete yet, such as a lone escape."""


class QuickDriver(LinuxDriver):
    """The terminal driver, leaving at once and surviving bytes that are not UTF-8.

    Textual's own input thread notices the end of the program only when its wait of 0.1 s has run
    out, twice; this one is woken through a pipe. It also decodes strictly, so that one stray byte
    ends the program (Textual issue 6456); here such a byte becomes U+FFFD.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._wake_read, self._wake_write = os.pipe()
        os.set_blocking(self._wake_read, False)
        self._stopped = False
        """Whether the terminal was given back before the program was stopped."""

    def _sigtstp_application(self, *_: Any) -> None:
        """Stop, but not half-way through starting or leaving: the terminal would stay as it is."""
        if self._writer_thread is not None:
            self._stopped = True
            super()._sigtstp_application()

    def _sigcont_application(self, *_: Any) -> None:
        """Take the terminal back as often as it was given back: its modes are counted."""
        if self._writer_thread is None and not self._stopped:
            return
        if not self._stopped:  # by a signal that nobody can answer
            self.suspend_application_mode()
        self._stopped = False
        super()._sigcont_application()

    def start_application_mode(self) -> None:
        """Keep in mind what the shell's line settings were, before echo was switched off early.

        They are what it gets back when the program ends or stops.
        """
        first = self.attrs_before is None
        super().start_application_mode()
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
        super().write(data)

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
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        try:
            while not self.exit_event.is_set():
                for key, _ in selector.select(_POLL):
                    if key.fd == self._wake_read:
                        return
                    data = os.read(self.fileno, 4096)
                    if not data:
                        return
                    for event in parser.feed(decode(data)):
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
        if self.leaving and isinstance(error, NoMatches | MountError):
            return  # a late message, and what it was for is gone already
        self.failure = self.failure or error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()


def driver_class() -> type[LinuxDriver] | None:
    """The driver for this system; ``None`` leaves the choice to Textual, as in a browser."""
    return None if sys.platform == "win32" or "TEXTUAL_DRIVER" in os.environ else QuickDriver

"""What stands on the terminal until Textual, which takes longest to import, paints over it.

`first_picture` makes the picture. The driver (`beneath`) stays on the alternate screen that is on
already, so that nothing flickers; what is typed meanwhile waits in the terminal. Nothing here may
import Textual.
"""

from __future__ import annotations

import signal
import sys
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType

_ENTER, _LEAVE = "\x1b[?1049h\x1b[?25l\x1b[2J", "\x1b[0m\x1b[?1049l\x1b[?25h"
_BEGIN, _END = "\x1b[?2026h", "\x1b[?2026l"
"""Synchronised output: the terminal shows all of it at once."""
_ENDING = (signal.SIGTERM, signal.SIGHUP)


class FirstScreen:
    """What stands on the terminal until the reader paints; on leaving, the terminal is as before.

    A context manager. While it stands alone, a polite kill takes it away too; from `hand_over` on
    all this is Textual's business.
    """

    def __init__(self) -> None:
        self._standing = False
        self._writing: Thread | None = None
        self._before: dict[int, object] = {}

    def __enter__(self) -> FirstScreen:
        return self

    def __exit__(self, *_: object) -> None:
        if self.hand_over():
            _write(_LEAVE)

    def show(self, picture: str) -> None:
        """Put a picture on the alternate screen; a slow terminal takes it while work goes on."""
        if not picture:
            return
        self._standing = True
        for number in _ENDING:
            self._before[number] = signal.signal(number, _end)
        # Who stops the program now would find the shell on the wrong screen; in a moment it works.
        self._before[signal.SIGTSTP] = signal.signal(signal.SIGTSTP, signal.SIG_IGN)
        self._writing = Thread(target=_write, args=(_ENTER + _BEGIN + picture + _END,), daemon=True)
        self._writing.start()

    def hand_over(self) -> bool:
        """Let go of the terminal; whether the picture stands on its alternate screen."""
        if self._writing is not None:
            self._writing.join()
        standing, self._standing = self._standing, False
        if standing:
            for number, before in self._before.items():
                if signal.getsignal(number) in (_end, signal.SIG_IGN):
                    signal.signal(number, before)  # pyright: ignore[reportArgumentType]
        return standing


def _end(number: int, frame: FrameType | None) -> None:
    del frame
    raise SystemExit(128 + number)


def _write(text: str) -> None:
    """To where Textual writes."""
    stream = sys.__stderr__
    if stream is not None:
        with suppress(OSError, ValueError):
            stream.write(text)
            stream.flush()

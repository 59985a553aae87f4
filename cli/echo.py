"""Keys pressed before the reader is ready: kept for it, but not shown."""

import sys
import termios
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any


@contextmanager
def no_echo() -> Generator[list[Any] | None]:
    """Switch the terminal's echo off, and afterwards everything back as it was before.

    Otherwise what is typed while the program starts stays on the screen that comes back at the end.
    Gives the line settings as they were before; ``None`` where there is no terminal.
    """
    try:
        keyboard = sys.stdin.fileno()
        before = termios.tcgetattr(keyboard)
    except (OSError, ValueError, termios.error):  # no real terminal: nothing to switch
        yield None
        return
    silent = list(before)
    # As the reader itself has it, so that no key becomes another one meanwhile; but the key that
    # interrupts still does.
    silent[0] &= ~(termios.IXON | termios.ICRNL | termios.INLCR | termios.IGNCR)
    silent[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
    termios.tcsetattr(keyboard, termios.TCSANOW, silent)
    try:
        yield before
    finally:
        termios.tcsetattr(keyboard, termios.TCSADRAIN, before)

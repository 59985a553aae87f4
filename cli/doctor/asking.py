"""Questions to the terminal itself: they end in time whatever it answers, and change nothing."""

import os
import re
import select
import sys
import time
from collections.abc import Callable, Mapping

PATIENCE = 0.5
"""Seconds to wait for answers; over a slow line some are missed, which is told as unknown."""
MOST = 4_096
"""Bytes of answers that are read."""

_QUESTIONS = b"\x1b[?1006$p\x1b[?2026$p\x1b[>0q\x1b[c"
"""Mouse, synchronised output, name, and last what every terminal answers."""
_MODE = re.compile(rb"\x1b\[\?(1006|2026);(\d)\$y")
_NAME = re.compile(rb"\x1bP>\|([^\x1b\x07]{1,80})")
_LAST = re.compile(rb"\x1b\[\?[\d;]*c")


def ask() -> Mapping[str, str]:
    """What the terminal says: ``mouse``, ``synchronised``, ``name``; what it does not is left out.

    Nothing is asked when standard input or output is no terminal.
    """
    try:
        inward, outward = sys.stdin.fileno(), sys.stdout.fileno()
        if not (os.isatty(inward) and os.isatty(outward)):
            return {}
        import termios
        import tty
    except (ImportError, OSError, ValueError):
        return {}
    try:
        before = termios.tcgetattr(inward)
    except termios.error:
        return {}
    try:
        tty.setcbreak(inward, termios.TCSANOW)
        sys.stdout.flush()
        os.write(outward, _QUESTIONS)
        answer = _answer(lambda wait: _read(inward, wait))
    except (OSError, termios.error):
        return {}
    finally:
        termios.tcsetattr(inward, termios.TCSAFLUSH, before)
    return understood(answer)


def understood(answer: bytes) -> dict[str, str]:
    """The answers among the bytes that came."""
    found: dict[str, str] = {}
    for mode, state in _MODE.findall(answer):
        known = "yes" if state in (b"1", b"2", b"3") else "no"
        found["mouse" if mode == b"1006" else "synchronised"] = known
    if name := _NAME.search(answer):
        found["name"] = name[1].decode("utf-8", "replace")
    return found


def _answer(read: Callable[[float], bytes]) -> bytes:
    """Bytes until the last answer has come, or until there is no more patience."""
    answer = b""
    end = time.monotonic() + PATIENCE
    while len(answer) < MOST and (left := end - time.monotonic()) > 0:
        answer += read(left)
        if _LAST.search(answer):
            break
    return answer


def _read(inward: int, wait: float) -> bytes:
    ready, _, _ = select.select([inward], [], [], wait)
    return os.read(inward, MOST) if ready else b""

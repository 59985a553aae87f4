"""A program running in a pseudo-terminal; its output is stamped with the time as it arrives."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from .emulator import Size

clock = time.perf_counter
"""The clock of every stamp, in seconds."""

_OF_THE_CALLER = re.compile(
    r"TERM|COLORTERM|TMUX|STY|VTE_|KITTY|WEZTERM|LC_|LANG|COLUMNS|LINES|NO_COLOR|FORCE_COLOR"
    r"|TEXTUAL|PYTHON|XDG_|ESCDELAY|LESS|CROSSREAD"
)


class Chunk(NamedTuple):
    """Some bytes and when they were read."""

    at: float
    data: bytes


def plain_environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a plain terminal with 24-bit colour, whoever starts it from where."""
    kept = {name: value for name, value in os.environ.items() if not _OF_THE_CALLER.match(name)}
    terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
    return kept | terminal | dict(extra or {})


class PseudoTerminal:
    """Starts a program in a terminal of its own, reads what it writes, ends it.

    Args:
        command: the program and its arguments.
        size: columns and rows.
        env: the whole environment; `plain_environment()` if not given.
        bytes_per_second: how much the terminal takes, like a slow link; no limit if not given.

    Attributes:
        started: when the program was started.
        ended: when its end was noticed, or None.
    """

    def __init__(
        self,
        command: Sequence[str],
        size: Size = (80, 24),
        *,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        bytes_per_second: float | None = None,
    ) -> None:
        self._master, self._slave = os.openpty()
        self._bytes_per_second, self._free_at = bytes_per_second, 0.0
        self.set_size(size)
        self._first_settings = termios.tcgetattr(self._slave)
        self.ended: float | None = None
        self.started = clock()
        self.process = subprocess.Popen(
            command,
            stdin=self._slave,
            stdout=self._slave,
            stderr=self._slave,
            env=plain_environment() if env is None else dict(env),
            cwd=cwd,
            start_new_session=True,
            preexec_fn=_take_terminal,
        )
        self._end = os.pidfd_open(self.process.pid)
        self._poll = select.poll()
        self._poll.register(self._master, select.POLLIN)
        self._poll.register(self._end, select.POLLIN)

    def set_size(self, size: Size) -> None:
        """Give the terminal another size; the kernel sends SIGWINCH."""
        columns, rows = size
        packed = struct.pack("HHHH", rows, columns, columns * 8, rows * 16)
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, packed)

    def read(self, timeout: float) -> Chunk | None:
        """The next bytes, or None when `timeout` seconds passed or the program ended."""
        if self._free_at > clock():
            timeout -= self._wait_for_link(timeout)
            if self._free_at > clock():
                return None
        ready = [handle for handle, _ in self._poll.poll(max(0.0, timeout) * 1000)]
        if self._end in ready:
            self._note_end()
        if self._master not in ready:
            return None
        data = os.read(self._master, 1024 if self._bytes_per_second else 65536)
        at = clock()
        if self._bytes_per_second:
            self._free_at = max(at, self._free_at) + len(data) / self._bytes_per_second
        return Chunk(at, data)

    def _wait_for_link(self, longest: float) -> float:
        """Wait until a slow link has taken what was read; returns the seconds waited."""
        pause = max(0.0, min(longest, self._free_at - clock()))
        time.sleep(pause)
        return pause

    def _note_end(self) -> None:
        if self.ended is None:
            self.ended = clock()
            self.process.wait()
            self._poll.unregister(self._end)

    @property
    def running(self) -> bool:
        """Whether the program was still running at the last `read`."""
        return self.ended is None

    def write(self, data: bytes) -> float:
        """Type `data`; returns when."""
        at = clock()
        os.write(self._master, data)
        return at

    def settings_restored(self) -> bool:
        """Whether the line settings (echo, raw mode, …) are as before the start."""
        return termios.tcgetattr(self._slave) == self._first_settings

    def hang_up(self) -> None:
        """Take the terminal away, as when its window or its connection is closed."""
        self._poll.unregister(self._master)
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, self._master)
        os.close(nothing)

    def close(self) -> None:
        """End the program and everything it started, and free the terminal."""
        if self.process.poll() is None:
            # The program leads its own session, so its process group has its number.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        for handle in (self._master, self._slave, self._end):
            os.close(handle)


def _take_terminal() -> None:
    """Make standard input the controlling terminal; runs in the child, after setsid."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)

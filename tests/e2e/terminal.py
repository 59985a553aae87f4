"""A terminal for tests: real keys go in, what a person would see comes out.

Waiting is by events: a wait ends with the bytes that fulfil it, with the end of the program, or
with an error that shows the screen.
"""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks.ttylat.emulator import Emulator
from benchmarks.ttylat.pseudoterminal import plain_environment
from benchmarks.ttylat.session import Session

Sought = str | re.Pattern[str] | Callable[[list[str]], object]
"""A text on the screen, a pattern that its lines match somewhere, or a question about its lines."""

CROSSREAD = (str(Path(sys.executable).with_name("crossread")),)
"""The installed command, of the environment that runs the tests."""

PATIENCE = 90.0
"""Seconds after which what is awaited counts as never coming, on the busiest machine."""

# What the program itself may send: styles, moves, erasing, modes, questions, the keyboard protocol,
# the shapes of the cursor and of the mouse pointer.
_EXPECTED = re.compile(
    rb"\x1b\[[0-9;:]*[ABCDGHJKXdm]"
    rb"|\x1b\[\?[0-9;]+[hl]"
    rb"|\x1b\[\?[0-9]+\$p"
    rb"|\x1b\[[<>=][0-9;]*u"
    rb"|\x1b\[[0-9]* q"
    rb"|\x1b\]22;[a-z-]*\x07"
    rb"|\x1b[78=>]|\x1b\([0B]"
)
_CONTROL = re.compile(
    rb"\x1b(?:[\]P_^X][^\x07\x1b]*(?:\x07|\x1b\\)?|\[[0-?]*[ -/]*[@-~]?|.)?"
    rb"|\xc2[\x80-\x9f]|[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f]",
    re.DOTALL,
)


class Terminal:
    """Runs one program in a terminal of the given size (columns, rows).

    The program gets a home folder of its own: no configuration, cache or history of whoever runs
    the tests leaks in.

    Raises:
        AssertionError: from every `wait_…`, when what was awaited did not come in time.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        home: Path,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> None:
        home.mkdir(parents=True, exist_ok=True)
        environment = plain_environment(_folders(home) | dict(env or {}))
        self._session = Session(command, size, env=environment, cwd=cwd or home)
        self._closed = False

    @property
    def raw(self) -> bytes:
        """Every byte the program wrote so far."""
        return bytes(self._session.raw)

    @property
    def pid(self) -> int:
        """The number of the program's process."""
        return self._session.program.process.pid

    @property
    def titles(self) -> list[str]:
        """Every window title the program has set."""
        return self._session.emulator.titles

    @property
    def clipboard(self) -> list[str]:
        """Every text the program has put on the clipboard."""
        return self._session.emulator.clipboard

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and row of the terminal's own cursor, from 0."""
        cursor = self._session.emulator.screen.cursor
        return cursor.x, cursor.y

    def screen(self) -> list[str]:
        """The lines on the screen now, without trailing blanks."""
        self._session.settle(quiet=0)
        return self._session.emulator.rows()

    def where(self, words: str) -> tuple[int, int] | None:
        """Column and row at which words begin on the screen, if they are there."""
        found = (
            (line.index(words), y)
            for y, line in enumerate(self._session.emulator.rows())
            if words in line
        )
        return next(found, None)

    def text(self) -> str:
        """The screen as one string."""
        return "\n".join(self.screen())

    def send(self, *keys: str) -> None:
        """Press keys: characters, or names such as `down`, `enter`, `ctrl+c`, `shift+right`."""
        for key in keys:
            self._session.press(key)

    def type(self, text: str) -> None:
        """Type text character by character."""
        self._session.program.write(text.encode())

    def write(self, data: bytes) -> None:
        """Type bytes that no key stands for."""
        self._session.program.write(data)

    def wait_for(self, sought: Sought, timeout: float = PATIENCE) -> list[str]:
        """Wait until the screen shows `sought`; returns its lines."""
        shown = _question(sought)
        if self._session.wait_until(lambda emulator: bool(shown(emulator)), timeout) is None:
            raise AssertionError(self._report(f"never saw {sought!r}"))
        return self._session.emulator.rows()

    def wait_until_gone(self, sought: Sought, timeout: float = PATIENCE) -> list[str]:
        """Wait until the screen does not show `sought` any more; returns its lines."""
        shown = _question(sought)
        if self._session.wait_until(lambda emulator: not shown(emulator), timeout) is None:
            raise AssertionError(self._report(f"{sought!r} did not go away"))
        return self._session.emulator.rows()

    def settle(self, quiet: float = 0.1) -> list[str]:
        """Wait until nothing was painted for `quiet` seconds; for when no text tells the end."""
        self._session.settle(quiet)
        return self._session.emulator.rows()

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the window."""
        self._session.resize((columns, rows))

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        os.kill(self.pid, number)

    def hang_up(self) -> None:
        """Take the terminal away, as when its window or its connection is closed."""
        self._session.program.hang_up()

    def wait_for_exit(self, timeout: float = PATIENCE) -> int:
        """Wait for the program's end; returns its exit status, negative for a signal."""
        if not self._session.wait_for_end(timeout):
            raise AssertionError(self._report("still runs"))
        return self._session.program.process.returncode

    def left_on(self) -> list[str]:
        """What the program left switched on in the terminal, in words; empty is good."""
        return self._session.left_on()

    def close(self) -> None:
        """End the program if it still runs, and free the terminal; may be called again."""
        if not self._closed:
            self._closed = True
            self._session.close()

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _report(self, problem: str) -> str:
        status = self._session.program.process.returncode
        ended = "" if status is None else f"; the program ended with status {status}"
        edge = "-" * self._session.emulator.screen.columns
        return "\n".join([problem + ended, edge, *self._session.emulator.rows(), edge])


def unexpected_sequences(raw: bytes) -> list[bytes]:
    """Control bytes and sequences in `raw` that a program of ours has no reason to write.

    Harmless line ends and tabs are passed over. Titles, clipboard writes, device strings, C1 and
    NUL bytes are all reported, so a payload of an article that got through shows here.
    """
    found = (match[0] for match in _CONTROL.finditer(raw))
    return [sequence for sequence in found if not _EXPECTED.fullmatch(sequence)]


def _folders(home: Path) -> dict[str, str]:
    folders = {"HOME": home}
    for kind in ("config", "cache", "data", "state"):
        folders[f"XDG_{kind.upper()}_HOME"] = home / f".{kind}"
    return {name: str(folder) for name, folder in folders.items()}


def _question(sought: Sought) -> Callable[[Emulator], object]:
    if isinstance(sought, str):
        return lambda emulator: sought in emulator.text()
    if isinstance(sought, re.Pattern):
        return lambda emulator: sought.search(emulator.text())
    return lambda emulator: sought(emulator.rows())

"""A program in a pseudo-terminal together with the screen it paints."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from . import keys
from .emulator import Emulator, Size
from .pseudoterminal import Chunk, PseudoTerminal, clock

_QUESTION = re.compile(rb"\x1b\[(?:\?\d+\$p|0?c|[56]n)")
_MODE = re.compile(rb"\x1b\[(?:\?1|[<>])")

BURST = 0.002
"""Seconds between two chunks of one picture, at most."""

Painted = Callable[[Emulator], bool]
"""A question about the screen, asked whenever a terminal would show something new."""


class Session:
    """Runs a program, and keeps its screen and every byte.

    Bytes are read and stamped first and parsed later, so that parsing makes no stamp late.

    Attributes:
        raw: all bytes so far.
        seen: when each of what is watched for was first on the screen, as far as it was.
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
        self.raw = bytearray()
        self.program = PseudoTerminal(
            command, size, env=env, cwd=cwd, bytes_per_second=bytes_per_second
        )
        self.emulator = Emulator(size, self.program.write)
        self._unparsed: deque[Chunk] = deque()
        self._watched: tuple[Painted, ...] = ()
        self.seen: list[float] = []

    def drain(self, timeout: float) -> Chunk | None:
        """Read one chunk within `timeout` seconds and keep it for parsing."""
        chunk = self.program.read(timeout)
        if chunk is not None:
            self.raw += chunk.data
            self._unparsed.append(chunk)
            if _QUESTION.search(chunk.data):  # the program waits for the answer
                self.parse()
        return chunk

    def parse(self) -> None:
        """Paint everything that was read."""
        while self._unparsed:
            self._parse_one()

    def skip(self) -> None:
        """Forget what was read and not painted, unless it switches modes.

        The screen is known again when the program has painted it whole, as after a new size.
        """
        if _MODE.search(b"".join(chunk.data for chunk in self._unparsed)):
            self.parse()
        elif self._unparsed:
            self._unparsed.clear()
            self.emulator.skip()

    def _parse_one(self) -> None:
        chunk = self._unparsed.popleft()
        self.emulator.feed(chunk.data)
        if self.emulator.painting:
            return
        while len(self.seen) < len(self._watched):
            if not self._watched[len(self.seen)](self.emulator):
                return
            self.seen.append(chunk.at)

    def watch(self, *painted: Painted) -> None:
        """From now on, look out for these one after the other.

        `seen` holds when the bytes arrived that fulfilled the first, the second, …
        """
        self._watched, self.seen = painted, []

    def wait_until(self, painted: Painted, timeout: float) -> float | None:
        """Wait until `painted` holds; returns when the bytes arrived, None if it did not come.

        Waiting ends early when the program does.
        """
        self.parse()
        if not self.emulator.painting and painted(self.emulator):
            return clock()
        self.watch(painted)
        deadline = clock() + timeout
        while not self.seen:
            # While a burst comes in nothing is parsed: a full pipe would hold up the program.
            while self.drain(BURST):
                pass
            if self._unparsed:
                self._parse_one()
            elif not self.program.running or clock() > deadline:
                break
            else:
                self.drain(deadline - clock())
        return self.seen[0] if self.seen else None

    def drain_until(self, written: Callable[[bytearray], bool], timeout: float) -> bool:
        """Read until the bytes so far fulfil `written`, parsing nothing that can wait."""
        deadline = clock() + timeout
        while not written(self.raw):
            if not self.program.running or clock() > deadline:
                return False
            self.drain(deadline - clock())
        return True

    def settle(self, quiet: float = 0.05, limit: float = 3.0) -> None:
        """Read until nothing came for `quiet` seconds, at most `limit` seconds."""
        deadline = clock() + limit
        while clock() < deadline and self.drain(quiet):
            pass
        self.parse()

    def wait_for_end(self, timeout: float) -> bool:
        """Read until the program ends; whether it did within `timeout` seconds."""
        deadline = clock() + timeout
        while self.program.running and clock() < deadline:
            self.drain(deadline - clock())
        while self.drain(0):
            pass
        self.parse()
        return not self.program.running

    def press(self, key: str | bytes) -> float:
        """Press one key by name (see `keys.encode`) or send its bytes; returns when."""
        return self.program.write(keys.encode(key) if isinstance(key, str) else key)

    def resize(self, size: Size) -> float:
        """Give the terminal another size; returns when."""
        self.emulator.resize(size)
        at = clock()
        self.program.set_size(size)
        return at

    def left_on(self) -> list[str]:
        """What the program left switched on in the terminal, in words."""
        settings = [] if self.program.settings_restored() else ["the line settings"]
        return self.emulator.left_on() + settings

    def close(self) -> None:
        """End the program if it still runs."""
        self.program.close()

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

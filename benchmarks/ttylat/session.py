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

Painted = Callable[[Emulator], bool]
"""A question about the screen, asked whenever a terminal would show something new."""


class Session:
    """Runs a program, and keeps its screen and every byte.

    Bytes are read and stamped first and parsed later, so that parsing makes no stamp late.

    Attributes:
        raw: all bytes so far.
        first_paint: when something could first be read on the screen, or None.
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
        self.first_paint: float | None = None
        self.program = PseudoTerminal(
            command, size, env=env, cwd=cwd, bytes_per_second=bytes_per_second
        )
        self.emulator = Emulator(size, self.program.write)
        self._unparsed: deque[Chunk] = deque()
        self._watch: Painted | None = None
        self._seen: float | None = None

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

    def _parse_one(self) -> None:
        chunk = self._unparsed.popleft()
        self.emulator.feed(chunk.data)
        if self.emulator.painting:
            return
        if self.first_paint is None and not self.emulator.is_blank():
            self.first_paint = chunk.at
        if self._watch is not None and self._seen is None and self._watch(self.emulator):
            self._seen = chunk.at

    def watch(self, painted: Painted | None) -> None:
        """From now on, ask `painted` after every chunk; `seen` tells when it first held."""
        self._watch, self._seen = painted, None

    @property
    def seen(self) -> float | None:
        """When the bytes arrived that first fulfilled what is watched for, or None."""
        return self._seen

    def wait_until(self, painted: Painted, timeout: float) -> float | None:
        """Wait until `painted` holds; returns when the bytes arrived, None if it did not come.

        Waiting ends early when the program does.
        """
        self.parse()
        if not self.emulator.painting and painted(self.emulator):
            return clock()
        self.watch(painted)
        deadline = clock() + timeout
        while self._seen is None:
            while self.drain(0):
                pass
            if self._unparsed:
                self._parse_one()
            elif not self.program.running or clock() > deadline:
                break
            else:
                self.drain(deadline - clock())
        self._watch = None
        return self._seen

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

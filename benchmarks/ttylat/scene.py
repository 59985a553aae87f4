"""A program to measure, and how to see that it can be read."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .emulator import Emulator, Size
from .processes import prefer
from .pseudoterminal import plain_environment
from .session import Session


@dataclass(frozen=True)
class Scene:
    """One program in one terminal.

    Attributes:
        shown: texts that are all on the screen once the program can be read; none: any text.
        key: a key it answers by painting.
        gone: a text that this answer takes from the screen; none: any screen will do.
        leave: keys that end it.
        prepare: keys pressed before anything but the start is measured.
        home: its home folder, so that nobody's configuration counts; shared by its runs.
        bytes_per_second: a slow link, or None.
        fresh: whether what it remembers of earlier runs is forgotten, so that all begin alike.
        preferred: whether it runs before others where the system permits it.
    """

    name: str
    command: tuple[str, ...]
    home: Path
    shown: tuple[str, ...] = ()
    key: str = "j"
    gone: str = ""
    leave: tuple[str, ...] = ("q",)
    prepare: tuple[str, ...] = ()
    size: Size = (200, 50)
    env: Mapping[str, str] = field(default_factory=dict[str, str])
    bytes_per_second: float | None = None
    fresh: bool = True
    preferred: bool = True

    def open(self) -> Session:
        """Start the program."""
        state = self.home / ".local" / "state"
        if self.fresh:
            shutil.rmtree(state, ignore_errors=True)
        home = {
            "HOME": str(self.home),
            "XDG_CACHE_HOME": str(self.home / ".cache"),
            "XDG_STATE_HOME": str(state),
        }
        env = plain_environment(home | dict(self.env))
        session = Session(
            self.command,
            self.size,
            env=env,
            cwd=self.home,
            bytes_per_second=self.bytes_per_second,
        )
        if self.preferred:
            prefer(session.program.process.pid)
        return session

    def written(self, raw: bytearray) -> bool:
        """Whether all of the program's text has been written: known long before it is parsed."""
        frames_open = raw.count(b"\x1b[?2026h") - raw.count(b"\x1b[?2026l")
        return not frames_open and all(part.encode() in raw for part in self.shown)

    def answered(self, emulator: Emulator) -> bool:
        """Whether the answer to the key is on the screen."""
        return not self.gone or self.gone not in emulator.text()

    def readable(self, emulator: Emulator) -> bool:
        """Whether the program's text can be read."""
        if not self.shown:
            return not emulator.is_blank()
        text = emulator.text()
        return all(part in text for part in self.shown)

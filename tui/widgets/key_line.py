"""The line of keys at the foot of a screen: the reader's own keys, and each can be clicked."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from ..commands import Command, hints_of
from .line import Line, Part

if TYPE_CHECKING:
    from ..app import CrossreadApp


class KeyLine(Line):
    """Shows the keys of ``screen`` as they are now, those of a preset or of ``config.toml``."""

    def __init__(self, screen: str, *, id: str = "hints") -> None:
        super().__init__(id=id, unit=2)
        self._of = screen
        self._commands: Sequence[Command | None] = ()

    def on_mount(self) -> None:
        """Show the keys."""
        if not self._commands:
            self.show(self._of)

    def show(self, screen: str, lead: Sequence[Part] = ()) -> None:
        """Show the keys of a screen or mode after ``lead``, a pair of parts or none."""
        hints = hints_of(screen, cast("CrossreadApp", self.app).keymap)
        self._commands = [*(None for _ in lead[::2]), *(entry for _, entry in hints)]
        parts = [
            part for key, entry in hints for part in ((f" {key}", "line--key"), _does(entry.hint))
        ]
        self.set([*lead, *parts])

    def command_at(self, part: int) -> Command | None:
        """The command whose key or word a part is; ``None`` for the lead."""
        return self._commands[part // 2]


def _does(hint: str) -> Part:
    return f" {hint} ", ""

"""The line of keys at the foot of a screen: the reader's own keys, and each can be clicked."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from ..commands import Command, hints_of
from .line import Line, Part

_NOTHING: Mapping[str, str] = MappingProxyType({})


class KeyLine(Line):
    """Shows the keys of ``screen`` as they are now, those of a preset or of ``config.toml``."""

    def __init__(
        self, screen: str, *, id: str = "hints", renamed: Mapping[str, str] = _NOTHING
    ) -> None:
        super().__init__(id=id, unit=2)
        self._of = screen
        self._renamed = renamed
        """What commands do here, by id, when it is not what the table says; or nothing."""
        self._commands: Sequence[Command | None] = ()

    def on_mount(self) -> None:
        """Show the keys."""
        if not self._commands:
            self.show(self._of)

    def rename(self, renamed: Mapping[str, str]) -> None:
        """Say otherwise what commands do; one that does nothing (``""``) is left out."""
        self._renamed = renamed
        self.show(self._of)

    def show(self, screen: str, lead: Sequence[Part] = ()) -> None:
        """Show the keys of a screen or mode after ``lead``, a pair of parts or none."""
        told = hints_of(screen, self._owner.keymap)
        does = {entry.id: self._renamed.get(entry.id, entry.hint) for _, entry in told}
        hints = [(key, entry) for key, entry in told if does[entry.id]]
        self._commands = [*(None for _ in lead[::2]), *(entry for _, entry in hints)]
        parts = [
            part
            for key, entry in hints
            for part in ((f" {key}", "line--key"), (f" {does[entry.id]} ", ""))
        ]
        self.set([*lead, *parts])

    def command_at(self, part: int) -> Command | None:
        """The command whose key or word a part is; ``None`` for the lead."""
        return self._commands[part // 2]

"""The command palette, closed by the keys that close every dialog."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.command import CommandPalette

from ..commands import command


class Palette(CommandPalette):
    """Textual's own, which only Escape would close."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            command("dialog.cancel").keys, "escape", show=False, priority=True, id="dialog.cancel"
        )
    ]

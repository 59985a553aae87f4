"""The command palette, closed by the keys that close every dialog, and quiet as they are."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.command import CommandInput, CommandList, CommandPalette
from textual.widgets import Input

from ..commands import command, key_of
from ..widgets.choices import Patient

if TYPE_CHECKING:
    from ..app import CrossreadApp


class Commands(Patient, CommandList):
    """The list of what was found."""


class Palette(CommandPalette):
    """Textual's own, which only Escape would close."""

    DEFAULT_CSS = """
    Palette { background: $background 50%; align: center top; }
    Palette > #--container { width: 76; max-width: 100%; margin: 0; background: transparent; }
    Palette SearchIcon { display: none; }
    Palette #--input, Palette #--input.--list-visible {
        border: round $quiet; background: $surface; height: 3; padding: 0 1;
    }
    Palette.-linear #--input, Palette.-linear #--input.--list-visible { border: blank $surface; }
    Palette CommandInput, Palette CommandInput:focus {
        border: none; height: 1; padding: 0; background: $surface;
    }
    Palette #--results { background: $surface; }
    Palette CommandList, Palette CommandList.--populating {
        border: none; background: $surface; max-height: 70vh; scrollbar-size-vertical: 1;
    }
    Palette CommandList > .option-list--option { padding: 0 2; text-style: none; }
    Palette LoadingIndicator { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            command("dialog.cancel").keys, "escape", show=False, priority=True, id="dialog.cancel"
        )
    ]

    def on_mount(self) -> None:
        """Say how to leave it; in the linear mode nothing stands around it."""
        owner = cast("CrossreadApp", self.app)
        self.set_class(owner.linear, "-linear")
        back = key_of("dialog.cancel", owner.keymap, 2)
        self.query_one(CommandInput).placeholder = f"find a command  {back}: back"

    def compose(self) -> ComposeResult:
        """What Textual makes, with a list of ours."""
        for made in super().compose():
            yield Commands() if isinstance(made, CommandList) else made

    def on_input_changed(self, event: Input.Changed) -> None:
        """Once it closes there is no list to fill any more."""
        if self.app.screen is not self:
            event.prevent_default()

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close once, as `Closing` does; of another base first Textual would not take the looks."""
        if self.app.screen is not self:
            return AwaitComplete()
        self.workers.cancel_node(self)
        return super().dismiss(result)

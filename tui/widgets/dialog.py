"""A small window over the reader: a title, a body, a line of keys."""

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

T = TypeVar("T")


class Dialog(ModalScreen[T]):
    """Common frame and keys of the small windows; ``dismiss(None)`` on escape, ``q`` or ctrl+g."""

    DEFAULT_CSS = """
    Dialog { align: center middle; background: $background 50%; }
    Dialog > Vertical {
        width: 76; max-width: 100%; height: auto; max-height: 100%;
        background: $surface; border: round $quiet; padding: 0 1;
        border-title-color: $foreground; border-title-style: bold;
        border-subtitle-color: $quiet;
    }
    Dialog Input, Dialog TextArea, Dialog OptionList, Dialog SelectionList {
        border: none; background: $surface; padding: 0; height: auto;
    }
    Dialog Input:focus, Dialog TextArea:focus { background: $panel; border: none; }
    Dialog OptionList:focus, Dialog SelectionList:focus { border: none; }
    Dialog .label { color: $quiet; height: 1; margin-top: 1; }
    Dialog .quiet { color: $quiet; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+g", "cancel", "Back", show=False),
    ]

    def action_cancel(self) -> None:
        """Close without changing anything."""
        self.dismiss(None)

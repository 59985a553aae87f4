"""A small window over the reader: a title, a body, a line of keys."""

from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from ..commands import bindings_of, key_of
from .closing import Closing

if TYPE_CHECKING:
    from ..app import CrossreadApp

T = TypeVar("T")


class Frame(Vertical):
    """The frame around a dialog's body; its titles are text, where Textual would read markup."""

    def render_str(self, text_content: str | Content) -> Content:
        """The text as it stands."""
        return text_content if isinstance(text_content, Content) else Content(text_content)


class Dialog(Closing[T], ModalScreen[T]):
    """Common frame and keys of the small windows; ``dismiss(None)`` on *dialog.cancel*."""

    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-high")]  # noqa: RUF012
    DEFAULT_CSS = """
    Dialog { align: center middle; background: $background 50%; }
    Dialog > Vertical {
        width: 76; max-width: 100%; height: auto; max-height: 100%;
        overflow-y: auto; scrollbar-size-vertical: 1;
        background: $surface; border: round $quiet; padding: 0 1;
        border-title-color: $foreground; border-title-style: bold;
        border-subtitle-color: $quiet;
    }
    Dialog Input, Dialog TextArea, Dialog OptionList, Dialog SelectionList {
        border: none; background: $surface; padding: 0; height: auto;
    }
    Dialog OptionList { text-wrap: nowrap; text-overflow: ellipsis; }
    Dialog Input:focus, Dialog TextArea:focus { background: $panel; border: none; }
    Dialog OptionList:focus, Dialog SelectionList:focus { border: none; }
    Dialog .label { color: $quiet; height: 1; margin-top: 1; }
    Dialog .label:first-child, Dialog.-low .label { margin-top: 0; }
    Dialog .quiet { color: $quiet; }
    Dialog.-linear { align: left top; background: $background; }
    Dialog.-linear > Vertical {
        width: 100%; border: blank $surface; padding: 0; scrollbar-size-vertical: 0;
        border-subtitle-align: left;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("dialog", priority=True)]
    # Not left to a field: it would take what is typed after the key for its own.

    def on_mount(self) -> None:
        """In the linear mode nothing stands beside or around it."""
        self.set_class(self.linear, "-linear")

    @property
    def linear(self) -> bool:
        """Whether everything is told in words."""
        return cast("CrossreadApp", self.app).linear

    def accept_key(self, does: str = "keep") -> str:
        """``f2: keep``, with the key that the reader has for it."""
        return f"{self.key('dialog.accept')}: {does}"

    def cancel_key(self, does: str = "back") -> str:
        """``esc/f3: back``: two keys, as terminals and tmux are slow with escape."""
        return f"{self.key('dialog.cancel', 2)}: {does}"

    def key(self, command_id: str, most: int = 1) -> str:
        """The first key or keys that the reader has for a command."""
        return key_of(command_id, cast("CrossreadApp", self.app).keymap, most)

    def action_accept(self) -> None:
        """Keep what was typed; overridden where there is anything to keep."""

    def action_cancel(self) -> None:
        """Close without changing anything."""
        self.dismiss(None)

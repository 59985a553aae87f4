"""Lists of options that let pass what Textual's own raise an error for."""

from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import OptionList

from ..commands import bindings_of

if TYPE_CHECKING:
    _Listed = OptionList
else:
    _Listed = object  # Textual takes the looks of the first base that is a widget

_MOVES = {
    "list.down": "cursor_down",
    "list.up": "cursor_up",
    "list.page-down": "page_down",
    "list.page-up": "page_up",
    "list.first": "first",
    "list.last": "last",
}
"""What Textual's own list calls the commands of every list."""


class Patient(_Listed):
    """To stand before a list among the bases."""

    def on_click(self, event: events.Click) -> None:
        """Nothing where there was an option when the mouse went down, and is none by now."""
        if event.style.meta.get("option", -1) >= self.option_count:
            event.prevent_default()

    def action_page_up(self) -> None:
        """Nothing while the list has no room on the screen."""
        with suppress(KeyError):
            super().action_page_up()

    def action_page_down(self) -> None:
        """Nothing while the list has no room on the screen."""
        with suppress(KeyError):
            super().action_page_down()


class Choices(Patient, OptionList):
    """A list to choose from, by the keys of every list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(one.key, _MOVES[one.id], show=False, id=one.id)
        for one in bindings_of("list")
        if one.id in _MOVES
    ]

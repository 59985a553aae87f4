"""Lists of options that let pass what Textual's own raise an error for."""

from contextlib import suppress
from typing import TYPE_CHECKING

from textual import events
from textual.widgets import OptionList

if TYPE_CHECKING:
    _Listed = OptionList
else:
    _Listed = object  # Textual takes the looks of the first base that is a widget


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
    """A list to choose from."""

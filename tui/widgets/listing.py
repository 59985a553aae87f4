"""The keys that all screens with a list share."""

from typing import TYPE_CHECKING, TypeVar, cast

from textual.screen import Screen

from ..commands import key_of
from .grid import Grid

if TYPE_CHECKING:
    from ..app import CrossreadApp

T = TypeVar("T")


class Listing(Screen[T]):
    """A screen whose rows are moved through by the commands of ``list``."""

    def key(self, command_id: str) -> str:
        """The key that the reader has for a command."""
        return key_of(command_id, cast("CrossreadApp", self.app).keymap)

    def _grid(self) -> Grid:
        return self.query_one(Grid)

    def action_list_down(self, count: int = 1) -> None:
        """Go rows down."""
        self._grid().action_move(count, 0)

    def action_list_up(self, count: int = 1) -> None:
        """Go rows up."""
        self._grid().action_move(-count, 0)

    def action_list_right(self, count: int = 1) -> None:
        """Go columns to the right."""
        self._grid().action_move(0, count)

    def action_list_left(self, count: int = 1) -> None:
        """Go columns to the left."""
        self._grid().action_move(0, -count)

    def action_list_page_down(self, count: int = 1) -> None:
        """Go pages down."""
        self._grid().action_page(count)

    def action_list_page_up(self, count: int = 1) -> None:
        """Go pages up."""
        self._grid().action_page(-count)

    def action_list_first(self) -> None:
        """Go to the first row."""
        self._grid().action_edge(-1)

    def action_list_last(self) -> None:
        """Go to the last row."""
        self._grid().action_edge(1)

    def action_open(self) -> None:
        """Choose what the cursor stands on."""
        self._grid().action_choose()

"""The keys that all screens with a list share."""

from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from ..commands import key_of
from ..told import sentences
from .closing import Closing
from .grid import Grid
from .line import Line
from .statements import Statements
from .words import Words

if TYPE_CHECKING:
    from ..app import CrossreadApp

T = TypeVar("T")


_TALL = 24
"""Rows of a screen from which on two of them tell of the row in hand."""


class Listing(Closing[T]):
    """A screen whose rows are moved through by the commands of ``list``.

    In the linear mode the rows are statements, and what is said of them stands in `Words` below.
    """

    VERTICAL_BREAKPOINTS = [(0, "-low"), (_TALL, "-tall")]  # noqa: RUF012
    DEFAULT_CSS = """
    Listing.-tall #detail { height: 2; }
    Listing #words { display: none; }
    Listing.-linear #words { display: block; }
    Listing.-linear Line { display: none; }
    Listing.-linear #heading { display: block; }
    """
    TELLS_DETAIL: ClassVar[bool] = False
    """Whether the detail of a row says what its statement does not."""
    _said = ""
    _detail = ""

    def on_mount(self) -> None:
        """Show what the mode shows."""
        self.set_class(self.linear, "-linear")

    @property
    def linear(self) -> bool:
        """Whether everything is told in words."""
        return cast("CrossreadApp", self.app).linear

    def new_grid(self, *, id: str, first: int = 0, rows_only: bool = False) -> Grid:
        """The grid of the screen; in the linear mode its rows are statements."""
        if self.linear:
            return Statements(self.statement, first=first, rows_only=rows_only, id=id)
        return Grid(first=first, rows_only=rows_only, id=id)

    def statement(self, row: int, column: int) -> str:
        """What a row says in words, in one of its columns if the cursor stands on cells."""
        raise NotImplementedError

    def say(self, text: str, part: str = "line--strong") -> None:
        """Say what was done or what is wrong."""
        self.query_one("#status", Line).set([(f" {text}", part)])
        self._said = text
        self._tell()

    def tell_detail(self, text: str) -> None:
        """In the linear mode: say what there is to know of the row in hand."""
        self._detail = text
        self._tell()

    def _tell(self) -> None:
        if self.linear:
            detail = self._detail if self.TELLS_DETAIL or not self._grid().count else ""
            self.query_one(Words).say(sentences((self._said, detail)))

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

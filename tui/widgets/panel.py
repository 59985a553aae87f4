"""A full screen with a heading, a grid of rows, a line of detail, a status line and keys."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar, TypeVar

from textual.app import ComposeResult

from ...annotations.history import Step
from ..session import Session
from ..told import sentences
from .detail import Detail
from .grid import Grid
from .key_line import KeyLine
from .line import Line
from .listing import Listing
from .words import Words

T = TypeVar("T")


class Panel(Listing[T]):
    """Common frame of the screens that list things; ``name`` names its commands."""

    session: Session
    SCREEN: ClassVar[str] = ""
    ROWS_ONLY: ClassVar[bool] = True
    RENAMED: ClassVar[Mapping[str, str]] = MappingProxyType({})
    """What commands do here, by id, when it is not what the table says."""
    DEFAULT_CSS = """
    Panel { background: $background; }
    Panel #status { background: $panel; color: $foreground; }
    """

    def compose(self) -> ComposeResult:
        """Heading, grid, detail, status, keys."""
        yield Line(id="heading")
        yield self.new_grid(rows_only=self.ROWS_ONLY, id="grid")
        yield Detail(id="detail")
        yield Line(id="status")
        yield Words(id="words")
        yield KeyLine(self.SCREEN, renamed=self.RENAMED)

    def on_mount(self) -> None:
        """Fill and take the keys."""
        self.build()
        self.set_focus(self.grid)

    @property
    def grid(self) -> Grid:
        """The rows."""
        return self.query_one(Grid)

    def build(self) -> None:
        """Fill the grid; every panel does it its own way."""
        raise NotImplementedError

    def head(self, title: str, text: str = "", right: str = "") -> None:
        """Say what the panel shows."""
        side = [(f"{right} ", "line--quiet")] if right else []
        self.query_one("#heading", Line).set([(f" {title} ", "line--strong"), (text, "")], side)

    def detail(self, text: str, lead: str = "") -> None:
        """Say what the row under the cursor is."""
        self.query_one("#detail", Line).set([(f" {lead}", "line--key"), (f" {text}", "")])
        self.tell_detail(f"{lead} {text}")

    def statement(self, row: int, column: int) -> str:
        """What stands in the row, each thing with its name."""
        cells = ((head.name, self.grid.cell(row, n)[0]) for n, head in enumerate(self.grid.columns))
        return sentences([", ".join(f"{name} {text}".strip() for name, text in cells if text)])

    def action_undo(self) -> None:
        """Undo the last change, wherever it was made."""
        self._again(self.session.workspace.undo(), "undone")

    def action_redo(self) -> None:
        """Do the last undone change again."""
        self._again(self.session.workspace.redo(), "done again")

    def _again(self, step: Step | None, what: str) -> None:
        if step is not None:
            self.session.save(step.articles)
            self.build()
            self.say(f"{what}: {step.label}")

    def action_back(self) -> None:
        """Back to where the panel was opened."""
        self.dismiss(None)

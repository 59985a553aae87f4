"""Every version of one passage, one row an outlet, aligned word by word."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.events import Resize
from textual.widgets import Static

from ...articles.article import Article
from ...articles.differences import AlignedVersions, Cell, Operation, align_versions
from ...articles.printable import printable_line
from ...articles.record import record
from ...articles.span import Span
from ..commands import bindings_of
from ..names import short_date
from ..widgets.closing import Closing
from ..widgets.key_line import KeyLine
from ..widgets.line import Line


@record
class Version:
    """A passage, what its article is called, and whether it is a version only possibly."""

    article: Article
    span: Span
    name: str
    possible: bool = False

    @property
    def words(self) -> str:
        """The passage."""
        return self.article.printable[self.span.start : self.span.end]

    @property
    def label(self) -> str:
        """What the article is called, and how sure it is that this is a version."""
        return f"{self.name} (possible)" if self.possible else self.name


_INDENT = 2
"""Cells before the words where the names stand above them, besides the two behind a name."""
_SIGNS = {
    Operation.EQUAL: "",
    Operation.INSERTED: "+",
    Operation.DELETED: "−",
    Operation.REPLACED: "~",
}
"""Stand before a word, so that what became of it shows without colour."""
_LOOKS = {
    Operation.EQUAL: "",
    Operation.INSERTED: "bold",
    Operation.DELETED: "dim",
    Operation.REPLACED: "bold underline",
}


class Differences(Closing[tuple[str, int]]):
    """Returns where to go (article id, offset), or ``None`` when the reader went back."""

    SCREEN = "differences"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("differences")]
    DEFAULT_CSS = """
    Differences { background: $background; }
    Differences VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; padding: 0 1; }
    Differences #status { background: $panel; color: $foreground; }
    """

    def __init__(self, versions: Sequence[Version]) -> None:
        super().__init__()
        self.versions = list(versions)
        self.base = 0

    def compose(self) -> ComposeResult:
        """A heading, the aligned versions, the keys."""
        yield Line(id="heading")
        with VerticalScroll(can_focus=False):
            yield Static(id="versions", markup=False)
        yield Line(id="status")
        yield KeyLine(self.SCREEN)

    def on_mount(self) -> None:
        """Align."""
        self.build()

    def on_resize(self, event: Resize) -> None:
        """Align for the new width."""
        self.build()

    def build(self) -> None:
        """Show the versions against the base."""
        aligned = align_versions([version.words for version in self.versions], self.base)
        names = [
            ("* " if row == self.base else "  ") + version.label
            for row, version in enumerate(self.versions)
        ]
        width = max(20, (self.size.width or self.app.size.width) - 3)
        self.query_one("#versions", Static).update(lay_out(aligned, names, width))
        base = self.versions[self.base]
        self.query_one("#heading", Line).set(
            [
                (" Differences ", "line--strong"),
                (f"{len(self.versions)} versions against {base.name} ", ""),
                (short_date(base.article), "line--quiet"),
            ]
        )
        legend = " * base  +word inserted  −−− left out  ~word replaced"
        self.query_one("#status", Line).set([(legend, "line--quiet")])

    def action_base(self) -> None:
        """Compare with the next version."""
        self.base = (self.base + 1) % len(self.versions)
        self.build()

    def action_open(self) -> None:
        """Show the base's passage in its column."""
        base = self.versions[self.base]
        self.dismiss((base.article.id, base.span.start))

    def _scroll(self, rows: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=rows, animate=False)

    def action_list_down(self, count: int = 1) -> None:
        """Scroll down by rows."""
        self._scroll(count)

    def action_list_up(self, count: int = 1) -> None:
        """Scroll up by rows."""
        self._scroll(-count)

    def action_list_page_down(self, count: int = 1) -> None:
        """Scroll down by pages."""
        self._scroll(count * self.query_one(VerticalScroll).size.height)

    def action_list_page_up(self, count: int = 1) -> None:
        """Scroll up by pages."""
        self._scroll(-count * self.query_one(VerticalScroll).size.height)

    def action_list_first(self) -> None:
        """To the beginning."""
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def action_list_last(self) -> None:
        """To the end."""
        self.query_one(VerticalScroll).scroll_end(animate=False)

    def action_back(self) -> None:
        """Back to the columns."""
        self.dismiss(None)


def lay_out(aligned: AlignedVersions, names: Sequence[str], width: int) -> Text:
    """The aligned versions as text of at most ``width`` cells: blocks of a row a version.

    Columns of words are as wide as their longest word, so that the same place of the passage
    stands in one column of every row. Names that would leave little room for the words stand
    above them.
    """
    names = [printable_line(name) for name in names]
    label = max(cell_len(name) for name in names)
    above = label > width // 3
    label = _INDENT if above else label
    columns = list(zip(*aligned.rows, strict=True))
    widths = [max(cell_len(_shown(cell)) for cell in column) for column in columns]
    text = Text()
    first = 0
    while first < len(columns):
        last, used = first, label + 2
        while last < len(columns) and (used + widths[last] + 1 <= width or last == first):
            used += widths[last] + 1
            last += 1
        for name, row in zip(names, aligned.rows, strict=True):
            if above:
                text.append(_cut(name, width) + "\n", style="bold")
            lead = "" if above else name
            text.append(lead + " " * (label - cell_len(lead) + 2), style="bold")
            for number in range(first, last):
                cell = row[number]
                word = _shown(cell) or _missing(cell, widths[number])
                text.append(word, style=_LOOKS[cell.operation])
                text.append(" " * (widths[number] - cell_len(word) + 1))
            text.append("\n")
        text.append("\n")
        first = last
    return text


def _shown(cell: Cell) -> str:
    if cell.operation is Operation.DELETED:
        return ""
    return _SIGNS[cell.operation] + printable_line(cell.text) if cell.text else ""


def _missing(cell: Cell, width: int) -> str:
    return _SIGNS[Operation.DELETED] * width if cell.operation is Operation.DELETED else ""


def _cut(text: str, width: int) -> str:
    while cell_len(text) > width:
        text = text[:-2] + "…" if len(text) > 1 else ""
    return text

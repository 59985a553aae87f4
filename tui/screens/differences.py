"""Every version of one passage, one row an outlet, aligned word by word."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import Static

from ...articles.article import Article
from ...articles.differences import AlignedVersions, Cell, Operation, align_versions
from ...articles.printable import printable_line
from ...articles.span import Span
from ..commands import bindings_of
from ..names import outlet_name, short_date
from ..widgets.key_line import KeyLine
from ..widgets.line import Line

Version = tuple[Article, Span]

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


class Differences(Screen[tuple[str, int]]):
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
        texts = [article.printable[span.start : span.end] for article, span in self.versions]
        aligned = align_versions(texts, self.base)
        names = [
            ("* " if row == self.base else "  ") + outlet_name(article)
            for row, (article, _) in enumerate(self.versions)
        ]
        width = max(20, (self.size.width or self.app.size.width) - 3)
        self.query_one("#versions", Static).update(lay_out(aligned, names, width))
        article = self.versions[self.base][0]
        self.query_one("#heading", Line).set(
            [
                (" Differences ", "line--strong"),
                (f"{len(self.versions)} versions against {outlet_name(article)} ", ""),
                (short_date(article), "line--quiet"),
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
        article, span = self.versions[self.base]
        self.dismiss((article.id, span.start))

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
    stands in one column of every row.
    """
    label = min(18, max(cell_len(name) for name in names))
    columns = list(zip(*aligned.rows, strict=True))
    widths = [max(cell_len(_shown(cell)) for cell in column) for column in columns]
    text = Text(no_wrap=True)
    first = 0
    while first < len(columns):
        last, used = first, label + 2
        while last < len(columns) and (used + widths[last] + 1 <= width or last == first):
            used += widths[last] + 1
            last += 1
        for name, row in zip(names, aligned.rows, strict=True):
            text.append(_fitted(printable_line(name), label) + "  ", style="bold")
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


def _fitted(text: str, width: int) -> str:
    while cell_len(text) > width:
        text = text[:-2] + "…" if len(text) > 1 else ""
    return text + " " * (width - cell_len(text))

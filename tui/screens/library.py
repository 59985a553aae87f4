"""All articles of the collection: choose which to read side by side."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import DataTable, Input

from ...articles.article import Article
from ...articles.printable import printable_line
from ..commands import bindings_of
from ..session import Session, outlet_name, short_date
from ..widgets.line import Line

MOST_TOGETHER = 50
"""How many articles may be chosen to lie open together."""

_Key = Callable[[Session, Article], object]


def _words(article: Article) -> int:
    return len(article.text.split())


_ORDERS: tuple[tuple[str, _Key], ...] = (
    ("file", lambda session, article: ()),
    ("outlet", lambda session, article: outlet_name(article).casefold()),
    ("title", lambda session, article: article.title.casefold()),
    ("date", lambda session, article: short_date(article)),
    ("words", lambda session, article: -_words(article)),
    ("tags", lambda session, article: -len(session.workspace.annotations(article.id))),
)


class Library(Screen[list[str]]):
    """Returns the ids of the chosen articles, or ``None`` when the reader went back."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("library")]
    DEFAULT_CSS = """
    Library { background: $background; }
    Library DataTable { height: 1fr; background: $background; }
    Library Input { border: none; height: 1; padding: 0 1; background: $panel; display: none; }
    Library #status { background: $panel; color: $foreground; }
    Library #empty { height: 1fr; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.chosen: list[str] = []
        self.order = 0
        self.wanted = ""

    def compose(self) -> ComposeResult:
        """A heading, the table, a filter line, the keys."""
        yield Line(id="heading")
        with Vertical():
            yield DataTable[Text](id="articles", cursor_type="row", zebra_stripes=False)
        yield Input(placeholder="filter by outlet, title, date or file", id="filter")
        yield Line(id="status")
        yield Line(id="hints")

    def on_mount(self) -> None:
        """Fill the table."""
        self.query_one("#hints", Line).set(
            [
                (" space", "line--key"), (" choose ", ""),
                (" enter", "line--key"), (" read ", ""),
                (" /", "line--key"), (" filter ", ""),
                (" o", "line--key"), (" order ", ""),
                (" ?", "line--key"), (" help ", ""),
                (" q", "line--key"), (" back ", ""),
            ]
        )  # fmt: skip
        table = self.query_one(DataTable[Text])
        for name in ("", "Outlet", "Title", "Date", "Words", "Tags", "File"):
            table.add_column(name)
        self.fill()
        table.focus()

    def shown(self) -> Sequence[Article]:
        """The articles that pass the filter, in the order chosen."""
        words = self.wanted.casefold().split()
        found = [
            article
            for article in self.session.articles
            if all(word in self._line(article).casefold() for word in words)
        ]
        key = _ORDERS[self.order][1]
        return sorted(found, key=lambda article: key(self.session, article))  # type: ignore[arg-type]

    @staticmethod
    def _line(article: Article) -> str:
        return f"{outlet_name(article)} {article.title} {short_date(article)} {article.id}"

    def fill(self) -> None:
        """Show the articles that pass the filter."""
        table = self.query_one(DataTable[Text])
        table.clear()
        articles = self.shown()
        for article in articles:
            own = self.session.workspace.annotations(article.id)
            cells = (
                "●" if article.id in self.chosen else " ",
                outlet_name(article),
                article.title[:80],
                short_date(article) or "unknown",
                f"{_words(article):,}",
                str(len(own) or ""),
                article.id,
            )
            row = [Text(printable_line(cell), no_wrap=True) for cell in cells]
            table.add_row(*row, key=article.id)
        self._say(len(articles))

    def _say(self, count: int) -> None:
        total = len(self.session.articles)
        shown = f"{count} of {total}" if count != total else str(total)
        order = _ORDERS[self.order][0]
        self.query_one("#heading", Line).set(
            [(" Library ", "line--strong"), (f"{shown} articles, by {order}", "line--quiet")],
            [(f"{self.session.collection.root} ", "line--quiet")],
        )
        said = f" {len(self.chosen)} chosen" if self.chosen else " enter reads the article in line"
        if not count:
            said = " nothing passes the filter; / changes it"
        self.query_one("#status", Line).set([(said, "")])

    def _here(self) -> str | None:
        table = self.query_one(DataTable[Text])
        if not table.row_count:
            return None
        return table.coordinate_to_cell_key(table.cursor_coordinate).row_key.value

    def action_choose(self) -> None:
        """Choose this article, or take it back."""
        here = self._here()
        if here is None:
            return
        if here in self.chosen:
            self.chosen.remove(here)
        elif len(self.chosen) < MOST_TOGETHER:
            self.chosen.append(here)
        table = self.query_one(DataTable[Text])
        mark = Text("●" if here in self.chosen else " ")
        row, _ = table.cursor_coordinate
        table.update_cell_at((row, 0), mark)  # type: ignore[arg-type]
        table.action_cursor_down()
        self._say(table.row_count)

    @on(DataTable.RowSelected)
    def _read(self, event: DataTable.RowSelected) -> None:
        event.stop()
        self.action_read()

    def action_read(self) -> None:
        """Read the chosen articles, or the one in line, side by side."""
        here = self._here()
        chosen = self.chosen or ([here] if here else [])
        if chosen:
            self.leave(chosen)

    def leave(self, chosen: list[str] | None) -> None:
        """Give the chosen articles back."""
        self.dismiss(chosen)

    def action_order(self) -> None:
        """Order by the next column."""
        self.order = (self.order + 1) % len(_ORDERS)
        self.fill()

    def action_filter(self) -> None:
        """Filter the articles."""
        line = self.query_one("#filter", Input)
        line.display = True
        line.focus()

    @on(Input.Changed)
    def _filtered(self, event: Input.Changed) -> None:
        event.stop()
        self.wanted = event.value
        self.fill()

    @on(Input.Submitted)
    def _filter_done(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one("#filter", Input).display = bool(event.value)
        self.query_one(DataTable[Text]).focus()

    def action_back(self) -> None:
        """Back to the columns."""
        self.leave(None)


class LibraryScreen(Library):
    """The library as the first screen, for collections of more than five articles."""

    def leave(self, chosen: list[str] | None) -> None:
        """Open the reader over the library, or leave the program."""
        if chosen is None:
            self.app.run_worker(self.app.run_action("app.leave"))  # type: ignore[arg-type]
        else:
            from ..reader.screen import ReaderScreen

            self.app.push_screen(ReaderScreen(self.session, chosen))

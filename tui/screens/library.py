"""All articles of the collection: choose which to read side by side."""

from collections.abc import Callable
from types import MappingProxyType
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from ...annotations.progress import article_progress
from ...articles.article import Article
from ..commands import bindings_of
from ..names import outlet_name, short_date, shown_path
from ..session import Session
from ..widgets.grid import Cell, Column, Grid
from ..widgets.panel import Panel

MOST_TOGETHER = 50
"""How many articles may be chosen to lie open together."""

_ORDERS: dict[str, Callable[[Session, Article], Any]] = {
    "file": lambda session, article: 0,
    "outlet": lambda session, article: outlet_name(article).casefold(),
    "title": lambda session, article: article.title.casefold(),
    "date": lambda session, article: short_date(article) or "9",
    "length": lambda session, article: -len(article.text),
    "annotations": lambda session, article: -len(session.workspace.annotations(article.id)),
    "unread first": lambda session, article: session.read_to(article.id) / (len(article.text) or 1),
}


class Library(Panel[list[str]]):
    """Returns the ids of the chosen articles, or ``None`` when the reader went back."""

    SCREEN = "library"
    RENAMED = MappingProxyType({"library.leave": "back"})
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("library")]
    DEFAULT_CSS = """
    Library Input, Library Input:focus {
        border: none; height: 1; padding: 0 1; background: $panel; display: none;
    }
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.chosen: list[str] = []
        self.order = "file"
        self.wanted = ""
        self.shown: list[Article] = []

    def compose(self) -> ComposeResult:
        """As every panel, with a line to filter in."""
        *above, detail, status, hints = super().compose()
        yield from above
        yield Input(placeholder="filter by outlet, title, date or file", id="filter")
        yield from (detail, status, hints)

    def build(self) -> None:
        """Show the articles that pass the filter, in the order chosen."""
        words = self.wanted.casefold().split()
        session = self.session
        key = _ORDERS[self.order]
        self.shown = sorted(
            (a for a in session.articles if all(w in _line(a).casefold() for w in words)),
            key=lambda article: key(session, article),
        )
        room = max(20, self.app.size.width - 75)
        columns = [
            Column("", 1),
            Column("outlet", 20),
            Column("title", room),
            Column("date", 10),
            Column("words", 7),
            Column("read", 5),
            Column("tags", 4),
            Column("?", 2),
            Column("file", 20),
        ]
        self.grid.fill(columns, len(self.shown), self._cell)
        total = len(session.articles)
        count = f"{len(self.shown):,} of {total:,}" if self.wanted else f"{total:,}"
        what = "article" if total == 1 and not self.wanted else "articles"
        self.head(
            "Library", f"{count} {what}, by {self.order}", shown_path(session.collection.root)
        )
        self._describe()

    def _cell(self, row: int, column: int) -> Cell:
        article = self.shown[row]
        if column == 0:
            return ("●" if article.id in self.chosen else " "), "grid--strong"
        if column <= 4:
            words = f"{len(article.text.split()):,}" if column == 4 else ""
            date = short_date(article)
            texts = ("", outlet_name(article), article.title, date or "unknown", words)
            return texts[column], "grid--quiet" if column == 3 and not date else ""
        if column == 8:
            return article.id, "grid--quiet"
        workspace = self.session.workspace
        done = article_progress(
            article,
            workspace.annotations(article.id),
            self.session.read_to(article.id),
            workspace.codebook,
        )
        read = f"{done.share_read:.0%}" if done.read_to or done.finished else ""
        return (read, str(done.tagged or ""), str(done.needs_checking or ""))[column - 5], ""

    def _describe(self) -> None:
        if not self.shown:
            self.detail(f"nothing passes the filter; {self.key('library.filter')} changes it")
            self.say("")
            return
        article = self.shown[self.grid.cursor[0]]
        source = "guessed" if article.encoding_guessed else "read as"
        self.detail(f"{article.id} · {source} {article.encoding}", article.title)
        if self.chosen:
            self.say(
                f"{len(self.chosen)} chosen; {self.key('library.read')} reads them side by side"
            )
        else:
            read, choose = self.key("library.read"), self.key("library.choose")
            self.say(f"{read} reads this article; {choose} chooses several", "line--quiet")

    @on(Grid.Moved)
    def _moved(self, event: Grid.Moved) -> None:
        event.stop()
        self._describe()

    @on(Grid.Chosen)
    def _read(self, event: Grid.Chosen) -> None:
        event.stop()
        self.action_read()

    def action_choose(self) -> None:
        """Choose this article, or take it back."""
        if not self.shown:
            return
        here = self.shown[self.grid.cursor[0]].id
        if here in self.chosen:
            self.chosen.remove(here)
        elif len(self.chosen) < MOST_TOGETHER:
            self.chosen.append(here)
        self.grid.forget()
        self.grid.action_move(1, 0)
        self._describe()

    def action_read(self) -> None:
        """Read the chosen articles, or the one in line, side by side."""
        here = [self.shown[self.grid.cursor[0]].id] if self.shown else []
        chosen = self.chosen or here
        if chosen:
            self.leave(list(chosen))

    def leave(self, chosen: list[str] | None) -> None:
        """Give the chosen articles back."""
        self.dismiss(chosen)

    def action_order(self) -> None:
        """Order by the next thing."""
        orders = list(_ORDERS)
        self.order = orders[(orders.index(self.order) + 1) % len(orders)]
        self.build()

    def action_filter(self) -> None:
        """Filter the articles."""
        line = self.query_one("#filter", Input)
        line.display = True
        self.set_focus(line)

    @on(Input.Changed)
    def _filtered(self, event: Input.Changed) -> None:
        event.stop()
        self.wanted = event.value
        self.build()

    @on(Input.Submitted)
    def _filter_done(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one("#filter", Input).display = bool(event.value)
        self.set_focus(self.grid)

    def action_back(self) -> None:
        """Back to the columns; from the filter line, back to the list."""
        if self.grid.has_focus:
            self.go_back()
        else:
            self.query_one("#filter", Input).display = bool(self.wanted)
            self.set_focus(self.grid)

    def go_back(self) -> None:
        """Back to the columns."""
        self.leave(None)

    def action_leave(self) -> None:
        """Back to the columns; from the first screen, out of the program."""
        self.leave(None)


class LibraryScreen(Library):
    """The library as the first screen, for collections of more than five articles."""

    RENAMED = MappingProxyType[str, str]({})

    def leave(self, chosen: list[str] | None) -> None:
        """Open the reader over the library, or leave the program."""
        if chosen is None:
            self.call_later(self.app.run_action, "app.leave")
        else:
            from ..reader.screen import ReaderScreen

            self.app.push_screen(ReaderScreen(self.session, chosen))

    def go_back(self) -> None:
        """There is nothing behind the first screen: escape must not end the program."""
        leave = self.key("library.leave")
        self.say(f"this is the first screen; {leave} leaves the program", "line--quiet")

    def on_screen_resume(self) -> None:
        """Back from the reader: what was done there shows."""
        if self.is_mounted and self.shown:
            self.build()


def _line(article: Article) -> str:
    return f"{outlet_name(article)} {article.title} {short_date(article)} {article.id}"

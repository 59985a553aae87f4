"""All articles of the collection: choose which to read side by side."""

from collections.abc import Callable, Sequence
from operator import itemgetter
from types import MappingProxyType
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Input
from textual.worker import get_current_worker

from ...annotations.progress import article_progress
from ...articles.article import Article
from ...articles.wording import outlet_name
from ..commands import bindings_of
from ..names import short_date, shown_path
from ..session import Session
from ..told import sentences
from ..widgets.grid import Cell, Column, Grid
from ..widgets.panel import Panel

MOST_TOGETHER = 50
"""How many articles may be chosen to lie open together."""
_MANY = 2_000
"""Articles from which on no key waits until they are in order: what they say is read for that."""

_ORDERS: dict[str, Callable[[Session, Article], Any]] = {
    "file": lambda session, article: 0,
    "outlet": lambda session, article: outlet_name(article).casefold(),
    "title": lambda session, article: article.title.casefold(),
    "date": lambda session, article: short_date(article) or "9",
    "length": lambda session, article: -len(article.text),
    "annotations": lambda session, article: -len(session.workspace.annotations(article.id)),
    "unread first": lambda session, article: session.read_to(article.id) / (len(article.text) or 1),
}


_WIDE = 110
"""Cells from which on the files have room; else the line below names the one in hand."""


def _columns(room: int) -> list[Column]:
    file = [Column("file", 20)] if room >= _WIDE else []
    return [
        Column("", 1),
        Column("outlet", 20),
        Column("title", max(20, room - 58 - sum(column.width + 1 for column in file))),
        Column("date", 10),
        Column("  words", 7),
        Column(" read", 5),
        Column("tags", 4),
        Column("?", 2),
        *file,
    ]


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

    class Arranged(Message):
        """Articles that were put in order meanwhile."""

        def __init__(self, way: tuple[str, str], articles: Sequence[Article]) -> None:
            super().__init__()
            self.way = way
            self.articles = articles

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.chosen: list[str] = []
        self.order = "file"
        self.wanted = ""
        self.shown: Sequence[Article] = ()
        self._due = False
        """Whether another order or filter is asked for than the one shown."""

    def compose(self) -> ComposeResult:
        """As every panel, with a line to filter in."""
        *above, detail, status, hints = super().compose()
        yield from above
        yield Input(placeholder="filter by outlet, title, date or file", id="filter")
        yield from (detail, status, hints)

    def build(self) -> None:
        """Show the articles that pass the filter, in the order chosen; many, a moment later."""
        if len(self.session.articles) >= _MANY and self._way != ("file", ""):
            self._due = True
            self.say(f"by {self.order}…", "line--quiet")
            self._arrange_aside(self._way)
        else:
            self._show(_arranged(self.session, self._way))

    @property
    def _way(self) -> tuple[str, str]:
        return self.order, self.wanted

    @work(thread=True, exclusive=True, group="library", exit_on_error=False)
    def _arrange_aside(self, way: tuple[str, str]) -> None:
        worker = get_current_worker()
        found = _arranged(self.session, way, lambda: worker.is_cancelled)
        if not worker.is_cancelled:
            self.post_message(self.Arranged(way, found))

    @on(Arranged)
    def _arranged_aside(self, event: Arranged) -> None:
        event.stop()
        if self._due and event.way == self._way:
            self._show(event.articles)

    def _catch_up(self) -> None:
        """Have the rows that the next key is meant for."""
        if self._due:
            self._show(_arranged(self.session, self._way))

    def _show(self, articles: Sequence[Article]) -> None:
        self._due = False
        self.shown, session = articles, self.session
        self.grid.fill(_columns, len(self.shown), self._cell)
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
            words = f"{len(article.text.split()):>7,}" if column == 4 else ""
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
        read = f"{done.share_read:>5.0%}" if done.read_to or done.finished else ""
        return (read, f"{done.tagged or '':>4}", str(done.needs_checking or ""))[column - 5], ""

    def statement(self, row: int, column: int) -> str:
        """An article in words."""
        chosen, outlet, title, date, words, read, tags, check, file = (
            self._cell(row, number)[0].strip() for number in range(9)
        )
        said = [
            f"{outlet}: {title}",
            "" if date == "unknown" else date,
            f"{words} words",
            f"{read} read" if read else "not begun",
            f"{tags} tagged" if tags else "",
            f"{check} to check" if check else "",
            file,
        ]
        return sentences(["chosen" if chosen else "", ", ".join(part for part in said if part)])

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
        self._catch_up()
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
        self._catch_up()
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


def _arranged(
    session: Session, way: tuple[str, str], cancelled: Callable[[], bool] = lambda: False
) -> Sequence[Article]:
    """The articles that pass a filter, in an order; ``way`` is (order, words to filter by)."""
    order, wanted = way
    key, words = _ORDERS[order], wanted.casefold().split()
    if (order, words) == ("file", []):
        return session.articles
    keyed: list[tuple[Any, Article]] = []
    for article in session.articles:
        if cancelled():
            break
        line = _line(article).casefold() if words else ""
        if all(word in line for word in words):
            keyed.append((key(session, article), article))
    return [article for _, article in sorted(keyed, key=itemgetter(0))]

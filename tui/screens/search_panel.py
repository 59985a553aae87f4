"""The search panel: a query line and the articles that answer it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from ...articles.printable import printable_line
from ...articles.wording import numbered
from ...search.results import Hit, Results
from ..commands import bindings_of, key_of
from ..told import sentences
from ..widgets.choices import Choices
from ..widgets.line import Line
from ..widgets.words import Words

if TYPE_CHECKING:
    from ..app import CrossreadApp

_HELP = 'words  "a phrase"  OR NOT  pre*  fuzzy~  outlet:  date:2020-09..  tag:denies'


MOST_SHOWN = 50
"""Articles listed; a longer list is narrowed by more words."""


class SearchPanel(Vertical):
    """Query line below the columns; answers come while typing, Enter goes to the first hit."""

    DEFAULT_CSS = """
    SearchPanel { height: auto; max-height: 40%; background: $surface; border-top: solid $line; }
    SearchPanel Input { border: none; height: 1; padding: 0 1; background: $surface; }
    SearchPanel Input:focus { border: none; background: $panel; }
    SearchPanel OptionList { border: none; height: auto; max-height: 12; background: $surface;
        padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    SearchPanel OptionList:focus { border: none; }
    SearchPanel Line { background: $surface; }
    SearchPanel Words { display: none; background: $surface; }
    SearchPanel.-linear { border-top: none; }
    SearchPanel.-linear Words { display: block; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_of("search"),
    ]

    class Typed(Message):
        """The query has changed."""

        def __init__(self, query: str) -> None:
            super().__init__()
            self.query = query

    class Asked(Message):
        """Enter was pressed on the query, or on an article of the answer."""

        def __init__(self, query: str, article: str | None = None) -> None:
            super().__init__()
            self.query = query
            self.article = article

    class Left(Message):
        """The reader wants the columns back."""

    def compose(self) -> ComposeResult:
        """Query line, answer line, list of articles."""
        yield Input(placeholder="search all articles", id="query", select_on_focus=False)
        yield Line(id="answer")
        yield Words(id="told")
        yield Choices(id="answers", markup=False)

    def open(self, query: str) -> None:
        """Show the panel and give it the keys."""
        self.display = True
        line = self.query_one("#query", Input)
        if line.value != query:
            with self.prevent(Input.Changed):
                line.value = query
        self.screen.set_focus(line)
        line.action_select_all()

    def on_mount(self) -> None:
        """Say how to search, until there is an answer."""
        self.set_class(self._linear, "-linear")
        self.show(None, "")
        self.screen.set_focus(self.query_one("#query", Input))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Typed(event.value))

    @on(Input.Submitted)
    def _asked(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Asked(event.value))

    @property
    def _linear(self) -> bool:
        """Whether everything is told in words."""
        return cast("CrossreadApp", self.app).linear

    @on(OptionList.OptionHighlighted)
    def _stands_on(self, event: OptionList.OptionHighlighted) -> None:
        """Tell the whole of what a row has no room for."""
        if self._linear:
            self.query_one(Words).say(str(event.option.prompt))

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        query = self.query_one("#query", Input).value
        self.post_message(self.Asked(query, event.option_id))

    def action_leave(self) -> None:
        """Back to the columns."""
        self.post_message(self.Left())

    def action_results(self) -> None:
        """From the query line to the list of articles."""
        answers = self.query_one("#answers", OptionList)
        if answers.option_count and not answers.has_focus:
            self.screen.set_focus(answers)
            answers.highlighted = 0
        elif answers.has_focus:
            answers.action_cursor_down()

    def action_line(self) -> None:
        """From the first article back to the query line."""
        answers = self.query_one("#answers", OptionList)
        if answers.has_focus and answers.highlighted:
            answers.action_cursor_up()
        else:
            self.screen.set_focus(self.query_one("#query", Input))

    def show(
        self, results: Results | None, trouble: str, names: Mapping[str, str] | None = None
    ) -> None:
        """Show an answer, or what is wrong with the query."""
        line = self.query_one("#answer", Line)
        answers = self.query_one("#answers", OptionList)
        answers.clear_options()
        told = trouble or _HELP
        if trouble:
            line.set([(" " + trouble, "line--bad")])
        elif results is None:
            line.set([(" " + _HELP, "line--quiet")])
        else:
            back = key_of("search.leave", cast("CrossreadApp", self.app).keymap, 2)
            left, right = _summary(results, back)
            line.set(left, right)
            told = sentences([words for words, _ in (*left, *right)])
            shown = results.hits[:MOST_SHOWN]
            option = _told_option if self._linear else _option
            answers.add_options([option(hit, (names or {}).get(hit.article, "")) for hit in shown])
        self.query_one(Words).say(told)
        answers.display = bool(answers.option_count)


def _summary(results: Results, back: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    count = results.total
    said = f" {count} article{'s' if count != 1 else ''}" if count else " nothing found"
    left = [(said, "line--strong" if count else "line--bad")]
    if results.suggestion:
        left.append((f"  did you mean {results.suggestion}?", ""))
    elif not count:
        left.append(("  try fewer words, wor* or word~", ""))
    ways = "enter: first hit  ↓: articles  " if count else ""
    return left, [(f"{ways}{back}: back ", "line--quiet")]


def _told_option(hit: Hit, name: str) -> Option:
    """The same in words."""
    found = f"{numbered(len(hit.matches), 'hit')} in {name or hit.article}: {hit.snippet.text}"
    return Option(Text(printable_line(found)), id=hit.article)


def _option(hit: Hit, name: str) -> Option:
    snippet = hit.snippet
    text = Text(f"{len(hit.matches):>4}  ", style="bold")
    text.append(printable_line(name or hit.article) + "  ", style="not bold")
    start = len(text)
    text.append(printable_line(snippet.text), style="dim not bold")
    for match in snippet.matches:
        text.stylize(
            "bold underline not dim",
            start + match.start - snippet.start,
            start + match.end - snippet.start,
        )
    return Option(text, id=hit.article)

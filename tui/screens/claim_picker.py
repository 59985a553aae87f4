"""Which claim a passage speaks about: one there is, or a new one."""

from collections.abc import Mapping
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, OptionList, Static
from textual.widgets.input import Selection
from textual.widgets.option_list import Option

from ...annotations.drafts import Draft, Texts
from ...annotations.model import Claim
from ...articles.printable import printable_line
from ...articles.record import record
from ..widgets.choices import Choices
from ..widgets.dialog import Frame
from ..widgets.drafting import Drafting

_MOST_SHOWN = 50


@record
class Choice:
    """An existing claim's id, or a statement for a new one; both empty: no claim."""

    claim: str = ""
    statement: str = ""


class ClaimPicker(Drafting[Choice]):
    """Enter makes a claim of the statement; ↓ goes to the claims there are, typing filters them."""

    DEFAULT_CSS = """
    ClaimPicker OptionList { max-height: 12; text-wrap: wrap; }
    ClaimPicker.-low OptionList { max-height: 6; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "down", show=False),
        Binding("up", "up", show=False),
    ]

    def __init__(
        self,
        statement: str,
        claims: Mapping[str, Claim],
        present: str = "",
        draft: Draft | None = None,
    ) -> None:
        super().__init__()
        self.draft = draft
        self.statement = printable_line(statement)
        self.claims = claims
        self.present = present
        self.typed = False

    def compose(self) -> ComposeResult:
        """The statement, and the claims that are like it."""
        with Frame() as frame:
            frame.border_title = "Claim"
            frame.border_subtitle = f"{self.cancel_key()}  enter: take it  ↓: claims there are"
            yield Static("A new claim, in your words", classes="label", markup=False)
            yield Input(
                self.statement,
                id="statement",
                placeholder="what is claimed",
                select_on_focus=False,
            )
            yield Static("or one there is", classes="label", id="or", markup=False)
            yield Choices(id="claims", markup=False)

    def on_mount(self) -> None:
        """Start in the statement, selected, so that typing replaces it."""
        line = self.query_one("#statement", Input)
        self.set_focus(line)
        # Selected backwards: what is typed replaces it, and its beginning is what one sees.
        line.selection = Selection(len(line.value), 0)
        self.fill()
        if told := self.begin_draft():
            self.query_one(Frame).border_subtitle = told

    def fields(self) -> Texts:
        """The statement as it stands."""
        return {"statement": self.query_one("#statement", Input).value}

    def put(self, texts: Texts) -> None:
        """Fill the statement."""
        self.query_one("#statement", Input).value = printable_line(texts.get("statement", ""))

    def fill(self) -> None:
        """Show the claims that hold every word typed; all of them before anything is typed."""
        words = self.query_one("#statement", Input).value.casefold().split() if self.typed else []
        listed = self.query_one("#claims", OptionList)
        listed.clear_options()
        if self.present:
            listed.add_option(Option(Text("no claim: take it out of its claim"), id="/none"))
        for claim in reversed(list(self.claims.values())):
            if all(word in claim.statement.casefold() for word in words):
                text = Text(printable_line(claim.statement))
                if claim.id == self.present:
                    text.stylize("bold")
                listed.add_option(Option(text, id=claim.id))
            if listed.option_count >= _MOST_SHOWN:
                break
        listed.display = bool(listed.option_count)
        self.query_one("#or").display = bool(listed.option_count)

    def accept(self) -> None:
        """Make a claim of the statement."""
        self._take_statement(self.query_one("#statement", Input).value)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value != self.statement:
            self.typed = True
        self.fill()

    @on(Input.Submitted)
    def _taken(self, event: Input.Submitted) -> None:
        event.stop()
        self._take_statement(event.value)

    def _take_statement(self, typed: str) -> None:
        statement = typed.strip()
        same = next((c.id for c in self.claims.values() if c.statement == statement), "")
        if same:
            self.dismiss(Choice(claim=same))
        elif statement:
            self.dismiss(Choice(statement=statement))

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        claim = event.option_id or ""
        self.dismiss(Choice() if claim == "/none" else Choice(claim=claim))

    def action_down(self) -> None:
        """To the claims there are."""
        listed = self.query_one("#claims", OptionList)
        if listed.has_focus:
            listed.action_cursor_down()
        elif listed.option_count:
            self.set_focus(listed)
            listed.highlighted = 0

    def action_up(self) -> None:
        """Back to the statement."""
        listed = self.query_one("#claims", OptionList)
        if listed.has_focus and listed.highlighted:
            listed.action_cursor_up()
        else:
            self.set_focus(self.query_one("#statement", Input))

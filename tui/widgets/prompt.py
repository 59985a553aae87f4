"""Asks for one text."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, TextArea

from ...articles.printable import printable, printable_line
from .dialog import Dialog


class Prompt(Dialog[str]):
    """Returns the text typed, or ``None`` when the reader went back.

    ``empty`` allows an empty answer; ``lines`` above 1 gives room for a longer text.
    """

    DEFAULT_CSS = """
    Prompt TextArea { height: 8; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s", "accept", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        text: str = "",
        *,
        empty: bool = False,
        lines: int = 1,
        check: Callable[[str], str] = lambda text: "",
    ) -> None:
        super().__init__()
        self.check = check
        """Says what is wrong with an answer, or nothing; a wrong one stays to be mended."""
        self.question = title
        self.text = text
        self.empty = empty
        self.lines = lines

    def compose(self) -> ComposeResult:
        """A line, or a field of several lines."""
        with Vertical() as frame:
            frame.border_title = printable_line(self.question)
            if self.lines > 1:
                frame.border_subtitle = "f2: keep  esc: back"
                yield TextArea(printable(self.text), tab_behavior="focus")
            else:
                frame.border_subtitle = "enter: keep  esc: back"
                yield Input(printable_line(self.text))

    def on_mount(self) -> None:
        """Start in the field."""
        self.set_focus(self.query_one(TextArea if self.lines > 1 else Input))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter keeps."""
        event.stop()
        self.action_accept()

    def action_accept(self) -> None:
        """Return the text; what was not changed keeps its very characters."""
        if self.lines > 1:
            typed, shown = self.query_one(TextArea).text, printable(self.text)
        else:
            typed, shown = self.query_one(Input).value, printable_line(self.text)
        answer = self.text if typed == shown else typed
        if not answer.strip() and not self.empty:
            return
        trouble = self.check(answer)
        if trouble:
            self.query_one(Vertical).border_subtitle = printable_line(trouble)
        else:
            self.dismiss(answer)

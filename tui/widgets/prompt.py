"""Asks for one text."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.widgets import Input, TextArea

from ...annotations.drafts import Draft, Texts
from ...articles.printable import printable, printable_line
from .dialog import Frame
from .drafting import Drafting


class Prompt(Drafting[str]):
    """Returns the text typed, or ``None`` when the reader went back.

    ``empty`` allows an empty answer; ``lines`` above 1 gives room for a longer text.
    """

    DEFAULT_CSS = """
    Prompt TextArea { height: 8; }
    """

    def __init__(
        self,
        title: str,
        text: str = "",
        *,
        empty: bool = False,
        lines: int = 1,
        check: Callable[[str], str] = lambda text: "",
        draft: Draft | None = None,
    ) -> None:
        super().__init__()
        self.draft = draft
        self.check = check
        """Says what is wrong with an answer, or nothing; a wrong one stays to be mended."""
        self.question = title
        self.text = text
        self.empty = empty
        self.lines = lines

    def compose(self) -> ComposeResult:
        """A line, or a field of several lines."""
        with Frame() as frame:
            frame.border_title = printable_line(self.question)
            if self.lines > 1:
                frame.border_subtitle = f"{self.accept_key()}  {self.cancel_key()}"
                yield TextArea(printable(self.text), tab_behavior="focus")
            else:
                frame.border_subtitle = f"enter: keep  {self.cancel_key()}"
                yield Input(printable_line(self.text))

    def on_mount(self) -> None:
        """Start in the field."""
        self.set_focus(self._field())
        if told := self.begin_draft():
            self.query_one(Frame).border_subtitle = told

    def _field(self) -> TextArea | Input:
        return self.query_one(TextArea if self.lines > 1 else Input)

    def fields(self) -> Texts:
        """The text as it stands."""
        field = self._field()
        return {"text": field.text if isinstance(field, TextArea) else field.value}

    def put(self, texts: Texts) -> None:
        """Fill the field."""
        field, text = self._field(), texts.get("text", "")
        if isinstance(field, TextArea):
            field.text = printable(text)
            field.move_cursor(field.document.end)
        else:
            field.value = printable_line(text)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter keeps."""
        event.stop()
        self.accept()

    def accept(self) -> None:
        """Return the text; what was not changed keeps its very characters."""
        typed = self.fields()["text"]
        shown = printable(self.text) if self.lines > 1 else printable_line(self.text)
        answer = self.text if typed == shown else typed
        if not answer.strip() and not self.empty:
            return
        trouble = self.check(answer)
        if trouble:
            self.query_one(Frame).border_subtitle = printable_line(trouble)
        else:
            self.dismiss(answer)

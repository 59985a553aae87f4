"""Every command with its keys; typing finds."""

from collections.abc import Mapping
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Input, Static

from ...annotations.codebook import Codebook
from ...articles.printable import printable_line
from ..commands import COMMANDS
from ..strokes import shown_keys
from ..widgets.dialog import Dialog, Frame

_SIGNS = (
    ("═", "a strong parallel in another column"),
    ("─", "a possible parallel"),
    ("≠", "parallel, but numbers, dates or names differ"),
    ("·", "only here: nothing like it in the other articles"),
    ("¿", "a tagged passage may be here now: to be judged in the review"),
    ("A R D …", "the letters of the tags on a passage"),
    ("a r d … °", "tags of another annotator on words in italics"),
)
_WIDE = 60
"""Cells of the terminal from which on all keys of a command fit beside what it does."""


class Help(Dialog[None]):
    """The keys as they are now, the tags, and what the gutter signs mean."""

    DEFAULT_CSS = """
    Help > Vertical { width: 84; height: 90%; overflow-y: hidden; }
    Help Input { height: 1; }
    Help VerticalScroll { height: 1fr; background: $surface; scrollbar-size-vertical: 1;
        scrollbar-background: $surface; }
    Help.-linear > Vertical { height: 100%; }
    Help.-linear VerticalScroll { scrollbar-size-vertical: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "scroll(2)", show=False),
        Binding("up", "scroll(-2)", show=False),
        Binding("pagedown", "scroll(15)", show=False),
        Binding("pageup", "scroll(-15)", show=False),
        Binding("enter,f1", "cancel", "Back", show=False),
    ]

    def __init__(self, codebook: Codebook, keymap: Mapping[str, str]) -> None:
        super().__init__()
        self.codebook = codebook
        self.keymap = keymap

    def compose(self) -> ComposeResult:
        """A line to find in, and the list."""
        with Frame() as frame:
            frame.border_title = "Help"
            frame.border_subtitle = f"enter/{self.cancel_key()}  type to find  ↑ ↓: scroll"
            yield Input(placeholder="find a command or a key", id="find")
            with VerticalScroll(can_focus=False):
                yield Static(self._text(""), id="keys", markup=False)

    def on_mount(self) -> None:
        """Start where a word can be typed."""
        self.set_focus(self.query_one("#find", Input))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what holds the words typed."""
        event.stop()
        self.query_one("#keys", Static).update(self._text(event.value.casefold()))

    def action_scroll(self, rows: int) -> None:
        """Scroll the list by rows."""
        self.query_one(VerticalScroll).scroll_relative(y=rows, animate=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter closes."""
        event.stop()
        self.dismiss(None)

    def _rows(self) -> list[tuple[str, str, str]]:
        rows = [
            (entry.group, shown_keys(self.keymap.get(entry.id, entry.keys)), entry.title)
            for entry in COMMANDS
        ]
        groups = list(dict.fromkeys(group for group, _, _ in rows))
        rows.sort(key=lambda row: groups.index(row[0]))
        rows += [
            ("Tags", tag.key or "t", f"{tag.letter}  {tag.id}: {tag.definition}")
            for tag in self.codebook.tags
            if not tag.retired
        ]
        if not self.linear:
            rows += [("In the gutter", sign, meaning) for sign, meaning in _SIGNS]
        return rows

    def _text(self, wanted: str) -> Text:
        text = Text()
        group = ""
        room = 20 if self.app.size.width >= _WIDE else 9
        for heading, keys, title in self._rows():
            line = f"{heading} {keys} {title}".casefold()
            if any(word not in line for word in wanted.split()):
                continue
            if heading != group:
                blank = "\n" if group and not self.linear else ""
                text.append(f"{blank}{heading}\n", style="bold underline")
                group = heading
            if self.linear:
                text.append(f"{printable_line(title)}: {keys}\n")
                continue
            text.append(f"  {keys:<{room}}  ", style="bold")
            text.append(printable_line(title) + "\n")
        return text if group else Text("nothing found; press ? again to see all")

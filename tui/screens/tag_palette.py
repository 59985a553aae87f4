"""Choose tags from a list that says what each means."""

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import Key
from textual.widgets import SelectionList
from textual.widgets.selection_list import Selection

from ...annotations.codebook import Codebook
from ...articles.printable import printable_line
from ..widgets.dialog import Dialog


class TagPalette(Dialog[tuple[str, ...]]):
    """Returns the chosen tags, or ``None`` when the reader went back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", "Accept", priority=True),
        Binding("q", "cancel", "Back", show=False),
        Binding("j", "down", "Down", show=False),
        Binding("k", "up", "Up", show=False),
    ]

    def __init__(self, codebook: Codebook, on: tuple[str, ...]) -> None:
        super().__init__()
        self.codebook = codebook
        self.on = on

    def compose(self) -> ComposeResult:
        """The tags of the codebook, then those that only the annotation has."""
        defined = [tag for tag in self.codebook.tags if not tag.retired or tag.id in self.on]
        known = {tag.id for tag in defined}
        rows = [(tag.id, tag.key, tag.letter, tag.definition) for tag in defined]
        rows += [(t, "", "", "not in the codebook") for t in self.on if t not in known]
        choices: list[Selection[str]] = []
        for tag_id, key, letter, definition in rows:
            text = Text(f"{key or ' ':2}{letter or ' ':2}", style="bold", no_wrap=True)
            text.append(f"{printable_line(tag_id):12} ", style="bold")
            text.append(printable_line(definition), style="not bold dim")
            choices.append(Selection(text, tag_id, tag_id in self.on))
        with Vertical() as frame:
            frame.border_title = "Tags"
            frame.border_subtitle = "space: on or off  enter: accept  esc: back"
            yield SelectionList[str](*choices)

    def on_mount(self) -> None:
        """Start on the list."""
        self.query_one(SelectionList).focus()

    def on_key(self, event: Key) -> None:
        """A tag's own key switches it too."""
        for tag in self.codebook.tags:
            if tag.key and tag.key == event.character:
                self.query_one(SelectionList).toggle(tag.id)
                event.stop()

    def action_accept(self) -> None:
        """Return the tags in the codebook's order."""
        chosen = set(self.query_one(SelectionList).selected)
        order = [tag.id for tag in self.codebook.tags]
        order += [tag for tag in self.on if tag not in order]
        self.dismiss(tuple(tag for tag in order if tag in chosen))

    def action_down(self) -> None:
        """Next tag."""
        self.query_one(SelectionList).action_cursor_down()

    def action_up(self) -> None:
        """Previous tag."""
        self.query_one(SelectionList).action_cursor_up()

"""Choose tags from a list that says what each means."""

from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Key
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from ...annotations.codebook import Codebook
from ...articles.printable import printable_line
from ..widgets.choices import Choices
from ..widgets.dialog import Dialog, Frame

_ROOMY = 60
"""Cells from which on definitions stand beside the tags; else the one in hand below them."""


class TagPalette(Dialog[tuple[str, ...]]):
    """Returns the chosen tags, or ``None`` when the reader went back."""

    DEFAULT_CSS = """
    TagPalette #definition { color: $quiet; display: none; }
    TagPalette.-narrow #definition { display: block; height: 2; }
    TagPalette.-narrow.-low OptionList { max-height: 8; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_ROOMY, "-roomy")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", show=False, priority=True),
        Binding("space", "switch", show=False, priority=True),
        Binding("q", "cancel", show=False),
    ]

    def __init__(self, codebook: Codebook, on: tuple[str, ...], title: str = "Tags") -> None:
        super().__init__()
        self.heading = title
        self.codebook = codebook
        self.chosen = list(on)
        defined = [tag for tag in codebook.tags if not tag.retired or tag.id in on]
        known = {tag.id for tag in defined}
        self.rows = [(tag.id, tag.key, tag.letter, tag.definition) for tag in defined]
        self.rows += [(t, "", "", "not in the codebook") for t in on if t not in known]

    def compose(self) -> ComposeResult:
        """The tags of the codebook, then those that only the annotation has."""
        with Frame() as frame:
            frame.border_title = self.heading
            frame.border_subtitle = (
                f"{self.cancel_key()}  enter: accept  space or its key: on or off"
            )
            yield Choices(*(Option(self._row(row)) for row in self.rows), markup=False)
            yield Static("", id="definition", markup=False)

    def _row(self, row: tuple[str, str, str, str]) -> Text:
        tag_id, key, letter, definition = row
        if self.linear:
            put = "on" if tag_id in self.chosen else "off"
            said = ", ".join([f"{tag_id} {put}", *([f"key {key}"] if key else []), definition])
            return Text(printable_line(said))
        mark = "[x]" if tag_id in self.chosen else "[ ]"
        text = Text(f"{mark} {key or ' ':2}{letter or ' ':2}", style="bold")
        text.append(f"{printable_line(tag_id):12} ", style="bold")
        if self.app.size.width >= _ROOMY:
            text.append(printable_line(definition), style="not bold")
        return text

    def on_mount(self) -> None:
        """Start on the list."""
        listed = self.query_one(OptionList)
        self.set_focus(listed)
        listed.highlighted = 0

    def on_key(self, event: Key) -> None:
        """A tag's own key switches it too."""
        tag = self.codebook.tag_for_key(event.character or "")
        if tag is not None:
            event.stop()
            self._switch(tag.id)

    @on(OptionList.OptionHighlighted)
    def _in_hand(self, event: OptionList.OptionHighlighted) -> None:
        definition = Text(printable_line(self.rows[event.option_index][3]))
        self.query_one("#definition", Static).update(definition)

    def on_resize(self) -> None:
        """Definitions go where there is room for them."""
        listed = self.query_one(OptionList)
        for number, row in enumerate(self.rows):
            listed.replace_option_prompt_at_index(number, self._row(row))

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._switch(self.rows[event.option_index][0])

    def _switch(self, tag_id: str) -> None:
        if tag_id in self.chosen:
            self.chosen.remove(tag_id)
        else:
            self.chosen.append(tag_id)
        listed = self.query_one(OptionList)
        for number, row in enumerate(self.rows):
            if row[0] == tag_id:
                listed.replace_option_prompt_at_index(number, self._row(row))

    def action_switch(self) -> None:
        """Put the tag in line on, or take it off."""
        number = self.query_one(OptionList).highlighted
        if number is not None:
            self._switch(self.rows[number][0])

    def action_accept(self) -> None:
        """Return the tags in the order shown."""
        self.dismiss(tuple(row[0] for row in self.rows if row[0] in self.chosen))

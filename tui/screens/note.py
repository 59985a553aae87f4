"""Edit what an annotation carries: speaker, note and the codebook's attributes."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from textual.app import ComposeResult
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static, TextArea

from ...annotations.codebook import Codebook
from ...annotations.drafts import Draft, Texts
from ...annotations.model import Annotation
from ...articles.printable import printable, printable_line
from ..widgets.dialog import Frame
from ..widgets.drafting import Drafting


class NoteEditor(Drafting[Annotation]):
    """Returns the edited annotation, or ``None`` when the reader went back."""

    DEFAULT_CSS = """
    NoteEditor TextArea { height: 5; }
    NoteEditor.-low TextArea { height: 3; }
    NoteEditor.-low .passage { max-height: 2; }
    NoteEditor .passage { color: $quiet; max-height: 4; text-style: italic; }
    NoteEditor #unfinished { color: $warning; display: none; }
    """

    def __init__(
        self,
        annotation: Annotation,
        codebook: Codebook,
        speakers: Sequence[str],
        draft: Draft | None = None,
    ) -> None:
        super().__init__()
        self.draft = draft
        self.annotation = annotation
        self.codebook = codebook
        self.speakers = speakers

    def compose(self) -> ComposeResult:
        """The passage, then a field for everything it carries."""
        held = self.annotation
        tags = ", ".join(held.tags) or "no tag"
        attributes = [a.id for a in self.codebook.attributes if a.id not in ("speaker", "cue")]
        attributes += [name for name in held.attributes if name not in attributes]
        with Frame() as frame:
            frame.border_title = printable_line(f"Note · {tags}")
            keep = f"{self.key('dialog.accept')}/{self.cancel_key('keep and close')}"
            undo = f"once closed, {self.key('reader.undo')} undoes"
            frame.border_subtitle = f"{keep}  tab: next field  {undo}"
            yield Static(printable(held.exact), classes="passage", markup=False)
            yield Static(id="unfinished", markup=False)
            yield Static("Note", classes="label", markup=False)
            yield TextArea(printable(held.note), id="note", tab_behavior="focus")
            yield Static("Speaker", classes="label", markup=False)
            yield Input(
                printable_line(held.speaker),
                id="speaker",
                placeholder="who says it",
                select_on_focus=False,
                suggester=SuggestFromList(list(self.speakers), case_sensitive=False),
            )
            for number, name in enumerate(attributes):
                yield Static(printable_line(name), classes="label", markup=False)
                value = printable_line(str(held.attributes.get(name, "")))
                yield Input(
                    value,
                    id=f"attribute-{number}",
                    name=name,
                    classes="attribute",
                    select_on_focus=False,
                )

    def on_mount(self) -> None:
        """Start in the note, the field used most."""
        self.set_focus(self.query_one("#note", TextArea))
        told = self.begin_draft()
        self.query_one("#unfinished", Static).update(told)
        self.query_one("#unfinished").display = bool(told)

    def fields(self) -> Texts:
        """Note, speaker, and the attributes by their names."""
        named = {f"attribute {field.name}": field.value for field in self._attributes()}
        note = self.query_one("#note", TextArea).text
        return {"note": note, "speaker": self.query_one("#speaker", Input).value} | named

    def put(self, texts: Texts) -> None:
        """Fill the fields."""
        note = self.query_one("#note", TextArea)
        note.text = printable(texts.get("note", ""))
        note.move_cursor(note.document.end)
        for field in (self.query_one("#speaker", Input), *self._attributes()):
            name = f"attribute {field.name}" if field.name else "speaker"
            field.value = printable_line(texts.get(name, field.value))

    def _attributes(self) -> Iterable[Input]:
        return self.query(".attribute").results(Input)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in a one-line field keeps everything."""
        event.stop()
        self.accept()

    def action_cancel(self) -> None:
        """Going back keeps what was typed."""
        self.action_accept()

    def accept(self) -> None:
        """Return the annotation with what was typed; text left alone keeps its very characters.

        Going back does so too: nothing written is lost, and undo takes it back.
        """
        held = self.annotation
        speaker = self.query_one("#speaker", Input).value.strip()
        note = self.query_one("#note", TextArea).text
        attributes = dict(held.attributes)
        for field in self._attributes():
            if field.name and field.value.strip():
                attributes[field.name] = field.value.strip()
            elif field.name:
                attributes.pop(field.name, None)
        same_speaker = speaker == printable_line(held.speaker)
        self.dismiss(
            replace(
                held,
                speaker=held.speaker if same_speaker else speaker,
                note=held.note if note == printable(held.note) else note,
                attributes=held.attributes if attributes == held.attributes else attributes,
            )
        )

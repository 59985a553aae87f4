"""Import from the reader: a file, its format, what would come in, then one undoable step."""

from pathlib import Path

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from ...annotations.edits import Edit, PutAnnotation, PutClaim
from ...annotations.formats.base import Imported, ImportFault
from ...annotations.formats.bundles import gather
from ...annotations.formats.importing import import_file
from ...annotations.formats.registry import all_formats, get_format
from ...articles.extras import adding
from ...articles.printable import printable_line
from ..session import Session
from ..widgets.dialog import Dialog, Frame


class ImportDialog(Dialog[str]):
    """Returns a sentence that says what came in, or ``None``."""

    DEFAULT_CSS = """
    ImportDialog OptionList { max-height: 10; }
    ImportDialog #preview { color: $quiet; min-height: 2; margin-top: 1; }
    ImportDialog.-low OptionList { max-height: 4; }
    ImportDialog.-low #preview { margin-top: 0; }
    """

    class Read(Message):
        """The file was read, or could not be."""

        def __init__(self, found: Imported | None, trouble: str) -> None:
            super().__init__()
            self.found = found
            self.trouble = trouble

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.found: Imported | None = None
        """What enter would bring in; a change of file or format forgets it."""

    def compose(self) -> ComposeResult:
        """The file, its format, and what would come in."""
        with Frame() as frame:
            frame.border_title = "Import"
            frame.border_subtitle = (
                f"{self.cancel_key()}  enter: look, enter again: bring in  tab: format"
            )
            yield Static("File", classes="label", markup=False)
            yield Input(id="file", select_on_focus=False, placeholder="what another program wrote")
            yield Static("Format", classes="label", markup=False)
            choices = [
                Option(Text.assemble((f"{form.name:12} ", "bold"), form.title), id=form.name)
                for form in all_formats()
                if form.imports
            ]
            yield OptionList(*choices, id="formats", markup=False)
            yield Static("", id="preview", markup=False)

    def on_mount(self) -> None:
        """Start with the file."""
        self.query_one(OptionList).highlighted = 0
        self.set_focus(self.query_one("#file", Input))

    @on(Input.Changed)
    @on(OptionList.OptionHighlighted)
    def _changed(self) -> None:
        self.found = None

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _enter(self) -> None:
        if self.found is not None:
            self._bring_in(self.found)
            return
        listed = self.query_one(OptionList)
        file = self.query_one("#file", Input).value.strip()
        if file and listed.highlighted is not None:
            self._read(file, listed.get_option_at_index(listed.highlighted).id or "")

    @work(thread=True, exclusive=True, group="import", exit_on_error=False)
    def _read(self, file: str, name: str) -> None:
        workspace = self.session.workspace
        try:
            found = import_file(
                Path(file).expanduser(),
                get_format(name),
                self.session.articles,
                existing=gather(workspace).annotations,
                claims=workspace.claims,
                codebook=workspace.codebook,
                creator=workspace.annotator,
            )
        except ImportFault as fault:
            self.post_message(self.Read(None, str(fault)))
        except ImportError:
            needs = f"needs more software: {adding(get_format(name).extra)}"
            self.post_message(self.Read(None, needs))
        else:
            self.post_message(self.Read(found, ""))

    @on(Read)
    def _told(self, event: Read) -> None:
        event.stop()
        self.found = event.found
        lines = [event.trouble] if event.found is None else _preview(event.found)
        text = "\n".join(printable_line(line) for line in lines)
        self.query_one("#preview", Static).update(Text(text))

    def _bring_in(self, found: Imported) -> None:
        edits: list[Edit] = [PutClaim(claim) for claim in found.claims]
        edits += [PutAnnotation(annotation) for annotation in found.annotations]
        name = Path(self.query_one("#file", Input).value.strip()).name
        trouble = self.session.change(f"imported {name}", edits)
        undo = f"{self.key('reader.undo')} takes that back"
        self.dismiss(trouble or f"{found.amount()} brought in; {undo}")


def _preview(found: Imported) -> list[str]:
    count = found.amount()
    said = [f"{count} would come in; enter brings in what there is"]
    said += found.report.sentences()
    if found.unknown_tags:
        said.append("not in the codebook, kept: " + ", ".join(found.unknown_tags))
    return said

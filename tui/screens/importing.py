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
from ...annotations.formats.guessing import by_content, by_name
from ...annotations.formats.importing import import_file
from ...annotations.formats.registry import all_formats, get_format
from ...annotations.model import Annotation
from ...articles.extras import adding
from ...articles.printable import printable_line
from ..handing_out import typed_path
from ..session import Session
from ..widgets.choices import Choices
from ..widgets.dialog import Dialog, Frame

Source = tuple[str, str]
"""What is typed as the file, and the name of the format that it is read in."""


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

        def __init__(self, source: Source, found: Imported | None, trouble: str) -> None:
            super().__init__()
            self.source = source
            self.found = found
            self.trouble = trouble

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.found: tuple[Source, Imported] | None = None
        """What enter would bring in, as long as file and format are these."""
        self._here: list[Annotation] = []
        """What was here at the look; other programs may change it while the dialog is open."""
        self._offered = ""
        """The format that was highlighted for the reader; another one is the reader's choice."""

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
            yield Choices(*choices, id="formats", markup=False)
            yield Static("", id="preview", markup=False)

    def on_mount(self) -> None:
        """Start with the file."""
        self._offer(self._highlighted())
        self.set_focus(self.query_one("#file", Input))

    @on(Input.Changed)
    def _named(self, event: Input.Changed) -> None:
        """The name says which format it probably is; the reader may choose another."""
        event.stop()
        self._offer(by_name(event.value.strip()))

    def _highlighted(self) -> str:
        listed = self.query_one(OptionList)
        if listed.highlighted is None:
            listed.highlighted = 0
        return listed.get_option_at_index(listed.highlighted or 0).id or ""

    def _offer(self, name: str) -> None:
        """Highlight a format, unless the reader has chosen one."""
        if name and self._offered in ("", self._highlighted()):
            listed = self.query_one(OptionList)
            listed.highlighted = listed.get_option_index(name)
            self._offered = name

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _enter(self) -> None:
        file, name = self.query_one("#file", Input).value.strip(), self._highlighted()
        here = self.session.all_annotations()
        if self.found is not None and (*self.found[0], self._here) == (file, name, here):
            self._bring_in(self.found[1])
        elif file:
            self._here = here
            self._read(file, name, chosen=name != self._offered)

    @work(thread=True, exclusive=True, group="import", exit_on_error=False)
    def _read(self, file: str, name: str, *, chosen: bool) -> None:
        workspace = self.session.workspace
        path = typed_path(file)
        if not chosen:
            name = by_content(path) or name
        source = (file, name)
        try:
            found = import_file(
                path,
                get_format(name),
                self.session.articles,
                existing=gather(workspace).annotations,
                claims=workspace.claims,
                codebook=workspace.codebook,
                creator=workspace.annotator,
            )
        except ImportFault as fault:
            self.post_message(self.Read(source, None, str(fault)))
        except ImportError:
            needs = f"needs more software: {adding(get_format(name).extra)}"
            self.post_message(self.Read(source, None, needs))
        else:
            self.post_message(self.Read(source, found, ""))

    @on(Read)
    def _told(self, event: Read) -> None:
        event.stop()
        self._offer(event.source[1])
        self.found = None if event.found is None else (event.source, event.found)
        lines = [event.trouble] if event.found is None else _preview(event.found)
        text = "\n".join(printable_line(line) for line in lines)
        self.query_one("#preview", Static).update(Text(text))

    def _bring_in(self, found: Imported) -> None:
        edits: list[Edit] = [PutClaim(claim) for claim in found.claims]
        edits += [PutAnnotation(annotation) for annotation in found.annotations]
        if not edits:
            self.dismiss("nothing new in the file; nothing was changed")
            return
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

"""Export from the reader: a format, a file, and what would be kept and lost."""

from pathlib import Path

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from ...annotations.formats.base import AlreadyThere, ExportFault
from ...annotations.formats.bundles import gather
from ...annotations.formats.exporting import export, preview
from ...annotations.formats.registry import all_formats, get_format
from ...articles.extras import adding
from ...articles.printable import printable_line
from ..handing_out import typed_path
from ..names import shown_path
from ..session import Session
from ..widgets.choices import Choices
from ..widgets.dialog import Dialog, Frame


class ExportDialog(Dialog[str]):
    """Returns a sentence that says what was written, or ``None``."""

    DEFAULT_CSS = """
    ExportDialog OptionList { max-height: 12; }
    ExportDialog #preview { color: $quiet; min-height: 2; margin-top: 1; }
    ExportDialog.-low OptionList { max-height: 4; }
    ExportDialog.-low #preview { margin-top: 0; max-height: 3; }
    """

    class Told(Message):
        """What a preview or an export came to; ``done`` closes the dialog."""

        def __init__(self, text: str, done: bool = False) -> None:
            super().__init__()
            self.text = text
            self.done = done

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._agreed = ("", "")
        """Format and file of which was said that enter writes over what is there."""

    def compose(self) -> ComposeResult:
        """The formats, what the chosen one keeps and loses, the file."""
        with Frame() as frame:
            frame.border_title = "Export"
            frame.border_subtitle = (
                f"{self.cancel_key()}  enter: to the file, enter: write it  ↑ ↓: format"
            )
            choices = [
                Option(Text.assemble((f"{form.name:12} ", "bold"), form.title), id=form.name)
                for form in all_formats()
                if form.exports
            ]
            yield Choices(*choices, id="formats", markup=False)
            yield Static("", id="preview", markup=False)
            yield Static("File", classes="label", markup=False)
            yield Input(id="file", select_on_focus=False)

    def on_mount(self) -> None:
        """Start in the list."""
        listed = self.query_one(OptionList)
        self.set_focus(listed)
        listed.highlighted = 0

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        form = get_format(event.option_id or "")
        folder = _outside(self.session.collection.root)
        self.query_one("#file", Input).value = shown_path(
            folder / f"crossread-{form.name}{form.suffix}"
        )
        self._preview(form.name)

    @work(thread=True, exclusive=True, group="preview")
    def _preview(self, name: str) -> None:
        form = get_format(name)
        try:
            report = preview(gather(self.session.workspace), form)
        except ExportFault as fault:
            self.post_message(self.Told(str(fault)))
            return
        except ImportError:
            self.post_message(self.Told(f"needs more software: {adding(form.extra)}"))
            return
        said = [f"{report.amount()} would be written", *report.sentences()]
        said.append(f"keeps {form.keeps}; loses {form.loses}")
        self.post_message(self.Told("\n".join(said)))

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.set_focus(self.query_one("#file", Input))

    @on(Input.Submitted)
    def _write(self, event: Input.Submitted) -> None:
        event.stop()
        listed = self.query_one(OptionList)
        if listed.highlighted is not None:
            option = listed.get_option_at_index(listed.highlighted)
            self._export(option.id or "", event.value.strip())

    @work(thread=True, exclusive=True, group="export")
    def _export(self, name: str, file: str) -> None:
        path = typed_path(file)
        force = self._agreed == (name, file)
        self._agreed = ("", "")
        self.session.handed_out.add(path.absolute())
        try:
            bundle = gather(self.session.workspace)
            report = export(bundle, get_format(name), path, force=force)
        except AlreadyThere as fault:
            self._agreed = (name, file)
            there = shown_path(fault.target)
            what = "holds files" if fault.target.is_dir() else "is there"
            told = f"{there} {what} already: enter again writes over it, or name another"
            self.post_message(self.Told(told))
            return
        except ExportFault as fault:
            self.post_message(self.Told(str(fault)))
            return
        said = [f"{report.amount()} written to {shown_path(path)}"]
        said += report.sentences()
        self.post_message(self.Told("; ".join(said), done=True))

    @on(Told)
    def _told(self, event: Told) -> None:
        event.stop()
        if event.done:
            self.dismiss(event.text)
        else:
            lines = [printable_line(line) for line in event.text.split("\n")]
            self.query_one("#preview", Static).update(Text("\n".join(lines)))


def _outside(root: Path) -> Path:
    """A folder that is not the articles' own, where an export would be opened as an article."""
    here = Path.cwd()
    return root.parent if here == root or root in here.parents else here

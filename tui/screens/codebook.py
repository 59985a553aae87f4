"""The codebook: tags in use, and every change to them as an undoable step."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from ...annotations.codebook import THEME_COLOURS, Attribute, Codebook, Tag
from ...annotations.codebook_edits import (
    add_attribute,
    add_tag,
    attribute_uses,
    change_attribute,
    change_tag,
    define_tags,
    move_tag,
    remove_tag,
    rename_attribute,
    rename_tag,
    restore_tag,
    retire_attribute,
    retire_tag,
    tag_uses,
)
from ...annotations.codebook_file import CodebookError, dump_codebook, load_codebook
from ...annotations.codebook_presets import PRESETS, preset
from ...annotations.edits import Edit, SetCodebook
from ...articles.wording import numbered
from ..commands import bindings_of
from ..handing_out import typed_path, write_new
from ..keyboard import KeyTable
from ..session import Session
from ..widgets.grid import Cell, Column, Grid
from ..widgets.panel import Panel
from ..widgets.prompt import Prompt


def _columns(room: int) -> list[Column]:
    return [
        Column("key", 3),
        Column("letter", 6),
        Column("tag", 14),
        Column("used", 6),
        Column("colour", 10),
        Column("definition", max(16, room - 52)),
    ]


class CodebookEditor(Panel[None]):
    """Add, rename, recolour, reorder, define, retire; load and save as TOML; presets."""

    SCREEN = "codebook"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("codebook")]

    def __init__(self, session: Session, keys: KeyTable) -> None:
        super().__init__()
        self.session = session
        self.keys = keys
        """Keys that mean a command of the reader can mean no tag."""
        self.uses: dict[str, int] = {}
        self.attribute_uses: dict[str, int] = {}

    @property
    def codebook(self) -> Codebook:
        """The codebook in use."""
        return self.session.workspace.codebook

    def build(self) -> None:
        """List the tags with how often each is used."""
        annotations = self.session.all_annotations()
        self.uses = dict(tag_uses(annotations))
        self.attribute_uses = dict(attribute_uses(annotations))
        self.grid.fill(_columns, len(self._rows()), self._cell)
        unknown = sorted(self.uses.keys() - {tag.id for tag in self.codebook.tags})
        text = f"{self.codebook.name}: {numbered(len(self.codebook.tags), 'tag')}"
        if unknown:
            key = self.key("codebook.define-used")
            text += f"; used but not defined: {', '.join(unknown)} ({key} defines them)"
        self.head("Codebook", text)
        self._describe()

    def _rows(self) -> Sequence[Tag | Attribute]:
        """The tags, then the attributes."""
        return (*self.codebook.tags, *self.codebook.attributes)

    def _cell(self, row: int, column: int) -> Cell:
        tag = self._rows()[row]
        if isinstance(tag, Attribute):
            used = str(self.attribute_uses.get(tag.id, 0))
            name = tag.id + (" (retired)" if tag.retired else "")
            values = ", ".join(tag.values)
            said = f"{tag.definition} {values}".strip()
            return ("", "", name, used, "attribute", said)[column], "grid--quiet"
        texts = (
            tag.key,
            tag.letter,
            tag.id + (" (retired)" if tag.retired else ""),
            str(self.uses.get(tag.id, 0)),
            tag.colour,
            tag.definition,
        )
        return texts[column], "grid--quiet" if tag.retired else ""

    def tag(self) -> Tag | None:
        """The tag under the cursor."""
        row = self.row()
        return row if isinstance(row, Tag) else None

    def row(self) -> Tag | Attribute | None:
        """The tag or attribute under the cursor."""
        rows = self._rows()
        return rows[self.grid.cursor[0]] if rows else None

    def _describe(self) -> None:
        tag = self.row()
        if tag is None:
            add, take = self.key("codebook.add"), self.key("codebook.preset")
            self.detail(f"no tags: {add} adds one, {take} takes a preset")
        else:
            self.detail(
                tag.definition or f"no definition yet: {self.key('codebook.define')} writes one",
                tag.id,
            )

    @on(Grid.Moved)
    def _moved(self, event: Grid.Moved) -> None:
        event.stop()
        self._describe()

    @on(Grid.Chosen)
    def _chosen(self, event: Grid.Chosen) -> None:
        event.stop()
        self.action_define()

    # -- changing

    def _put(self, label: str, codebook: Codebook) -> None:
        self._do(label, [SetCodebook(codebook)])

    def _do(self, label: str, edits: Sequence[Edit]) -> None:
        trouble = self.session.change(label, edits)
        self.build()
        self.say(trouble or label, "line--bad" if trouble else "line--strong")

    def _ask(
        self, title: str, text: str, then: Callable[[str], None], *, empty: bool = False
    ) -> None:
        def check(answer: str) -> str:
            if answer == text:
                return ""
            try:
                then(answer.strip())
            except CodebookError as error:
                return error.args[0].partition(";")[0] + "; type another"
            except KeyError:
                return f"there is no {answer}; the presets are {', '.join(PRESETS)}"
            return ""

        self.app.push_screen(Prompt(title, text, empty=empty, check=check))

    def action_add(self) -> None:
        """Add a tag; a free key and letter are chosen for it."""

        def put(name: str) -> None:
            self._put(f"tag added: {name}", add_tag(self.codebook, name))
            self.grid.stand_on(len(self.codebook.tags) - 1, 0)

        self._ask("New tag", "", put)

    def action_add_attribute(self) -> None:
        """Add an attribute; after a colon, the values to offer: ``tone: sharp, mild``."""

        def put(text: str) -> None:
            name, _, offered = text.partition(":")
            values = tuple(value.strip() for value in offered.split(",") if value.strip())
            fresh = add_attribute(self.codebook, name.strip(), values=values)
            self._put(f"attribute added: {name.strip()}", fresh)

        self._ask("New attribute, perhaps with values to offer (tone: sharp, mild)", "", put)

    def action_rename(self) -> None:
        """Rename a tag or attribute in the codebook and every annotation, as one step."""
        tag = self.row()
        if tag is None:
            return

        def put(name: str) -> None:
            rename = rename_tag if isinstance(tag, Tag) else rename_attribute
            edits = rename(self.codebook, tag.id, name, self.session.all_annotations())
            self._do(f"{tag.id} renamed to {name}", edits)

        self._ask(f"Rename {tag.id} to", tag.id, put)

    def action_define(self) -> None:
        """Say what a tag or attribute means."""
        tag = self.row()
        if tag is None:
            return

        def put(text: str | None) -> None:
            if text is None or text == tag.definition:
                return
            change = change_tag if isinstance(tag, Tag) else change_attribute
            try:
                self._put(
                    f"{tag.id} defined", change(self.codebook, tag.id, definition=text.strip())
                )
            except CodebookError as error:
                self.say(str(error), "line--bad")

        drafts = self.session.drafts
        draft = drafts and drafts.of_text("definition", self.session.collection.root, tag.id)
        asking = Prompt(f"What {tag.id} means", tag.definition, empty=True, draft=draft)
        self.app.push_screen(asking, put)

    def action_key(self) -> None:
        """Choose the key that applies a tag."""
        tag = self.tag()
        if tag is None:
            return

        def put(key: str) -> None:
            for screen in ("reader", "app"):
                taken = self.keys.find(screen, key, key)
                if taken is not None:
                    raise CodebookError(f"{key} means: {taken.title}")
            self._put(f"key of {tag.id}: {key}", change_tag(self.codebook, tag.id, key=key))

        self._ask(f"Key of {tag.id}", tag.key, put, empty=True)

    def action_letter(self) -> None:
        """Choose the letter that stands for a tag."""
        tag = self.tag()
        if tag is not None:
            self._ask(
                f"Letter of {tag.id}",
                tag.letter,
                lambda letter: self._put(
                    f"letter of {tag.id}: {letter}",
                    change_tag(self.codebook, tag.id, letter=letter),
                ),
            )

    def action_colour(self) -> None:
        """Choose a colour: a name of the theme, or #rrggbb."""
        tag = self.tag()
        if tag is not None:
            self._ask(
                f"Colour of {tag.id}: {', '.join(THEME_COLOURS)} or #rrggbb",
                tag.colour,
                lambda colour: self._put(
                    f"colour of {tag.id}: {colour}",
                    change_tag(self.codebook, tag.id, colour=colour),
                ),
            )

    def _move(self, by: int) -> None:
        tag, row = self.tag(), self.grid.cursor[0]
        if tag is not None and 0 <= row + by < len(self.codebook.tags):
            self._put(f"{tag.id} moved", move_tag(self.codebook, tag.id, row + by))
            self.grid.stand_on(row + by, 0)

    def action_earlier(self) -> None:
        """Move a tag up."""
        self._move(-1)

    def action_later(self) -> None:
        """Move a tag down."""
        self._move(1)

    def action_retire(self) -> None:
        """Offer a tag no longer, or again; annotations keep it. An unused one goes for good."""
        tag = self.row()
        if isinstance(tag, Attribute):
            said = f"{tag.id} is offered again" if tag.retired else f"{tag.id} retired"
            self._put(said, retire_attribute(self.codebook, tag.id, not tag.retired))
            return
        if tag is None:
            return
        if tag.retired:
            self._put(f"{tag.id} is offered again", restore_tag(self.codebook, tag.id))
        elif self.uses.get(tag.id):
            self._put(f"{tag.id} retired; where used it stays", retire_tag(self.codebook, tag.id))
        else:
            self._put(f"{tag.id} removed", remove_tag(self.codebook, tag.id))

    def action_define_used(self) -> None:
        """Define the tags that annotations use and the codebook does not."""
        unknown = sorted(self.uses.keys() - {tag.id for tag in self.codebook.tags})
        if unknown:
            self._put("defined: " + ", ".join(unknown), define_tags(self.codebook, unknown))

    # -- files

    def action_preset(self) -> None:
        """Take one of the ready codebooks; tags in use stay defined."""

        def put(name: str) -> None:
            wanted = preset(name)
            known = {tag.id for tag in wanted.tags}
            used = [t for t in self.codebook.tags if self.uses.get(t.id) and t.id not in known]
            fresh = define_tags(wanted, [tag.id for tag in used])
            self._put(f"codebook: {name}", fresh)

        self._ask(f"Preset: {', '.join(PRESETS)}", "", put)

    def action_read(self) -> None:
        """Read a codebook from a TOML file."""

        def put(name: str) -> None:
            path = typed_path(name)
            try:
                self._put(f"codebook of {path}", load_codebook(path))
            except OSError as error:
                self.say(f"{path}: {error.strerror}; name a file that can be read", "line--bad")

        self._ask("Read the codebook from (TOML)", "", put)

    def action_write(self) -> None:
        """Write the codebook to a TOML file of its own."""

        def put(name: str) -> None:
            self.say(*write_new(typed_path(name), dump_codebook(self.codebook)))

        self._ask("Write the codebook to (TOML)", "", put)

    def action_version(self) -> None:
        """Count the codebook's version up, after definitions have changed."""
        version = self.codebook.version + 1
        self._put(f"version {version}", replace(self.codebook, version=version))

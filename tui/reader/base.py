"""What every part of the reader screen leans on: columns, state, painting."""

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from textual.screen import Screen

from ...annotations.edits import DropAnnotation, Edit, PutAnnotation
from ...annotations.model import Annotation
from ...articles.span import Span
from ..commands import key_of
from ..looks import styles_of
from ..pane.column import Column
from ..pane.marks import Layer
from ..pane.palette import Palette
from ..place import Place, at
from ..remembered import View
from ..session import Session
from ..widgets.line import Line
from .desk import Desk, Sheet, as_left
from .layers import (
    Drawings,
    annotation_marks,
    annotation_signs,
    doubt_signs,
    furniture_marks,
    hit_marks,
    merge_signs,
    others_marks,
    others_signs,
    ruler_marks,
)

if TYPE_CHECKING:
    from ..app import CrossreadApp
    from ..pane.marks import Sign
    from ..pane.messages import ColumnMessage
    from ..proposing import Proposal
    from ..widgets.words import Words
    from .layers import Drawn


Target = tuple[int, Span]
"""Something to pick: the index of its article, and where it lies."""


class ReaderBase(Screen[None]):
    """State of the reader and how it reaches the screen; the topics stand in files of their own."""

    session: Session
    desk: Desk

    def __init__(self, session: Session, articles: Sequence[str] = ()) -> None:
        super().__init__()
        self.session = session
        wanted = [a for a in session.articles if not articles or a.id in articles]
        view = session.memory.view if session.memory else View()
        self.desk = as_left(view, wanted)
        self.hits: dict[str, Sequence[Span]] = {}
        self.hit: tuple[str, Span] | None = None
        self.drawings = defaultdict[str, Drawings](Drawings)
        self.doubts: dict[str, Sequence[Span]] = {}
        """Where annotations that wait for review may be now, by article."""
        self.linking = view.linking
        self.showing_others = view.others
        self.theirs: dict[str, Mapping[str, Sequence[Annotation]]] = {}
        """Annotations of other annotators, by article and annotator, once they are known."""
        self.message: tuple[str, str] = ("", "")
        """What the status line says until the next key: (text, part name)."""
        self.parallel_signs: dict[str, dict[int, tuple[Sign, ...]]] = {}
        self.counterparts: dict[str, Sequence[Span]] = {}
        self.column_notes: dict[str, str] = {}
        self.columns: list[Column] = []
        self.first_tab = 0
        """The article whose name stands leftmost above the columns."""
        # Held here, as word of a worker may come when the screen's children are gone already.
        self.status_line = Line(id="status", keep_right=True)
        self.proposed: list[Proposal] = []
        self.targets: Mapping[str, Target] = {}
        """What each label stands for while one is waited for."""

    @property
    def proposing(self) -> bool:
        """Whether a round of proposals for a claim is under way."""
        return bool(self.proposed)

    # -- what is where

    @property
    def owner(self) -> "CrossreadApp":
        """The app, by its own type."""
        return cast("CrossreadApp", self.app)

    def key(self, command_id: str) -> str:
        """The key that the reader has for a command."""
        return key_of(command_id, self.owner.keymap)

    @property
    def sheet(self) -> Sheet:
        """The article in hand."""
        return self.desk.sheet

    @property
    def window(self) -> tuple[int, ...]:
        """Indices of the articles that have a column."""
        return self.desk.window(self.size.width or self.app.size.width)

    def column_of(self, index: int) -> Column | None:
        """The column of an article, when it is on screen."""
        window = self.window
        slot = window.index(index) if index in window else len(self.columns)
        return self.columns[slot] if slot < len(self.columns) else None

    def touched(self, event: "ColumnMessage") -> int | None:
        """The index of the article that the mouse meant, while it still has that column."""
        for index, column in zip(self.window, self.columns, strict=False):
            if column is event.column and self.desk.sheets[index].article is event.article:
                return index
        return None

    def annotations(self, index: int) -> Sequence[Annotation]:
        """The annotations of an article by its place on the desk."""
        return self.session.workspace.annotations(self.desk.sheets[index].article.id)

    def others(self, article_id: str) -> list[tuple[str, Annotation]]:
        """What other annotators made in an article, with their names, as far as it is shown."""
        theirs = self.theirs.get(article_id, {}) if self.showing_others else {}
        return [(name, one) for name, found in theirs.items() for one in found]

    def look_for_others(self) -> object:
        """Overridden where other annotators' files are read."""

    def sentence_here(self) -> Span:
        """The sentence under the caret; the caret's own character in a text without sentences."""
        caret = self.sheet.place.caret
        return self.sheet.motions.at("sentence", caret) or Span(caret, caret + 1)

    # -- painting

    def palette(self) -> Palette:
        """The styles of the present look and codebook."""
        return Palette(styles_of(self.owner.look, self.session.workspace.codebook.tags))

    def lay_out(self) -> None:
        """Give every visible article its column, after the window or the size changed."""
        window = self.window
        for column in self.columns:
            column.set_reading(self.owner.comfort.measure, plain=self.owner.linear)
        self.share_out()
        for slot, column in enumerate(self.columns):
            column.display = slot < len(window)
        for index in window:
            self.show_sheet(index)
        self.caret_stays()
        column = self.column_of(self.desk.current)
        if column is not None and self.focused is not column:
            self.set_focus(column, scroll_visible=False)
        self.paint_tabs()
        self.paint_status()

    def show_sheet(self, index: int) -> None:
        """Put an article into its column, with everything that is painted over it."""
        column, sheet = self.column_of(index), self.desk.sheets[index]
        if column is None:
            return
        fresh = column.article is not sheet.article
        if fresh:
            self._note_top(column)
            column.show(sheet.article)
        column.set_folded(sheet.furniture_spans() if sheet.folding else [])
        self.paint_header(index)
        self.paint_layers(index)
        self.paint_place(index, scroll=not fresh)
        if fresh:
            column.reveal(sheet.top if sheet.top else sheet.place.caret, 0 if sheet.top else 1)
            if index == self.desk.current and column.row_of(sheet.place.caret) is None:
                self.paint_place(index)

    def note_tops(self) -> None:
        """Keep how far every column is scrolled."""
        for column in self.columns:
            if column.display:
                self._note_top(column)

    def _note_top(self, column: Column) -> None:
        """Keep how far the article in a column is scrolled."""
        for sheet in self.desk.sheets:
            if sheet.article is column.article:
                sheet.top = column.top

    def share_out(self) -> None:
        """Overridden where columns get their widths."""

    def paint_header(self, index: int) -> None:
        """Outlet, title, date, and what there is to say about this column."""
        column, sheet = self.column_of(index), self.desk.sheets[index]
        if column is not None:
            article = sheet.article
            between = ", " if self.owner.linear else " · "
            head = self.session.names.heading(article, between)
            note = self.column_notes.get(article.id, "")
            if self.desk.base == index:
                note = f"base {note}".strip()
            column.set_header(article.title, head, note)

    def paint_layers(self, index: int) -> None:
        """Annotations, hits, signs and ruler of an article."""
        column, sheet = self.column_of(index), self.desk.sheets[index]
        if column is None:
            return
        article_id = sheet.article.id
        codebook, drawings = self.session.workspace.codebook, self._drawn(index)
        hits = self.hits.get(article_id, ())
        current = self.hit[1] if self.hit and self.hit[0] == article_id else None
        furniture = [] if sheet.folding else furniture_marks(sheet.furniture_spans())
        column.set_marks(Layer.FURNITURE, furniture)
        theirs = [one for _, one in self.others(article_id)]
        marks = [*others_marks(theirs), *annotation_marks(drawings)]
        column.set_marks(Layer.ANNOTATION, marks)
        column.set_marks(Layer.HIT, hit_marks(hits, current))
        self.doubts[article_id] = self.session.workspace.proposed(article_id)
        signs = merge_signs(
            doubt_signs(self.doubts[article_id]),
            annotation_signs(drawings),
            others_signs(theirs, codebook),
            {} if self.owner.linear else self.parallel_signs.get(article_id, {}),
        )
        column.set_signs(signs)
        column.set_ruler(ruler_marks(drawings, hits))
        self.paint_counterparts(index)

    def paint_counterparts(self, index: int) -> None:
        """Where in an article its counterparts lie."""
        column, article_id = self.column_of(index), self.desk.sheets[index].article.id
        if column is not None:
            there = self.counterparts.get(article_id, ())
            column.set_above_ruler([(span.start, "ruler-parallel") for span in there])

    def _drawn(self, index: int) -> "Sequence[Drawn]":
        codebook = self.session.workspace.codebook
        found = self.annotations(index)
        return self.drawings[self.desk.sheets[index].article.id].of(found, codebook)

    def paint_place(self, index: int, *, scroll: bool = True) -> None:
        """Caret, selection and current sentence of an article."""
        column, sheet = self.column_of(index), self.desk.sheets[index]
        if column is None:
            return
        place = sheet.place
        current = index == self.desk.current
        sentence = self.sentence_here() if current and place.selection is None else None
        column.place(place.caret, place.selection if current else None, sentence, scroll=scroll)

    def paint_tabs(self) -> None:
        """Overridden where the names above the columns are made."""

    def words(self) -> "Words":
        """The rows for plain words above the status line, made when they are first needed."""
        from ..widgets.words import Words

        for there in self.query(Words):
            return there
        made = Words(id="words")
        self.mount(made, before=self.status_line)
        return made

    def paint_status(self) -> None:
        """Overridden where the status line is made."""

    def paint_hints(self) -> None:
        """Overridden where the line of keys is made."""

    # -- changing

    def read(self, articles: Sequence[str], current: str = "") -> None:
        """Put other articles on the desk; those that lay there already keep their place.

        The first one is in hand then, or the ``current`` one.
        """
        self.note_tops()
        self.message = ("", "")
        known = {sheet.article.id for sheet in self.desk.sheets}
        self.desk = self.desk.with_articles(
            [found for found in map(self.session.collection.article, articles) if found]
        )
        if self.session.memory:
            self.desk.put_back_places(self.session.memory.view, known)
        self.desk.current = self.desk.index_of(current) or 0
        self.counterparts, self.parallel_signs, self.column_notes = {}, {}, {}
        self.session.parallels = None
        self.set_up_columns()
        if len(self.desk.sheets) > 1:
            self.compare()

    def set_up_columns(self) -> None:
        """Overridden where columns are made."""

    def compare(self) -> object:
        """Overridden where the parallels are computed."""

    def go(self, place: Place, index: int | None = None, *, scroll: bool = True) -> None:
        """Move the caret of an article (the one in hand) and let everything follow."""
        index = self.desk.current if index is None else index
        self.message = ("", "")
        self.desk.sheets[index].place = place
        self.paint_place(index, scroll=scroll)
        if index == self.desk.current:
            if self.session.log:
                self.session.log.reach(self.sheet.article.id, self.sentence_here().end)
            self.caret_moved()
        self.paint_status()

    def caret_moved(self) -> None:
        """Overridden where the other columns follow."""

    def caret_stays(self) -> None:
        """Overridden where the other columns are painted again."""

    def take_in_hand(self, index: int) -> None:
        """Make another article the current one."""
        before = self.desk.current
        window = self.window
        self.message = ("", "")  # what was done was done in the other one
        self.desk.turn_to(index)
        if self.window != window:
            self.lay_out()
        else:
            self.paint_place(before, scroll=False)
            self.paint_place(self.desk.current)
            column = self.column_of(self.desk.current)
            if column is not None:
                self.set_focus(column, scroll_visible=False)
            self.paint_tabs()
        self.caret_moved()
        self.paint_status()

    def go_to_passage(self, article_id: str, offset: int, chosen: str = "") -> None:
        """Take an article in hand at an offset, opening it when it is not on the desk."""
        index = self.desk.index_of(article_id)
        if index is None:
            self.read([*(sheet.article.id for sheet in self.desk.sheets), article_id])
            index = self.desk.index_of(article_id)
        if index is None:
            return
        self.desk.remember()
        self.desk.sheets[index].place = at(offset, chosen)
        self.take_in_hand(index)
        self.paint_place(index)

    def tell(self, text: str, part: str = "line--strong") -> None:
        """Say something in the status line until the next key."""
        self.message = (text, part)
        self.paint_status()

    def change(self, label: str, edits: Sequence[Edit], hint: str = "") -> bool:
        """Stage a change, paint it, and save it in a worker; whether it was allowed.

        The history keeps the ``label``; the ``hint`` behind it is for this moment only.
        """
        if not edits:
            return False
        trouble = self.session.change(label, edits)
        if trouble:
            self.tell(trouble, "line--bad")
            return False
        self.show_changed({article_of(edit) for edit in edits})
        self.tell(f"{label}; {hint}" if hint else label, "line--strong")
        return True

    def show_changed(self, articles: Container[str]) -> None:
        """Paint annotations anew."""
        for index in self.window:
            if self.desk.sheets[index].article.id in articles:
                self.paint_layers(index)

    def everything_changed(self) -> None:
        """Paint anew after changes made elsewhere: another screen, undo, another program."""
        palette = self.palette()
        for column in self.columns:
            column.set_palette(palette)
        for index in self.window:
            self.paint_layers(index)
        self.paint_status()
        self.look_for_others()


def article_of(edit: Edit) -> str:
    """Id of the article an edit touches; empty for claims and codebook."""
    if isinstance(edit, PutAnnotation):
        return edit.annotation.article
    return edit.article if isinstance(edit, DropAnnotation) else ""

"""The claim board: which outlet asserts, reports, denies or leaves out which claim."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from ...annotations.board import Board, Order, build_board, marks
from ...annotations.board_row import Row
from ...annotations.claim_repair import define_claim
from ...annotations.claims import (
    ClaimError,
    delete_claim,
    merge_claims,
    note_claim,
    restate,
    split_claim,
)
from ...annotations.edits import Edit
from ...annotations.formats.bundles import gather
from ...annotations.model import Annotation, Claim
from ...annotations.statements import tidy_statement
from ...articles.values import values_in
from ...articles.wording import in_quotes, numbered
from ..commands import bindings_of
from ..handing_out import typed_path
from ..session import Session
from ..told import sentences
from ..widgets.detail import Detail
from ..widgets.grid import Cell, Column, Grid
from ..widgets.key_line import KeyLine
from ..widgets.line import Line
from ..widgets.listing import Listing
from ..widgets.prompt import Prompt
from ..widgets.words import Words
from .board_filter import meant, parse_filter, trouble_in
from .board_place import Opened, Place
from .board_words import GAPS, ORDERS, cell_words, claim_words, write_csv

if TYPE_CHECKING:
    from ...annotations.drafts import Draft

_LEGEND = "! contradiction  ≠ values differ  – not mentioned  … not read to the end yet"


class ClaimBoard(Listing[Opened]):
    """Returns what was chosen, or ``None`` when the reader went back."""

    SCREEN = "board"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("board")]
    DEFAULT_CSS = """
    ClaimBoard { background: $background; }
    ClaimBoard #status { background: $panel; color: $foreground; }
    """

    def __init__(
        self,
        session: Session,
        finished: frozenset[str],
        place: Place | None = None,
        said: str = "",
    ) -> None:
        super().__init__()
        self.session = session
        self.finished = finished
        self.came_to = place or Place()
        self.told_first = said
        self.order = self.came_to.order
        self.typed = self.came_to.typed
        """The filter as it was typed."""
        self.merging: str = ""
        self.board: Board = Board((), ())

    def compose(self) -> ComposeResult:
        """A heading, the grid, the passage under the cursor, the keys."""
        yield Line(id="heading")
        yield self.new_grid(first=2, id="board")
        yield Line(id="statement")
        yield Detail(id="detail")
        yield Line(id="status")
        yield Words(id="words")
        yield KeyLine(self.SCREEN)

    def on_mount(self) -> None:
        """Build the board, and stand where one stood."""
        self.build()
        grid = self.query_one(Grid)
        for number, row in enumerate(self.board.rows):
            if row.claim.id == self.came_to.claim:
                grid.cursor = (number, self.came_to.column)
                self.fill()
        self.set_focus(grid)
        if self.told_first:
            self.say(self.told_first)

    # -- building

    def build(self) -> None:
        """Make the board anew from the workspace."""
        session = self.session
        annotations, codebook = gather(session.workspace).annotations, session.workspace.codebook
        names = [(session.name(one), one.metadata.outlet or one.id) for one in session.articles]
        board = build_board(
            session.articles,
            session.workspace.claims,
            annotations,
            codebook,
            finished=self.finished,
            values=values_in,
            only=meant(parse_filter(self.typed), names, annotations, codebook),
        )
        self.board = board.sorted(self.order) if board.columns else Board((), ())
        self.fill()

    def fill(self) -> None:
        """Show the board in the grid."""
        board = self.board
        self.query_one(Grid).fill(self._columns, len(board.rows), self._cell)
        order = ORDERS[self.order]
        narrowed = ", filtered" if self.typed else ""
        count = len(board.rows)
        claims = f"{numbered(count, 'claim')} × {numbered(len(board.columns), 'article')}"
        self.query_one("#heading", Line).set(
            [(" Claim board ", "line--strong"), (f"{claims}, {order}{narrowed}", "")]
        )
        self.describe()

    def _columns(self, room: int) -> list[Column]:
        """The claim in at least a third of the room, its signs, and the articles in the rest."""
        names = [self._called(number) for number in range(len(self.board.columns))]
        articles = max(1, len(names))
        claim = max(20, min(60, room - 12 * articles - 4), room // 3)
        width = max(5, min(14, (room - claim - 5) // articles - 1))
        return [Column("claim", claim), Column("", 2), *(Column(name, width) for name in names)]

    def _called(self, number: int) -> str:
        """What an article is called, as above its column in the reader."""
        article = self.session.collection.article(self.board.columns[number].article)
        return self.session.name(article) if article else self.board.columns[number].name

    def _cell(self, row: int, column: int) -> Cell:
        line = self.board.rows[row]
        if column == 0:
            known = "" if line.defined else "undefined: "
            return f"{known}{line.claim.statement}", "" if line.defined else "grid--warn"
        if column == 1:
            return marks(line), "grid--warn"
        cell = line.cells[column - 2]
        if cell.mentions:
            return cell.label, "grid--strong"
        return GAPS[cell.gap], "grid--quiet"

    def statement(self, row: int, column: int) -> str:
        """A claim, or what an article says about it, in words."""
        line = self.board.rows[row]
        if column >= 2:
            return cell_words(line, column - 2, self._called(column - 2))
        return claim_words(line, row + 1, len(self.board.rows))

    # -- what the cursor stands on

    def row(self) -> Row | None:
        """The claim under the cursor."""
        number = self.query_one(Grid).cursor[0]
        return self.board.rows[number] if self.board.rows else None

    def mentions(self) -> Sequence[Annotation]:
        """The mentions in the cell under the cursor."""
        row, column = self.row(), self.query_one(Grid).cursor[1]
        return row.cells[column - 2].mentions if row and column >= 2 else ()

    def describe(self) -> None:
        """Say what the cell under the cursor holds."""
        row, column = self.row(), self.query_one(Grid).cursor[1]
        statement, detail = self.query_one("#statement", Line), self.query_one("#detail", Line)
        if row is None:
            empty, remedy = self._empty()
            statement.set([(f" {empty}", "")])
            detail.set([(f" {remedy}", "line--quiet")])
            self.say("")
            self.tell_detail(sentences((empty, remedy)))
            return
        note = f"  {row.claim.note}" if row.claim.note else ""
        statement.set([(f" {row.claim.statement}", "line--strong"), (note, "line--quiet")])
        found = self.mentions()
        if found:
            first = found[0]
            who = f"{first.speaker}: " if first.speaker else ""
            more = f"  (+{len(found) - 1} more)" if len(found) > 1 else ""
            tags = ", ".join(first.tags)
            detail.set([(f" {tags}  ", "line--key"), (f"{who}{in_quotes(first.exact)}{more}", "")])
        elif column >= 2:
            name = self._called(column - 2)
            said = row.cells[column - 2].gap.value or "nothing"
            detail.set(
                [(f" {name}: {said}; {self.key('board.propose')} proposes passages", "line--quiet")]
            )
        else:
            detail.set([(f" mentioned in {numbered(row.coverage, 'article')}", "line--quiet")])
        if not self.merging:
            self.say("" if self.linear else _LEGEND, "line--quiet")

    def _empty(self) -> tuple[str, str]:
        """Why there is nothing on the board, and what to do about it."""
        if not self.typed:
            key = self.key("reader.claim")
            return f"no claims yet: in the reader, {key} puts a passage under a claim", ""
        what = "claim" if self.board.columns else "article"
        remedy = f"{self.key('board.filter')} changes the filter; an empty one shows all"
        return f"no {what} passes the filter “{self.typed}”", remedy

    @on(Grid.Moved)
    def _moved(self, event: Grid.Moved) -> None:
        event.stop()
        self.describe()

    @on(Grid.Chosen)
    def _chosen(self, event: Grid.Chosen) -> None:
        event.stop()
        row = self.row()
        if row is None:
            return
        if self.merging:
            self._merge(row.claim)
            return
        number = max(0, event.column - 2)
        if number not in row.mentions and row.mentions:
            number = min(row.mentions)
        self._open(row, number)

    def _open(self, row: Row, column: int, *, propose: bool = False) -> None:
        place = Place(self.order, self.typed, row.claim.id, self.query_one(Grid).cursor[1])
        article = self.board.columns[column].article
        self.dismiss(Opened(row.claim.id, article, place, propose))

    # -- commands

    def action_propose(self) -> None:
        """Propose passages for the empty cells of this claim."""
        row = self.row()
        if row is not None and row.mentions:
            self._open(row, min(row.mentions), propose=True)

    def action_order(self) -> None:
        """Sort by the next order."""
        orders = list(Order)
        self.order = orders[(orders.index(self.order) + 1) % len(orders)]
        self.build()

    def action_filter(self) -> None:
        """Show only what has these words, tags, outlets or annotators."""

        def put(text: str | None) -> None:
            if text is not None:
                self.typed = text.strip()
                self.build()

        title = "Filter: words, tag:denies, outlet:wire, by:rivera (empty: all)"
        asking = Prompt(title, self.typed, empty=True, check=trouble_in)
        self.app.push_screen(asking, put)

    def action_restate(self) -> None:
        """Word this claim anew."""
        row = self.row()
        if row is None:
            return
        claim = row.claim

        def put(text: str | None) -> None:
            if text is not None and text != claim.statement:
                try:
                    self.change(f"claim reworded: {text}", restate(claim, text), draft)
                except ClaimError as error:
                    self.say(str(error), "line--bad")

        draft = self._draft("claim wording", claim.id)
        self.app.push_screen(Prompt("Claim", claim.statement, draft=draft), put)

    def _draft(self, kind: str, id: str) -> "Draft | None":
        drafts = self.session.drafts
        return drafts and drafts.of_text(kind, self.session.collection.root, id)

    def action_note(self) -> None:
        """Write a note on this claim."""
        row = self.row()
        if row is None:
            return
        claim = row.claim

        def put(text: str | None) -> None:
            if text is not None and text != claim.note:
                self.change("note on a claim", note_claim(claim, text), draft)

        draft = self._draft("claim note", claim.id)
        asking = Prompt("Note on the claim", claim.note, empty=True, lines=8, draft=draft)
        self.app.push_screen(asking, put)

    def action_merge(self) -> None:
        """Merge this claim into another one: choose that with enter; once more ends it."""
        row = self.row()
        if self.merging:
            self._stop_merging("not merged")
        elif len(self.board.rows) == 1:
            self.say("there is no other claim here to merge this one into", "line--quiet")
        elif row is not None:
            self.merging = row.claim.id
            keys = f"{self.key('board.open')} on another claim, {self.key('board.merge')}: not"
            self.say(f"merge: {keys}; “{row.claim.statement}”")

    def _stop_merging(self, said: str) -> None:
        self.merging = ""
        self.say(said, "line--quiet")

    def _merge(self, kept: Claim) -> None:
        gone = self.session.workspace.claims.get(self.merging)
        if gone is None or gone.id == kept.id:
            why = "that is the claim itself" if gone else "the other claim is no more"
            self._stop_merging(f"not merged: {why}")
            return
        self.merging = ""
        own = self.session.all_annotations()
        self.change(f"merged into: {kept.statement}", merge_claims(kept, [gone], own))

    def action_split(self) -> None:
        """Give the mentions of the cell under the cursor a claim of their own."""
        me = self.session.workspace.annotator
        own = {a.id for a in self.session.all_annotations()}
        mentions = [mention for mention in self.mentions() if mention.id in own]
        if not mentions:
            said = f"{me or 'you'} made no mention in this cell; move to one that has letters"
            self.say(said, "line--bad")
            return

        def put(text: str | None) -> None:
            if text is not None:
                claims = self.session.workspace.claims
                claim, edits = split_claim(mentions, claims, statement=text, creator=me)
                self.change(f"split off: {claim.statement}", edits, draft)

        draft = self._draft("claim split", mentions[0].id)
        offered = tidy_statement(mentions[0].exact)
        self.app.push_screen(Prompt("The new claim", offered, draft=draft), put)

    def action_define(self) -> None:
        """Define a claim that only mentions know, under the id they have."""
        row = self.row()
        if row is not None and not row.defined:
            mentions = [m for found in row.mentions.values() for m in found]
            me = self.session.workspace.annotator
            self.change("claim defined", define_claim(row.claim.id, mentions, creator=me))

    def action_write(self) -> None:
        """Write the board as it is shown to a CSV file."""

        def put(text: str | None) -> None:
            if text is not None:
                said, part = write_csv(self.board, typed_path(text))
                self.say(said, part)

        name = str(self.session.collection.root / "claim-board.csv")
        self.app.push_screen(Prompt("Write the board as shown to", name), put)

    def action_delete(self) -> None:
        """Delete this claim; its mentions stay."""
        row = self.row()
        if row is not None:
            own = self.session.all_annotations()
            self.change("claim deleted; mentions kept", delete_claim(row.claim.id, own))

    def action_undo(self) -> None:
        """Take back the last change."""
        step = self.session.workspace.undo()
        if step is not None:
            self.session.save(step.articles)
            self.build()
            self.say(f"undone: {step.label}")

    def action_back(self) -> None:
        """Back to the reader."""
        if self.merging:
            self._stop_merging("not merged")
        else:
            self.dismiss(None)

    def change(self, label: str, edits: Sequence[Edit], draft: "Draft | None" = None) -> None:
        """Stage a change, save it, show it; where that is forbidden, its text stays a draft."""
        trouble = self.session.change(label, edits)
        if trouble and draft is not None:
            draft.hold()
        self.build()
        part = "line--bad" if trouble else "line--strong"
        self.say(trouble or label, part)

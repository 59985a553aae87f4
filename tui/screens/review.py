"""Annotations that lost their place when an article's text changed."""

from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.binding import BindingType

from ...annotations.anchors import accepted
from ...annotations.edits import DropAnnotation, PutAnnotation
from ...annotations.model import Anchor
from ...annotations.workspace import Review as ToReview
from ...articles.span import Span
from ...articles.wording import numbered
from ..commands import bindings_of
from ..session import Session
from ..widgets.grid import Cell, Column, Grid
from ..widgets.key_line import KeyLine
from ..widgets.panel import Panel

_NEEDS_PLACE = ("review.accept", "review.next-place")
"""What can be done only with a place to put the annotation on."""
_WHY = {
    Anchor.REVIEW: "reworded",
    Anchor.AMBIGUOUS: "several places",
    Anchor.ORPHAN: "not found",
    Anchor.EXACT: "",
    Anchor.MOVED: "",
}


def preview(text: str, span: Span, room: int) -> str:
    """The words of a place in ``room`` cells with both ends in sight, then what stands around."""
    words = text[span.start : span.end]
    if cell_len(words) > len(words):
        room //= 2
    spare = room - len(words) - 2
    if spare < 0:
        half = max(1, (room - 3) // 2)
        return f"‹{words[:half]}…{words[-half:]}›"
    before = text[max(0, span.start - spare // 2) : span.start]
    return f"{before}‹{words}›{text[span.end : span.end + spare - len(before)]}"


def _why(item: ToReview) -> str:
    if item.annotation.anchor is Anchor.REVIEW and item.candidates[0].likeness == 1:
        return "surroundings"
    return _WHY[item.annotation.anchor]


def _columns(room: int) -> list[Column]:
    return [
        Column("why", 14),
        Column("places", 6),
        Column("article", 22),
        Column("words", max(20, room - 48)),
    ]


class Review(Panel[tuple[str, int, str]]):
    """Returns where to look (article id, offset, annotation id), or ``None``."""

    SCREEN = "review"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("review")]
    TELLS_DETAIL = True

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.queue: list[ToReview] = []
        self.place = 0
        """Which of the candidates is shown."""

    def build(self) -> None:
        """List what is to be judged."""
        self.queue = list(self.session.workspace.review())
        self.grid.fill(_columns, len(self.queue), self._cell)
        count = len(self.queue)
        self.head("Review", f"{numbered(count, 'annotation')} to judge")
        self.place = 0
        self._describe()

    def _cell(self, row: int, column: int) -> Cell:
        item = self.queue[row]
        texts = (
            _why(item),
            str(len(item.candidates)),
            item.annotation.article,
            item.annotation.exact,
        )
        return texts[column], "grid--warn" if column == 0 else ""

    def _item(self) -> ToReview | None:
        return self.queue[self.grid.cursor[0]] if self.queue else None

    def _describe(self) -> None:
        item = self._item()
        there = item is not None and item.candidates
        self.query_one(KeyLine).rename({} if there else dict.fromkeys(_NEEDS_PLACE, ""))
        if item is None:
            self.detail("every annotation has its place")
            self.say(f"{self.key('review.back')} goes back", "line--quiet")
            return
        if not item.candidates:
            delete = self.key("review.delete")
            self.detail(
                f"nothing like it is left in the text: {delete} deletes it, or leave it here"
            )
            self.say("")
            return
        found = item.candidates[self.place]
        article = self.session.collection.article(item.annotation.article)
        text = article.text if article else ""
        lead = f"{self.place + 1}/{len(item.candidates)}  {found.likeness:.0%} alike  "
        room = self.app.size.width - len(lead) - 3
        self.detail(preview(text, Span(found.start, found.end), room), lead)
        accept, other = self.key("review.accept"), self.key("review.next-place")
        says = f"{accept} puts it there, {other} shows another place"
        self.say(f"{says}, {self.key('review.open')} shows the text", "line--quiet")

    @on(Grid.Moved)
    def _moved(self, event: Grid.Moved) -> None:
        event.stop()
        self.place = 0
        self._describe()

    @on(Grid.Chosen)
    def _chosen(self, event: Grid.Chosen) -> None:
        event.stop()
        item = self._item()
        if item is not None:
            found = item.candidates[self.place] if item.candidates else item.annotation
            self.dismiss((item.annotation.article, found.start, item.annotation.id))

    def action_next_place(self) -> None:
        """Show another place that fits."""
        item = self._item()
        if item is None or not item.candidates:
            self.say("there is no place to show", "line--quiet")
        elif len(item.candidates) == 1:
            self.say("there is no other place like it", "line--quiet")
        else:
            self.place = (self.place + 1) % len(item.candidates)
            self._describe()

    def action_accept(self) -> None:
        """Put the annotation on the place shown."""
        item = self._item()
        article = self.session.collection.article(item.annotation.article) if item else None
        if item is None or article is None or not item.candidates:
            self.say("there is no place to put it on", "line--bad")
            return
        found = item.candidates[self.place]
        moved = accepted(item.annotation, article, found.start, found.end)
        trouble = self.session.change("put on its new place", [PutAnnotation(moved)])
        self.build()
        if trouble:
            self.say(trouble, "line--bad")

    def action_delete(self) -> None:
        """Delete the annotation; undo brings it back."""
        item = self._item()
        if item is not None:
            gone = DropAnnotation(item.annotation.article, item.annotation.id)
            self.session.change("deleted in review", [gone])
            self.build()

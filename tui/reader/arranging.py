"""The order and the widths of the columns, and what is remembered of them."""

from collections.abc import Sequence

from rich.cells import cell_len

from ..pane.column import Column
from ..remembered import View, offered
from ..widgets.line import Line, Part
from .topic import Topic
from .widths import SHORT, dragged, share_out, shares_of, widened

_STEP = 4
"""Cells by which a key makes a column wider or narrower."""


class Arranging(Topic):
    """Moves columns, widens them, and keeps how the reader left them."""

    def action_column_left(self) -> None:
        """Move the column in hand one place to the left."""
        self._move_column(-1)

    def action_column_right(self) -> None:
        """Move the column in hand one place to the right."""
        self._move_column(1)

    def _move_column(self, by: int) -> None:
        self.note_tops()
        if self.desk.move(by):
            self.lay_out()
            self.tell(f"column {self.desk.current + 1} of {len(self.desk.sheets)}")
        else:
            self.tell("no further: this is the " + ("first" if by < 0 else "last") + " column")

    # -- widths

    def action_wider(self) -> None:
        """Make the column in hand wider."""
        self._widen(_STEP)

    def action_narrower(self) -> None:
        """Make the column in hand narrower."""
        self._widen(-_STEP)

    def _widen(self, by: int) -> None:
        window = self.window
        if len(window) < 2:
            self.tell("one column takes all there is", "line--quiet")
            return
        cells = self._cells()
        slot = window.index(self.desk.current)
        changed = widened(cells, slot, by)
        self._set_widths(changed)
        wide = f"{changed[slot]} characters wide"
        self.tell("that is all there is" if changed == cells else wide)

    def action_even(self) -> None:
        """Make all columns equally wide."""
        self.desk.widths.clear()
        self.share_out()
        self.tell("all columns are equally wide")

    def on_column_border_dragged(self, event: Column.BorderDragged) -> None:
        """Drag the border between two columns."""
        event.stop()
        slot = self.columns.index(event.column)
        if slot + 1 < len(self.window):
            cells = self._cells()
            self._set_widths(dragged(cells, slot, event.width - cells[slot]))

    def _cells(self) -> list[int]:
        widths = self.desk.widths
        ids = [self.desk.sheets[index].article.id for index in self.window]
        return share_out(self.room, [widths.get(article_id, 1.0) for article_id in ids])

    def _set_widths(self, cells: list[int]) -> None:
        for index, share in zip(self.window, shares_of(cells), strict=True):
            self.desk.widths[self.desk.sheets[index].article.id] = share
        self.share_out()

    _shared = False
    """Whether the columns have widths of their own."""

    def share_out(self) -> None:
        """Give each column its cells; without a word of the reader's all have the same."""
        self._shared = self._shared or bool(self.desk.widths)
        height = self.app.size.height
        tabs = len(self.window) < len(self.desk.sheets)
        rows = height - 1 - tabs - (height >= SHORT)
        for column, cells in zip(self.columns, self._cells(), strict=False):
            column.expect(cells, rows)
            if self._shared:
                column.styles.width = cells

    @property
    def room(self) -> int:
        """Cells of all columns together."""
        return self.size.width or self.app.size.width

    def paint_tabs(self) -> None:
        """Names of all articles, when not all of them have a column."""
        tabs = self.query_one("#tabs", Line)
        window = self.window
        told = self.owner.linear or self.has_class("-tiny")
        tabs.display = len(window) < len(self.desk.sheets) and not told
        if tabs.display:
            names = [
                (f" {self.session.name(sheet.article)} ", "line--strong" if i in window else "")
                for i, sheet in enumerate(self.desk.sheets)
            ]
            # Slide only as far as the name of the article in hand needs to be seen.
            first = 0
            while first < self.desk.current and cells_of(names[first : self.desk.current + 1]) > (
                self.size.width
            ):
                first += 1
            self.first_tab = first
            tabs.set(names[first:])

    # -- remembering

    def view(self) -> View:
        """What is to be remembered of the columns as they are."""
        self.note_tops()
        desk = self.desk
        places = {sheet.article.id: sheet.left() for sheet in desk.sheets}
        before = self.session.memory.view.places if self.session.memory else {}
        elsewhere = {name: left for name, left in before.items() if name not in places}
        return View(
            reading=True,
            articles=tuple(places),
            offered=offered(self.session.articles),
            current=self.sheet.article.id,
            base="" if desk.base is None else desk.sheets[desk.base].article.id,
            single=desk.single,
            linking=self.linking,
            folding=self.sheet.folding,
            others=self.showing_others,
            widths={**desk.widths},
            places={**elsewhere, **places},
        )


def cells_of(parts: Sequence[Part]) -> int:
    """How wide parts of a line are together."""
    return sum(cell_len(text) for text, _ in parts)

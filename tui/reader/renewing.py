"""An article on the desk has another text: everything stays where it was, by its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..pane.marks import Layer
from ..remembered import STRAIGHT_TO_READER
from .topic import Topic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...annotations.renewal import Renewal
    from ...articles.article import Article


class Renewing(Topic):
    """Swaps the texts of articles that lie open."""

    def renew(self, renewals: Sequence[Renewal]) -> None:
        """Show the new texts; caret, selection and scrolled place stay with their words."""
        renewed = {renewal.article.id: renewal for renewal in renewals}
        here = [i for i, sheet in enumerate(self.desk.sheets) if sheet.article.id in renewed]
        if not here:
            return
        self.leave_modes()
        for index in here:
            self._renew_sheet(index, renewed[self.desk.sheets[index].article.id])
        self.parallel_signs, self.counterparts, self.column_notes = {}, {}, {}
        self.session.parallels = None
        for index in self.window:
            column = self.column_of(index)
            if column is not None:
                column.set_marks(Layer.PARALLEL, [])
                column.set_marks(Layer.SHARED, [])
            self.paint_header(index)
        if len(self.desk.sheets) > 1:
            self.stay()
            self.compare()
        self.paint_tabs()

    def put_beside(self, new: Sequence[Article]) -> bool:
        """Put new articles behind the others where all articles lie open; whether it was done.

        The caret stays where it is, and so do the columns.
        """
        held = {sheet.article.id for sheet in self.desk.sheets}
        rest = {article.id for article in self.session.articles} - held
        if not new or rest != {a.id for a in new} or len(held | rest) > STRAIGHT_TO_READER:
            return False
        self.leave_modes()
        current = self.sheet.article.id
        self.stay()
        self.read([*(sheet.article.id for sheet in self.desk.sheets), *sorted(rest)], current)
        return True

    def _renew_sheet(self, index: int, renewal: Renewal) -> None:
        sheet, column, nearest = self.desk.sheets[index], self.column_of(index), renewal.map.nearest
        row = column.row_of(sheet.place.caret) if column is not None else None
        top = nearest(column.top) if column is not None else 0
        self.hits.pop(sheet.article.id, None)
        self.desk.renew(index, renewal.article, nearest)
        if column is None:
            return
        self.show_sheet(index)
        if row is not None:
            column.reveal(sheet.place.caret, row)
        else:
            column.reveal(top, 0)

    def leave_modes(self) -> None:
        """Overridden where modes are known that hold places of the old text."""

    def stay(self) -> None:
        """Overridden where columns follow: they are not to move by themselves."""

"""Which rows of a text are on screen, without any screen."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from ...articles.span import Span
from .cells import clusters
from .layout import Layout, Place, Row, start_of

_CONTEXT = 2  # rows kept in sight above and below the caret


class View:
    """A window of ``width`` cells by ``height`` rows on a text.

    Runs of blank lines and folded lines take one row each. The text at the top of the window
    stays there through `resize` and `fold`.
    """

    def __init__(
        self, article_text: str, paragraphs: Sequence[Span], width: int = 76, height: int = 24
    ) -> None:
        self.text = article_text
        self.height = max(1, height)
        self._layout = Layout(article_text, paragraphs, max(1, width))
        self._rows: list[Row] | None = None
        self._lowest: Place | None = None
        self._anchor = 0
        self._position = self._layout.place_of(0)

    @property
    def width(self) -> int:
        """Cells of a row."""
        return self._layout.width

    @property
    def position(self) -> Place:
        """The place of the first row on screen."""
        return self._position

    # -- shape

    def resize(self, width: int, height: int) -> None:
        """Lay out anew for a window of ``width`` cells by ``height`` rows."""
        self._layout.set_width(max(1, width))
        self.height = max(1, height)
        self._relayout()

    def fold(self, spans: Iterable[Span]) -> bool:
        """Show each run of lines that ``spans`` touch as one row; says whether that changes any.

        Replaces earlier folds.
        """
        changed = self._layout.fold(spans)
        if changed:
            self._relayout()
        return changed

    def _relayout(self) -> None:
        self._lowest = None
        self._move_to(self._layout.place_of(self._anchor))
        self.clamp()

    # -- what is on screen

    def rows(self) -> list[Row]:
        """The rows on screen, at least one and at most ``height``; fewer when the text ends."""
        if self._rows is None:
            self._rows = self._layout.rows_from(self._position, self.height)
        return self._rows

    @property
    def top(self) -> int:
        """Offset of the first code point on screen."""
        return self.rows()[0].start

    @property
    def bottom(self) -> int:
        """Offset after the last code point on screen."""
        return min(self.rows()[-1].stop, len(self.text))

    def row_of(self, offset: int) -> int | None:
        """Screen row that ``offset`` belongs to, if it is on screen."""
        rows = self.rows()
        if not rows[0].start <= offset < rows[-1].stop:
            return None
        return bisect_right(rows, offset, key=start_of) - 1

    def row_holding(self, offset: int) -> Row:
        """The row that ``offset`` belongs to, on screen or not."""
        paragraph, index = self._layout.place_of(offset)
        return self._layout.block(paragraph).rows[index]

    # -- cells and offsets

    def column_of(self, offset: int, row: Row) -> int:
        """Cell, counted from the row's first, where the cluster at ``offset`` begins."""
        if row.folded:
            return 0
        if row.narrow:
            return min(offset, row.end) - row.start
        return sum(c.cells for c in clusters(self.text, row.start, row.end) if c.end <= offset)

    def offset_at(self, row: int, column: int) -> int:
        """Offset of the cluster that covers a cell of screen row ``row``.

        Left of the text it is the row's first cluster; right of it the break or newline after
        it, or, when the row ends inside a word, its last cluster. Below the text: its end.
        """
        rows = self.rows()
        if row >= len(rows):
            return len(self.text)
        at = rows[max(0, row)]
        if at.folded or column <= 0:
            return at.start
        if at.narrow:
            return min(at.start + column, self._line_end(at))
        cells = 0
        for cluster in clusters(self.text, at.start, at.end):
            cells += cluster.cells
            if column < cells:
                return cluster.start
        return self._line_end(at)

    def _line_end(self, row: Row) -> int:
        """The last offset of the row that the caret can stand on."""
        if row.end < row.stop or row.end == row.start:
            return row.end
        return row.end - 1 if row.narrow else clusters(self.text, row.start, row.end)[-1].start

    # -- moving

    def goto(self, offset: int, row: int | None = None) -> None:
        """Scroll so that ``offset`` stands on screen row ``row`` (``None``: the first)."""
        place = self._layout.place_of(offset)
        self._move_to(self._layout.walk(place, -row if row else 0))
        self.clamp()
        self._anchor = self.top

    def keep_in_sight(self, offset: int, end: int, context: int = _CONTEXT) -> None:
        """Scroll as little as brings ``offset`` on screen with ``context`` rows around it.

        If it fits, the text up to ``end`` comes along. From far away, ``offset`` comes to the
        upper third.
        """
        page = self.height
        context = min(context, (page - 1) // 2)
        rest = self.distance(offset, max(offset, end - 1), page)
        lowest = max(context, page - 1 - context - rest)
        row = self.row_of(offset)
        if row is not None:
            target = min(max(row, context), lowest)
        elif offset < self.top and self.distance(offset, self.top, page) < page:
            target = context
        elif offset > self.top and self.distance(self.top, offset, 2 * page) < 2 * page:
            target = lowest
        else:
            target = page // 3
        if target != row:
            self.goto(offset, target)

    def scroll(self, delta: int) -> int:
        """Scroll by rows, down when positive, as far as there is text; gives the rows moved."""
        before = self._position
        self._move_to(self._layout.walk(before, delta))
        self.clamp()
        self._anchor = self.top
        upper, lower = sorted((before, self._position))
        moved = self._layout.rows_between(upper, lower, abs(delta))
        return moved if delta > 0 else -moved

    def clamp(self) -> None:
        """Leave no empty rows below the text while there is text above."""
        if len(self.rows()) == self.height:
            return  # a full page: no need to lay out the end of the text
        if self._lowest is None:
            self._lowest = self._layout.walk(self._layout.last_place(), 1 - self.height)
        if self._position > self._lowest:
            self._move_to(self._lowest)

    def distance(self, start: int, end: int, limit: int) -> int:
        """Rows from that of ``start`` down to that of ``end``, counted up to ``limit``."""
        place_of = self._layout.place_of
        return self._layout.rows_between(place_of(start), place_of(end), limit)

    def _move_to(self, place: Place) -> None:
        self._position = place
        self._rows = None

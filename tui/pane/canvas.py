"""What a column looks like: its rows, each built once and kept until it changes.

What a row is made into is for the caller to say: the reader makes Textual's strips of them, the
first screen, which is there before Textual, what the terminal is sent.
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

from rich.cells import cell_len
from rich.segment import Segment

from ...articles.article import Article
from ...articles.span import Span
from .cells import cluster_at
from .geometry import NARROWEST, geometry
from .header import Header
from .layout import Row
from .marks import Layer, Mark, MarkLayers, Sign
from .paint import fold_label, gutter_segments, joined, text_segments
from .palette import PARALLEL_SIGN, SENTENCE, Palette
from .rowcache import RowCache
from .ruler import Ruler, RulerCell
from .view import View

Painted = TypeVar("Painted")
"""A row as it is given to the screen."""

_ANY = 10_000  # cells, wider than any terminal
_NO_RULER = RulerCell(" ", ())
_FULL_WIDTH = 0xFEE0  # from an ASCII letter to its form of two cells
_MANY_SPANS = 32  # from so many changed spans on, forgetting every built row is cheaper


class Canvas(Generic[Painted]):
    """Text, marks, signs, ruler and header of one column of ``width`` × ``height`` cells.

    Every change forgets the rows it touches; `lines` builds what is on screen and not built yet.
    ``paint`` makes a row of its segments and its width in cells.
    """

    def __init__(self, paint: Callable[[list[Segment], int], Painted]) -> None:
        self._paint = paint
        self.measure = 76
        self._plain = False
        self.palette = Palette({})
        self.view = View("", (Span(0, 0),))
        self.geometry = geometry(80, 24, measure=self.measure, header=False)
        self.ruler = Ruler()
        self.screen_x = 0
        self.caret = 0
        self._sentence: Span | None = None
        self._selection: Span | None = None
        self._focused = False
        self._marks = MarkLayers()
        self._signs: dict[int, tuple[Sign, ...]] = {}
        self._sign_offsets: list[int] = []
        self._labels: dict[int, str] = {}
        self._header = Header[Painted]()
        self._rows = RowCache(self._build, self._join)

    # -- state

    def show(self, article: Article | None) -> None:
        """Show an article from its beginning, without marks and signs."""
        text = article.printable if article else ""
        paragraphs = article.paragraphs if article else (Span(0, 0),)
        self.view = View(text, paragraphs, self.geometry.text_width, self.geometry.page)
        self._marks.clear()
        self._signs, self._sign_offsets = {}, []
        self.ruler.set_marks(())
        self.ruler.set_above(())
        self.ruler.resize(len(text), self.geometry.page)
        self._labels = {}
        self._selection = self._sentence = None
        self.caret = 0
        self.forget_all()
        self._mark_placed()

    def resize(self, width: int, height: int) -> None:
        """Fit ``width`` × ``height`` cells; the text at the top stays there."""
        self._lay_out(width, height)

    def set_reading(self, measure: int, *, plain: bool = False) -> bool:
        """Let the text take at most ``measure`` cells of a row; ``plain``: all, and no ruler.

        Says whether that changes anything.
        """
        if (measure, plain) == (self.measure, self._plain):
            return False
        self.measure, self._plain = measure, plain
        self._lay_out()
        return True

    def _lay_out(self, width: int | None = None, height: int | None = None) -> None:
        self.geometry = shape = geometry(
            width or self.geometry.width,
            height or self.geometry.height,
            measure=_ANY if self._plain else self.measure,
            header=self._header.texts is not None,
        )
        self.view.resize(shape.text_width, shape.page)
        self.ruler.resize(len(self.view.text), shape.page)
        self.forget_all()

    def set_palette(self, palette: Palette) -> None:
        """Paint with other styles."""
        self.palette = palette
        self.forget_all()

    def set_marks(self, layer: Layer, marks: Sequence[Mark]) -> None:
        """Replace the marks of a layer."""
        self._forget(self._marks.set(layer, marks))

    def set_signs(self, signs: Mapping[int, tuple[Sign, ...]]) -> None:
        """Replace the signs: by offset, shown beside the row that the offset belongs to."""
        if signs == self._signs:
            return
        before, self._signs = self._signs, {**signs}
        self._sign_offsets = sorted(self._signs)
        changed = (o for o in before.keys() | self._signs.keys() if before.get(o) != signs.get(o))
        self._forget([Span(offset, offset + 1) for offset in changed])

    def set_labels(self, labels: Mapping[int, str]) -> None:
        """Show letters in the place of the code points at these offsets."""
        if labels != self._labels:
            self._labels = {**labels}
            marks = [Mark(offset, offset + 1, "label") for offset in sorted(labels)]
            self._forget(self._marks.set(Layer.LABEL, marks))

    def _labelled(self, row: Row) -> str:
        """The text, with labels written over the letters of this row."""
        text = self.view.text
        here = [offset for offset in self._labels if row.start <= offset < row.end]
        if not here:
            return text
        letters = list(text[row.start : row.end])
        for offset in here:
            label = self._labels[offset]
            # Over a wide character goes the wide form of the letter: nothing beside it shifts.
            wide = not row.narrow and cell_len(text[offset]) == 2
            letters[offset - row.start] = chr(ord(label) + _FULL_WIDTH) if wide else label
        return text[: row.start] + "".join(letters) + text[row.end :]

    def fold(self, spans: Sequence[Span]) -> None:
        """Fold the lines that ``spans`` touch."""
        if self.view.fold(spans):
            self.forget_all()

    def set_header(self, title: str, subtitle: str, note: str) -> None:
        """Replace the header's texts; the first header makes room for itself."""
        new = self._header.texts is None
        self._header.set(title, subtitle, note)
        if new:
            self._lay_out()

    def place(self, caret: int, selection: Span | None, sentence: Span | None) -> None:
        """Put the caret, the selection and the current sentence."""
        self.caret = min(max(caret, 0), len(self.view.text))
        self._selection, self._sentence = selection, sentence
        self._mark_placed()

    def set_focused(self, focused: bool) -> None:
        """Look focused or not."""
        self._focused = focused
        self._header.forget()
        self._mark_placed()

    def set_screen_x(self, x: int) -> None:
        """Say at which screen column the canvas begins."""
        if x != self.screen_x:
            self.screen_x = x
            self.forget_all()

    def _mark_placed(self) -> None:
        idle = "" if self._focused else "-idle"
        start, end = self.cluster_at(self.caret)
        end = max(end, start + 1)
        at_caret = [Mark(start, end, f"caret{idle}")]
        selection = [Mark(*self._selection, "selection")] if self._selection else []
        sentence = [Mark(*self._sentence, SENTENCE)] if self._sentence else []
        self._forget(
            [
                *self._marks.set(Layer.FURNITURE, sentence, placed=True),
                *self._marks.set(Layer.SELECTION, selection, placed=True),
                *self._marks.set(Layer.CARET, at_caret, placed=True),
            ]
        )

    # -- built rows

    def forget_all(self) -> None:
        """Build every row anew."""
        self._rows.clear()
        self._header.forget()

    def _forget(self, spans: Sequence[Span]) -> None:
        if len(spans) > _MANY_SPANS:
            self._rows.clear()
            return
        for start, end in spans:
            first = self.view.row_holding(start)
            last = self.view.row_holding(max(start, end - 1))
            self._rows.forget(first[:2], last[:2])

    def lines(self) -> list[Painted]:
        """All rows, header first; of one that has not changed, the same object as before."""
        shape, view = self.geometry, self.view
        if shape.width < NARROWEST:
            return [self._paint([Segment(" " * shape.width)], shape.width)] * shape.height
        lines = [*self._header.rows(self._paint, shape, self.palette, self._focused)]
        cells = [_NO_RULER] * shape.page
        if not self._plain:
            cells = self.ruler.cells(view.top, view.bottom)
        rows = view.rows()
        lines += map(self._rows.painted, rows, cells)
        if len(rows) < shape.page:
            blank = [Segment(" " * (shape.width - 1), self.palette.combine(()))]
            lines += [self._join(blank, cell) for cell in cells[len(rows) :]]
        return lines[: shape.height]

    def _join(self, segments: list[Segment], cell: RulerCell) -> Painted:
        edge = Segment(cell.glyph, self.palette.combine(cell.styles))
        return self._paint([*segments, edge], self.geometry.width)

    def _build(self, row: Row) -> list[Segment]:
        shape, palette = self.geometry, self.palette
        blank = palette.combine(())
        segments = gutter_segments(self._signs_of(row), shape.gutter, palette)
        if margin := shape.text - shape.gutter:
            segments.insert(0, Segment(" " * margin, blank))
        if row.folded:
            text, cells = self._fold_segments(row)
        else:
            runs = self._marks.runs(row.start, row.end)
            text, cells = text_segments(
                self._labelled(row), row, runs, palette, self.screen_x + shape.text
            )
        segments += text
        if not row.folded and row.end < row.stop:
            tail = self._marks.after_text(row.end)
            if tail:
                segments.append(Segment(" ", palette.combine(tail)))
                cells += 1
        pad = shape.width - 1 - shape.text - cells
        if pad > 0:
            segments.append(Segment(" " * pad, blank))
        return joined(segments)

    def _fold_segments(self, row: Row) -> tuple[list[Segment], int]:
        caret = self._marks.after_text(self.caret) if row.start <= self.caret < row.stop else ()
        label = fold_label(row.folded)[: self.geometry.text_width]
        return [Segment(label, self.palette.combine(("fold", *caret)))], len(label)

    def _signs_of(self, row: Row) -> Sequence[Sign]:
        offsets = self._sign_offsets
        first = bisect_left(offsets, row.start)
        if first == len(offsets) or offsets[first] >= row.stop:
            return ()
        last = bisect_left(offsets, row.stop, first)
        return [sign for offset in offsets[first:last] for sign in self._signs[offset]]

    def sign_at(self, x: int, row: int) -> tuple[int, str] | None:
        """The sign of the gutter at cell ``x`` of a row of text: its offset, its style's name."""
        rows, shape = self.view.rows(), self.geometry
        if row >= len(rows):
            return None
        first, stop = rows[row].start, rows[row].stop
        offsets = (offset for offset in self._sign_offsets if first <= offset < stop)
        placed = [(offset, sign) for offset in offsets for sign in self._signs[offset]]
        parallel = x >= shape.text - 2
        found = [p for p in placed if p[1].style.startswith(PARALLEL_SIGN) is parallel]
        if not found:
            return None
        # The letters stand before the sign's two cells, the last one beside it.
        shown = min(len(found), shape.gutter - 2)
        cell = 0 if parallel else x - (shape.text - 2 - shown)
        offset, sign = found[max(0, min(cell, len(found) - 1))]
        return offset, sign.style

    # -- cells

    def caret_cell(self) -> tuple[int, int] | None:
        """Cell of the caret as ``(x, y)``, if it is on screen."""
        row = self.view.row_of(self.caret)
        if row is None:
            return None
        column = self.view.column_of(self.caret, self.view.rows()[row])
        return self.geometry.text + column, self.geometry.header + row

    def cluster_at(self, offset: int) -> Span:
        """The cluster at ``offset``; nothing at the break or newline that ends a row."""
        row = self.view.row_holding(offset)
        if row.folded or not row.start <= offset < row.end:
            return Span(offset, offset)
        return Span(*cluster_at(self.view.text, offset, row.start, row.end))

    def offset_at(self, x: int, y: int) -> int:
        """Offset under cell ``(x, y)``; cells outside the text count to the nearest row."""
        row = min(max(y - self.geometry.header, 0), self.geometry.page - 1)
        return self.view.offset_at(row, x - self.geometry.text)

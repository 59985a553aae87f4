"""Rows of a whole text, made only where somebody looks.

A place is ``(paragraph, row)``: only the paragraphs that come near the screen are ever wrapped, so
that opening, jumping and resizing cost one screenful whatever the length of the text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from ...articles.span import Span
from .cells import clusters
from .wrap import wrap

# A longer paragraph is laid out in pieces of about this many code points, so that one giant line
# costs no more than a page; the row before each seam may end early.
_PIECE = 8_192
_SEAM = 32  # code points before a seam in which a place between clusters is looked for
_CACHED_BLOCKS = 1_024
_CHUNK = 4_096  # code points looked through at once, backwards
_SAMPLE = 200  # lines by which it is judged whether blank ones part the paragraphs
_PARAGRAPH = 100  # code points from which on a line is no line of a list or a poem
_INK = re.compile(r"\S")

start_of = attrgetter("start")


class Row(NamedTuple):
    """One row: draw ``[start, end)``; the offsets ``[start, stop)`` belong to it.

    None belong to a row that only puts space between two paragraphs; it has the next one's start.

    ``folded`` counts the lines that the row stands for when it is a fold (then nothing of the
    text is drawn), else 0. ``narrow`` means one cell a code point.
    """

    paragraph: int
    number: int
    start: int
    end: int
    stop: int
    narrow: bool
    folded: int = 0


class Place(NamedTuple):
    """A row by the first paragraph of its block and its number therein; places order as rows do."""

    paragraph: int
    row: int


class Block(NamedTuple):
    """The rows of a paragraph, of a run of blank lines, or of a fold (one row each)."""

    last: int  # the last paragraph it covers
    rows: list[Row]


class Layout:
    """The rows of ``text`` at one ``width`` in cells."""

    def __init__(self, text: str, paragraphs: Sequence[Span], width: int) -> None:
        self.text = text
        self.width = width
        self._pieces = _pieces(text, paragraphs)
        self._dense = self._is_dense()
        self._folds: list[tuple[int, int]] = []
        self._blocks: dict[int, Block] = {}

    def set_width(self, width: int) -> None:
        """Wrap at ``width`` cells from now on."""
        if width != self.width:
            self.width = width
            self._blocks.clear()

    def fold(self, spans: Iterable[Span]) -> bool:
        """Give each run of lines that ``spans`` touch one row; says whether that changes any."""
        touched = sorted(
            (self._piece_at(span.start), self._piece_at(max(span.start, span.end - 1)))
            for span in spans
        )
        folds: list[tuple[int, int]] = []
        for first, last in touched:
            if folds and all(self._is_blank(p) for p in range(folds[-1][1] + 1, first)):
                folds[-1] = folds[-1][0], max(last, folds[-1][1])
            else:
                folds.append((first, last))
        if folds == self._folds:
            return False
        self._folds = folds
        self._blocks.clear()
        return True

    def place_of(self, offset: int) -> Place:
        """The place that ``offset`` belongs to; offsets outside the text count to its ends."""
        offset = min(max(offset, 0), len(self.text))
        first = self._first_of(self._piece_at(offset))
        rows = self.block(first).rows
        return Place(first, max(0, bisect_right(rows, offset, key=start_of) - 1))

    def last_place(self) -> Place:
        """The place of the last row."""
        first = self._first_of(len(self._pieces) - 1)
        return Place(first, len(self.block(first).rows) - 1)

    def walk(self, place: Place, delta: int) -> Place:
        """The place ``delta`` rows further down, as far as there is text."""
        paragraph, row = place.paragraph, place.row + delta
        while row < 0 and paragraph > 0:
            paragraph = self._first_of(paragraph - 1)
            row += len(self.block(paragraph).rows)
        last, rows = self.block(paragraph)
        while row >= len(rows) and last + 1 < len(self._pieces):
            paragraph, row = last + 1, row - len(rows)
            last, rows = self.block(paragraph)
        return Place(paragraph, min(max(row, 0), len(rows) - 1))

    def rows_between(self, upper: Place, lower: Place, limit: int) -> int:
        """Rows from ``upper`` down to ``lower``, counted no further than ``limit``."""
        paragraph, count = upper.paragraph, -upper.row
        while paragraph < lower.paragraph and count < limit:
            last, rows = self.block(paragraph)
            paragraph, count = last + 1, count + len(rows)
        return min(limit, count + lower.row)

    def rows_from(self, place: Place, count: int) -> list[Row]:
        """At most ``count`` rows from ``place`` on; fewer when the text ends."""
        found: list[Row] = []
        paragraph, skip = place
        while len(found) < count and paragraph < len(self._pieces):
            last, rows = self.block(paragraph)
            found += rows[skip : skip + count - len(found)]
            paragraph, skip = last + 1, 0
        return found

    def block(self, first: int) -> Block:
        """The block that begins with paragraph ``first``."""
        block = self._blocks.get(first)
        if block is None:
            if len(self._blocks) >= _CACHED_BLOCKS:
                self._blocks.clear()
            block = self._blocks[first] = self._lay_out(first)
        return block

    def _lay_out(self, first: int) -> Block:
        start, end = self._pieces[first]
        fold = self._fold_of(first)
        if fold is not None:
            last = fold[1]
            lines = sum(not self._is_blank(piece) for piece in range(first, last + 1))
            end, stop = self._pieces[last].end, self._stop(last)
            return self._spaced(Block(last, [Row(first, 0, start, end, stop, True, max(1, lines))]))
        if self._is_blank(first):
            last = self._last_blank(first)
            return Block(last, [Row(first, 0, start, start, self._stop(last), True)])
        drawn, narrow = wrap(self.text, start, end, self.width)
        stops = [*(row_start for row_start, _ in drawn[1:]), self._stop(first)]
        rows = [
            Row(first, number, row_start, row_end, stop, narrow)
            for number, ((row_start, row_end), stop) in enumerate(zip(drawn, stops, strict=True))
        ]
        return self._spaced(Block(first, rows))

    def _is_dense(self) -> bool:
        """Whether there are paragraphs, and hardly any blank lines between them."""
        sample = self._pieces[:_SAMPLE]
        blank = sum(map(self._is_blank, range(len(sample))))
        return blank * 10 < len(sample) and any(end - start > _PARAGRAPH for start, end in sample)

    def _spaced(self, block: Block) -> Block:
        """In a dense text, a row of space after a paragraph, and before one."""
        following = block.last + 1
        if self._dense and following < len(self._pieces) and not self._is_blank(following):
            (start, end), (next_start, next_end) = self._pieces[block.last : following + 1]
            parted = next_start > end  # else it is the next piece of one long paragraph
            if parted and max(end - start, next_end - next_start) > _PARAGRAPH:
                first, number = block.rows[0].paragraph, len(block.rows)
                block.rows.append(Row(first, number, next_start, next_start, next_start, True))
        return block

    def _first_of(self, piece: int) -> int:
        """The first paragraph of the block that holds ``piece``."""
        fold = self._fold_of(piece)
        if fold is not None:
            return fold[0]
        return self._first_blank(piece) if self._is_blank(piece) else piece

    def _fold_of(self, piece: int) -> tuple[int, int] | None:
        index = bisect_right(self._folds, (piece, len(self._pieces))) - 1
        return self._folds[index] if index >= 0 and self._folds[index][1] >= piece else None

    def _last_blank(self, piece: int) -> int:
        """The last of the blank lines that ``piece`` is among, up to the next fold."""
        ink = _INK.search(self.text, self._pieces[piece].start)
        last = self._piece_at(ink.start()) - 1 if ink else len(self._pieces) - 1
        following = bisect_right(self._folds, (piece, len(self._pieces)))
        return min(last, self._folds[following][0] - 1) if following < len(self._folds) else last

    def _first_blank(self, piece: int) -> int:
        """The first of the blank lines that ``piece`` is among, down from the fold before."""
        ink = _ink_before(self.text, self._pieces[piece].start)
        first = self._piece_at(ink - 1) + 1 if ink else 0
        before = bisect_right(self._folds, (piece, len(self._pieces))) - 1
        return max(first, self._folds[before][1] + 1) if before >= 0 else first

    def _is_blank(self, piece: int) -> bool:
        start, end = self._pieces[piece]
        return start == end or self.text[start:end].isspace()

    def _piece_at(self, offset: int) -> int:
        return max(0, bisect_right(self._pieces, offset, key=start_of) - 1)

    def _stop(self, piece: int) -> int:
        """The first offset after ``piece`` and its newline; the text's end counts to the last."""
        following = piece + 1
        if following < len(self._pieces):
            return self._pieces[following].start
        return len(self.text) + 1


def _ink_before(text: str, offset: int) -> int:
    """The offset after the last code point before ``offset`` that is not blank, or 0."""
    while offset > 0:
        start = max(0, offset - _CHUNK)
        if inked := text[start:offset].rstrip():
            return start + len(inked)
        offset = start
    return 0


def _pieces(text: str, paragraphs: Sequence[Span]) -> Sequence[Span]:
    if all(end - start <= _PIECE for start, end in paragraphs):
        return paragraphs
    return [piece for start, end in paragraphs for piece in _cut(text, start, end)]


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    while end - start > _PIECE:
        seam = text.rfind(" ", start, start + _PIECE) + 1
        if seam <= start:
            before = start + _PIECE - _SEAM
            last = clusters(text, before, start + _PIECE)[-1].start
            seam = last if last > before else start + _PIECE
        yield Span(start, seam)
        start = seam
    yield Span(start, end)

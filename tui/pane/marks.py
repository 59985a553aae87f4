"""What can lie on the text of a column, in which order it is painted, and where looks change."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from enum import IntEnum
from itertools import accumulate, pairwise
from typing import NamedTuple

from ...articles.span import Span


class Layer(IntEnum):
    """Layers in painting order: a later one is painted over the earlier ones."""

    FURNITURE = 0
    PARALLEL = 1
    SHARED = 2
    HIT = 3
    ANNOTATION = 4
    SELECTION = 5
    CARET = 6
    LABEL = 7


class Mark(NamedTuple):
    """A look on ``[start, end)`` code points; ``style`` is a name in the palette."""

    start: int
    end: int
    style: str


class Sign(NamedTuple):
    """One or two cells for the gutter; ``style`` is a name in the palette."""

    text: str
    style: str


class Run(NamedTuple):
    """A stretch of text with one look: the palette names on it, undermost first."""

    start: int
    end: int
    styles: tuple[str, ...]


class MarkIndex:
    """The marks of one layer, to be asked which of them lie on a stretch of text.

    Where marks overlap, the one that starts first comes first (of two, the longer), so that their
    order is the same on every row.
    """

    __slots__ = ("_marks", "_reach", "_starts")

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        self._marks = sorted(
            (mark for mark in marks if mark.start < mark.end), key=lambda m: (m.start, -m.end)
        )
        self._starts = [mark.start for mark in self._marks]
        self._reach = list(accumulate((mark.end for mark in self._marks), max))

    def __bool__(self) -> bool:
        return bool(self._marks)

    def between(self, start: int, end: int) -> list[Mark]:
        """The marks that share a code point with ``[start, end)``, undermost first."""
        first = bisect_right(self._reach, start)
        last = bisect_left(self._starts, end)
        return [mark for mark in self._marks[first:last] if mark.end > start]


def runs(layers: Iterable[MarkIndex], start: int, end: int) -> list[Run]:
    """Cut ``[start, end)`` where a mark begins or ends; ``layers`` in painting order."""
    marks = [mark for layer in layers for mark in layer.between(start, end)]
    if not marks:
        return [Run(start, end, ())]
    cuts = {start, end}
    for mark in marks:
        cuts.add(max(start, mark.start))
        cuts.add(min(end, mark.end))
    return [
        Run(a, b, tuple(mark.style for mark in marks if mark.start <= a < mark.end))
        for a, b in pairwise(sorted(cuts))
    ]


def changed_spans(before: Sequence[Mark], after: Sequence[Mark]) -> list[Span]:
    """The spans on which two sets of marks differ, in styles, their number or their order."""
    # Of thousands a key changes a few, so what both begin and end with is passed over.
    first = _alike(before, after)
    last = min(_alike(before[::-1], after[::-1]), len(before) - first, len(after) - first)
    old = _styles_by_span(before[first : len(before) - last])
    new = _styles_by_span(after[first : len(after) - last])
    return [span for span in old.keys() | new.keys() if old.get(span) != new.get(span)]


def _alike(before: Sequence[Mark], after: Sequence[Mark]) -> int:
    """How many marks both begin with."""
    pairs = enumerate(zip(before, after, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(before), len(after)))


def _styles_by_span(marks: Iterable[Mark]) -> dict[Span, list[str]]:
    styles: dict[Span, list[str]] = {}
    for start, end, style in marks:
        styles.setdefault(Span(start, end), []).append(style)
    return styles


class MarkLayers:
    """The marks on one text, layer by layer.

    A layer holds the marks that others set and, apart from them, the ``placed`` one (the current
    sentence in the lowest layer, selection, caret), which is painted over the others of its layer.
    """

    def __init__(self) -> None:
        self._marks: dict[tuple[Layer, bool], tuple[Mark, ...]] = {}
        self._indexes: dict[tuple[Layer, bool], MarkIndex] = {}
        self._all: tuple[MarkIndex, ...] = ()
        self._upper: tuple[MarkIndex, ...] = ()

    def set(self, layer: Layer, marks: Sequence[Mark], *, placed: bool = False) -> list[Span]:
        """Replace a layer's marks; gives the spans whose look may have changed."""
        key = layer, placed
        before, after = self._marks.get(key, ()), tuple(marks)
        if before == after:
            return []
        self._marks[key] = after
        self._indexes[key] = MarkIndex(after)
        order = sorted(k for k, index in self._indexes.items() if index)
        self._all = tuple(self._indexes[k] for k in order)
        self._upper = tuple(self._indexes[k] for k in order if k[0] >= Layer.SELECTION)
        return changed_spans(before, after)

    def clear(self) -> None:
        """Forget every mark."""
        self._marks.clear()
        self._indexes.clear()
        self._all = self._upper = ()

    def runs(self, start: int, end: int) -> list[Run]:
        """``[start, end)`` cut where the look changes."""
        return runs(self._all, start, end)

    def after_text(self, offset: int) -> tuple[str, ...]:
        """Names on the blank cell that stands for the break at ``offset``: caret and selection."""
        layers = self._upper
        return tuple(m.style for layer in layers for m in layer.between(offset, offset + 1))

"""What can lie on the text of a column, in which order it is painted, and where looks change."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from enum import IntEnum
from itertools import pairwise
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


class FlatMarks:
    """Marks of one layer without overlaps: ``styles[i]`` from ``bounds[i]`` to ``bounds[i+1]``.

    Where marks overlap, the one that starts first comes first (of two, the longer), so that the
    names inside an overlap do not change order from one row to the next.
    """

    __slots__ = ("bounds", "styles")

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        self.bounds: list[int] = []
        self.styles: list[tuple[str, ...]] = []
        ordered = sorted((m for m in marks if m.start < m.end), key=lambda m: (m.start, -m.end))
        edges = sorted({edge for mark in ordered for edge in (mark.start, mark.end)})
        active: list[Mark] = []
        upcoming = 0
        for edge in edges:
            active = [mark for mark in active if mark.end > edge]
            while upcoming < len(ordered) and ordered[upcoming].start == edge:
                active.append(ordered[upcoming])
                upcoming += 1
            styles = tuple(mark.style for mark in active)
            if not self.styles or self.styles[-1] != styles:
                self.bounds.append(edge)
                self.styles.append(styles)

    def at(self, offset: int) -> tuple[str, ...]:
        """Names on the code point at ``offset``, undermost first."""
        index = bisect_right(self.bounds, offset) - 1
        return self.styles[index] if index >= 0 else ()

    def bounds_between(self, start: int, end: int) -> list[int]:
        """Places strictly inside ``(start, end)`` where the look changes."""
        bounds = self.bounds
        first = bisect_right(bounds, start)
        last = first
        while last < len(bounds) and bounds[last] < end:
            last += 1
        return bounds[first:last]


def runs(layers: Sequence[FlatMarks], start: int, end: int) -> list[Run]:
    """Cut ``[start, end)`` where any layer's look changes; ``layers`` in painting order."""
    cuts = {start}
    for layer in layers:
        cuts.update(layer.bounds_between(start, end))
    edges = sorted(cuts)
    edges.append(end)
    return [
        Run(a, b, tuple(name for layer in layers for name in layer.at(a)))
        for a, b in pairwise(edges)
    ]


def changed_spans(before: Iterable[Mark], after: Iterable[Mark]) -> list[Span]:
    """Where two sets of marks differ: the spans of the marks that only one of them has."""
    return [Span(mark.start, mark.end) for mark in {*before} ^ {*after}]


class MarkLayers:
    """The marks on one text, layer by layer.

    A layer holds the marks that others set and, apart from them, the ``placed`` one (the current
    sentence in the lowest layer, selection, caret), which is painted over the others of its layer.
    """

    def __init__(self) -> None:
        self._marks: dict[tuple[Layer, bool], tuple[Mark, ...]] = {}
        self._flat: dict[tuple[Layer, bool], FlatMarks] = {}
        self._all: tuple[FlatMarks, ...] = ()
        self._upper: tuple[FlatMarks, ...] = ()

    def set(self, layer: Layer, marks: Sequence[Mark], *, placed: bool = False) -> list[Span]:
        """Replace a layer's marks; gives the spans whose look may have changed."""
        key = layer, placed
        before, after = self._marks.get(key, ()), tuple(marks)
        if before == after:
            return []
        self._marks[key] = after
        self._flat[key] = FlatMarks(after)
        order = sorted(k for k, flat in self._flat.items() if flat.bounds)
        self._all = tuple(self._flat[k] for k in order)
        self._upper = tuple(self._flat[k] for k in order if k[0] >= Layer.SELECTION)
        return changed_spans(before, after)

    def clear(self) -> None:
        """Forget every mark."""
        self._marks.clear()
        self._flat.clear()
        self._all = self._upper = ()

    def runs(self, start: int, end: int) -> list[Run]:
        """``[start, end)`` cut where the look changes."""
        return runs(self._all, start, end)

    def after_text(self, offset: int) -> tuple[str, ...]:
        """Names on the blank cell that stands for the break at ``offset``: caret and selection."""
        return tuple(name for layer in self._upper for name in layer.at(offset))

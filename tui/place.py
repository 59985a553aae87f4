"""Where a reader is in one article: caret, selection, and the annotation in hand. No Textual."""

from collections.abc import Callable
from dataclasses import replace

from ..articles.record import record
from ..articles.span import Span
from .motions import Motions
from .pane.cells import cluster_at

_AROUND = 64
"""Code points on either side in which a grapheme cluster is looked for."""


@record
class Place:
    """Caret and selection in one article; offsets are code points.

    While selecting, ``mark`` is the unit where the selection began and ``head`` the unit it has
    reached: the selection is everything from one to the other. ``chosen`` is the id of the
    annotation that was jumped to or clicked, until the caret moves.
    """

    caret: int = 0
    mark: Span | None = None
    head: Span | None = None
    chosen: str = ""

    @property
    def selection(self) -> Span | None:
        """What is selected, or ``None``."""
        if self.mark is None or self.head is None:
            return None
        return Span(min(self.mark.start, self.head.start), max(self.mark.end, self.head.end))

    @property
    def forward(self) -> bool:
        """Whether the selection runs from its mark towards the end of the text."""
        return not (self.mark and self.head) or self.head.start >= self.mark.start


def at(caret: int, chosen: str = "") -> Place:
    """A place without a selection."""
    return Place(caret=caret, chosen=chosen)


def select(span: Span) -> Place:
    """A place with ``span`` selected, caret at its end."""
    return Place(caret=max(span.start, span.end - 1), mark=span, head=span)


def begin_selection(place: Place, motions: Motions) -> Place:
    """Start selecting with the word under the caret; the same key ends it."""
    if place.selection:
        return at(place.caret)
    word = motions.at("word", place.caret)
    return select(word) if word else place


def move(place: Place, motions: Motions, kind: str, forward: bool) -> Place:
    """Go to the next or previous unit; while selecting, let the selection reach to it."""
    if place.selection:
        return _extend(place, motions, kind, forward)
    unit = motions.following(kind, place.caret) if forward else motions.preceding(kind, place.caret)
    return at(unit.start) if unit else replace(place, chosen="")


def _extend(place: Place, motions: Motions, kind: str, forward: bool) -> Place:
    assert place.mark is not None
    assert place.head is not None
    head = place.head
    if forward:
        here = motions.at(kind, head.start)
        inside = here is not None and here.end > head.end and here.start <= head.start
        target = here if inside else motions.following(kind, head.start)
    else:
        target = motions.preceding(kind, head.start)
    if target is None:
        return place
    if forward and target.start < head.start:
        target = Span(head.start, target.end)
    caret = max(target.start, target.end - 1) if target.start >= place.mark.start else target.start
    return Place(caret=caret, mark=place.mark, head=target)


def step(place: Place, text: str, *, forward: bool) -> Place:
    """Move by one character as a person counts them (a grapheme cluster) of ``text``."""
    caret, last = place.caret, max(0, len(text) - 1)
    here = _cluster(text, caret if forward else max(0, caret - 1))
    target = min(last, here.end) if forward else here.start
    if place.mark is None:
        return at(target)
    head = _cluster(text, target)
    return Place(caret=target, mark=place.mark, head=head)


def reach(place: Place, text: str, offset: int) -> Place:
    """Go to a character of ``text``; while selecting, let the selection reach to it."""
    if place.mark is None:
        return at(offset)
    return Place(caret=offset, mark=place.mark, head=_cluster(text, offset))


def carried(place: Place, nearest: Callable[[int], int], length: int) -> Place:
    """The same place in another text of ``length``, by the ``nearest`` offset for each in this one.

    A selection of which nothing is left is given up.
    """

    def span(old: Span | None) -> Span | None:
        new = Span(nearest(old.start), nearest(old.end)) if old else None
        return new if new and new.start < new.end else None

    caret = min(nearest(place.caret), max(0, length - 1))
    mark, head = span(place.mark), span(place.head)
    if mark is None or head is None:
        return at(caret, place.chosen)
    return Place(caret=caret, mark=mark, head=head, chosen=place.chosen)


def _cluster(text: str, offset: int) -> Span:
    # Looking at a stretch around the offset is enough, and cheap in a line of a megabyte.
    start, end = max(0, offset - _AROUND), min(len(text), offset + _AROUND)
    offset = min(offset, max(0, len(text) - 1))
    found = Span(*cluster_at(text, offset, start, end))
    # The end of a line takes no cell, and so counts to the cluster before it: not here.
    cut = text.find("\n", found.start, found.end)
    if cut < 0:
        return found
    return Span(found.start, cut) if offset < cut else Span(offset, offset + 1)


def exchange(place: Place) -> Place:
    """Swap the ends of the selection, so that the other one moves."""
    if not (place.mark and place.head):
        return place
    whole = place.selection
    assert whole is not None
    caret = whole.start if place.forward else max(whole.start, whole.end - 1)
    return Place(caret=caret, mark=place.head, head=place.mark)

"""Overlapping notes flattened into runs of text that each show one look."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ....articles.article import Article
from ....articles.record import record
from ....articles.span import Span
from .content import Note


@record
class Segment:
    """A run of text: the notes that cover it, longest first, and those that begin or end here."""

    span: Span
    covering: tuple[Note, ...] = ()
    beginning: tuple[Note, ...] = ()
    ending: tuple[Note, ...] = ()


class Segments:
    """The segments of one article, by any stretch of it."""

    def __init__(self, article: Article, notes: Sequence[Note]) -> None:
        self._notes: dict[int, list[tuple[Span, Note]]] = defaultdict(list)
        for note in notes:
            for piece in note.pieces:
                first = article.paragraph_at(piece.start)
                for paragraph in range(first, article.paragraph_at(piece.end - 1) + 1):
                    self._notes[paragraph].append((piece, note))
        self._article = article

    def within(self, stretch: Span) -> Iterator[Segment]:
        """The segments of a stretch that lies in one paragraph, without gaps, in text order."""
        paragraph = self._article.paragraph_at(stretch.start)
        found = [
            (piece, note)
            for piece, note in self._notes.get(paragraph, ())
            if piece.overlaps(stretch)
        ]
        cuts = {stretch.start, stretch.end}
        for piece, _ in found:
            cuts |= {max(piece.start, stretch.start), min(piece.end, stretch.end)}
        edges = sorted(cuts)
        for start, end in pairwise(edges):
            here = Span(start, end)
            covering = [note for piece, note in found if piece.overlaps(here)]
            yield Segment(
                here,
                tuple(sorted(covering, key=_by_length)),
                tuple(note for note in covering if note.pieces[0].start == start),
                tuple(note for note in covering if note.pieces[-1].end == end),
            )


def _by_length(note: Note) -> tuple[int, int]:
    return note.annotation.start - note.annotation.end, note.number

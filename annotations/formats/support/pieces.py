"""The pieces of annotations, for formats that cannot hold them or split them at line ends."""

from collections.abc import Iterator, Sequence

from ....articles.span import Span
from ...model import Annotation


def pieces_of(annotation: Annotation) -> tuple[Span, ...]:
    """The pieces, or the whole span as the only one."""
    return annotation.pieces or (annotation.span,)


def lines_of(text: str, pieces: Sequence[Span]) -> list[Span]:
    """The pieces split at line ends, for formats that keep each on one line."""
    return [part for piece in pieces for part in _split(text, piece)]


def _split(text: str, piece: Span) -> Iterator[Span]:
    start = piece.start
    for line in text[piece.start : piece.end].split("\n"):
        if line:
            yield Span(start, start + len(line))
        start += len(line) + 1


def joined_lines(text: str, pieces: Sequence[Span]) -> tuple[Span, ...]:
    """Pieces between which there is nothing but line ends and blanks, as one; none for a single."""
    joined: list[Span] = []
    for piece in sorted(pieces):
        gap = text[joined[-1].end : piece.start] if joined else ""
        if joined and (not gap or ("\n" in gap and not gap.strip())):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, piece.end))
        else:
            joined.append(piece)
    return tuple(joined) if len(joined) > 1 else ()

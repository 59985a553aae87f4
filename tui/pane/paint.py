"""Rows of text, signs and chrome as Rich segments."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.cells import cell_len, set_cell_size
from rich.control import Control
from rich.segment import Segment
from rich.style import Style

from .cells import Cluster, clusters, is_disputed
from .layout import Row
from .marks import Run, Sign
from .palette import PARALLEL_SIGN, Palette


def text_segments(
    text: str, row: Row, runs: Sequence[Run], palette: Palette, x: int
) -> tuple[list[Segment], int]:
    """The text of a row, and its width in cells; ``x`` is the screen column where it begins."""
    if row.narrow:
        combine = palette.combine
        segments = [Segment(text[run.start : run.end], combine(run.styles)) for run in runs]
        return segments, row.end - row.start
    return _wide_segments(text, row, runs, palette, x)


def _wide_segments(
    text: str, row: Row, runs: Sequence[Run], palette: Palette, x: int
) -> tuple[list[Segment], int]:
    """Like `text_segments`, for text of any width: looks change only between clusters."""
    segments: list[Segment] = []
    cells = index = 0
    styled: list[tuple[int, bool, Cluster]] = []
    for cluster in clusters(text, row.start, row.end):
        while index + 1 < len(runs) and runs[index + 1].start <= cluster.start:
            index += 1
        styled.append((index, is_disputed(text[cluster.start : cluster.end]), cluster))
    for (run, disputed), items in groupby(styled, key=lambda item: item[:2]):
        style = palette.combine(runs[run].styles)
        group = [cluster for _, _, cluster in items]
        string = text[group[0].start : group[-1].end]
        width = cell_len(string)
        if disputed:
            segments += _pinned(string, width, style, x + cells)
        else:
            segments.append(Segment(string, style))
        cells += width
    return segments, cells


def _pinned(text: str, cells: int, style: Style, x: int) -> list[Segment]:
    """Text whose width terminals disagree about, between absolute moves of the cursor.

    What follows then stands where Rich believes it to be, in every terminal: columns to the
    right do not shift. Its cells are blanked first, for terminals that draw it narrower.
    """
    back = Control.move_to_column(x).segment
    onward = Control.move_to_column(x + cells).segment
    return [
        Segment(" " * cells + back.text, style, back.control),
        Segment(text, style),
        Segment(onward.text, None, onward.control),
    ]


def fold_label(lines: int) -> str:
    """What a folded run of lines shows."""
    return f"⋯ {lines} line{'' if lines == 1 else 's'} of page furniture"


def gutter_segments(signs: Sequence[Sign], width: int, palette: Palette) -> list[Segment]:
    """Signs of one row in ``width`` cells: letters of tags, then the first sign of a parallel.

    A single letter stands apart from the column to the left; more letters than fit end in ``+``.
    The last two cells are the parallel's, so that its sign never moves; it fills both only if it
    is two cells wide.
    """
    if not signs:
        return [Segment(" " * width, palette.combine(()))]
    letters: list[Sign] = []
    other = Sign("", "")
    for sign in signs:
        if not sign.style.startswith(PARALLEL_SIGN):
            letters.append(sign)
        elif not other.text:
            other = sign
    room = max(0, width - 2)
    if len(letters) > room > 1:
        letters[room - 1 :] = [Sign("+", letters[room - 1].style)]
    letters = letters[:room]
    segments = [Segment(" " * (room - len(letters)), palette.combine(()))]
    segments += [
        Segment(set_cell_size(text, 1), palette.combine((style,))) for text, style in letters
    ]
    style = palette.combine((other.style,) if other.text else ())
    segments.append(Segment(set_cell_size(other.text, width - room), style))
    return segments


def joined(segments: Iterable[Segment]) -> list[Segment]:
    """Segments with neighbours of one style made one: each costs 40 bytes on the wire."""
    found: list[Segment] = []
    for segment in segments:
        if (
            found
            and found[-1].style is segment.style
            and not (found[-1].control or segment.control)
        ):
            found[-1] = Segment(found[-1].text + segment.text, segment.style)
        elif segment.text:
            found.append(segment)
    return found

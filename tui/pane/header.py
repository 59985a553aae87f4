"""The rows above the text: title, outlet and date, and a note."""

from collections.abc import Callable
from typing import Generic, TypeVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style

from ...articles.printable import printable_line
from .cells import clusters
from .geometry import Geometry
from .palette import Palette

Painted = TypeVar("Painted")


class Header(Generic[Painted]):
    """The header's texts as rows, kept until a text or the look changes.

    Two rows: the subtitle with the note at the right, then the title; or only title and note.
    """

    def __init__(self) -> None:
        self.texts: tuple[str, str, str] | None = None
        self._rows: list[Painted] | None = None

    def set(self, title: str, subtitle: str, note: str) -> None:
        """Replace the texts."""
        texts = printable_line(title), printable_line(subtitle), printable_line(note)
        if texts != self.texts:
            self.texts = texts
            self.forget()

    def forget(self) -> None:
        """Make the rows anew: the look or the size has changed."""
        self._rows = None

    def rows(
        self,
        paint: Callable[[list[Segment], int], Painted],
        shape: Geometry,
        palette: Palette,
        focused: bool,
    ) -> list[Painted]:
        """As many rows as ``shape`` has room for, each made of its segments by ``paint``."""
        if self._rows is None:
            made = self._make(shape, palette, focused)
            self._rows = [paint(segments, shape.width) for segments in made]
        return self._rows

    def _make(self, shape: Geometry, palette: Palette, focused: bool) -> list[list[Segment]]:
        if self.texts is None or not shape.header:
            return []
        title, subtitle, note = self.texts
        named = title, palette.combine(("header-focused" if focused else "header",))
        detail = subtitle, palette.combine(("header-detail",))
        right = note, palette.combine(("header-note",))
        nothing = "", palette.combine(())
        rows = [(named, right)] if shape.header == 1 else [(detail, right), (named, nothing)]
        return [_segments(left, end, shape.width, shape.text) for left, end in rows]


def _segments(
    left: tuple[str, Style], right: tuple[str, Style], width: int, margin: int
) -> list[Segment]:
    """One row: ``left`` from cell ``margin`` on, cut to what ``right`` leaves of the width."""
    text, style = left
    note, note_style = right
    note = f" {cut(note, width // 2)} " if note else ""
    room = max(0, width - cell_len(note))
    lead = " " * min(margin, room)
    segments = [Segment(set_cell_size(lead + cut(text, room - len(lead) - 1), room), style)]
    if note:
        segments.append(Segment(set_cell_size(note, width - room), note_style))
    return segments


def cut(text: str, cells: int) -> str:
    """``text`` if it fits in ``cells``, else as many clusters as do and an ellipsis."""
    if cell_len(text) <= cells:
        return text
    if cells < 1:
        return ""
    kept = used = 0
    for cluster in clusters(text, 0, min(len(text), 4 * cells + 64)):
        if used + cluster.cells > cells - 1:
            break
        kept, used = cluster.end, used + cluster.cells
    return text[:kept].rstrip() + "…"

"""The first picture of the reader, as what the terminal is sent: text to read before Textual.

The columns come from the same core that paints them later (`pane`), at the same places: the first
frame of the reader, which is painted over this picture, only adds annotations and keys. Nothing
here may import Textual.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style

from ..articles.printable import printable_line
from ..articles.record import record
from ..articles.span import Span
from .looks import line_style, panel_of, rich_name, styles_of
from .names import Names
from .pane.canvas import Canvas
from .pane.header import cut
from .pane.marks import Layer, Mark
from .pane.palette import Palette
from .reader.desk import as_left
from .reader.widths import SHORT, SMALLEST, share_out
from .remembered import STRAIGHT_TO_READER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..articles.article import Article
    from .looks import Look
    from .reader.desk import Desk, Sheet
    from .remembered import View

_COLOURS = {
    "256color": ColorSystem.EIGHT_BIT,
    "kitty": ColorSystem.EIGHT_BIT,
    "16color": ColorSystem.STANDARD,
}
_ONLY_TEXTUAL_KNOWS = ("COLUMNS", "LINES", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_DRIVER")
"""Variables that make the terminal another one than it seems."""


@record
class Terminal:
    """Cells, rows and colours."""

    width: int
    height: int
    colours: ColorSystem

    @classmethod
    def found(cls, environment: Mapping[str, str], handle: int) -> Terminal | None:
        """The terminal of an open file, ``None`` where that is not certain."""
        colours = colour_system(environment)
        if colours is None or any(name in environment for name in _ONLY_TEXTUAL_KNOWS):
            return None
        with suppress(OSError):
            return cls(*os.get_terminal_size(handle), colours)
        return None

    @property
    def few_colours(self) -> bool:
        """Whether it has its own sixteen and no more."""
        return self.colours is ColorSystem.STANDARD


def colour_system(environment: Mapping[str, str]) -> ColorSystem | None:
    """The colours that Rich will find the terminal to have; ``None`` for one without a screen."""
    term = environment.get("TERM", "").strip().lower()
    if term in ("", "dumb", "unknown"):
        return None
    if environment.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return ColorSystem.TRUECOLOR
    return _COLOURS.get(term.rpartition("-")[2], ColorSystem.STANDARD)


def first_picture(
    articles: Sequence[Article], view: View, look: Look, measure: int, terminal: Terminal
) -> str:
    """What the reader will show of a collection first, but for annotations and keys.

    Empty where the library comes first, and where the terminal is too small. ``measure`` is the
    longest line of text, in cells.
    """
    wanted = view.opened(articles)
    if not wanted and len(articles) > STRAIGHT_TO_READER:
        return ""
    if terminal.width < SMALLEST[0] or terminal.height < SMALLEST[1]:
        return ""
    shown = [article for article in articles if not wanted or article.id in wanted]
    return _Picture(look, measure, terminal).of(as_left(view, shown), Names(articles))


class _Picture:
    """Paints a desk."""

    def __init__(self, look: Look, measure: int, terminal: Terminal) -> None:
        self._measure = measure
        self._colours = terminal.colours
        self._width, self._height = terminal.width, terminal.height
        self._palette = Palette(styles_of(look, ()))
        self._strong = Style.parse(line_style(look, "line--strong"))
        self._quiet = Style.parse(line_style(look, "line--quiet"))
        self._line = self._quiet + Style.parse(f"on {rich_name(look.ground)}")
        text, panel = rich_name(look.text), rich_name(panel_of(look))
        self._status = Style.parse(f"{text} on {panel}")

    def of(self, desk: Desk, names: Names) -> str:
        """The picture."""
        window = desk.window(self._width)
        top = int(len(window) < len(desk.sheets))
        rows = self._height - 1 - top - (self._height >= SHORT)
        shares = [desk.widths.get(desk.sheets[index].article.id, 1.0) for index in window]
        found = [self._tabs(desk, names, window)] if top else []
        x = 0
        for index, cells in zip(window, share_out(self._width, shares), strict=True):
            for y, row in enumerate(self._column(desk, names, index, Span(x, x + cells), rows)):
                found.append(f"\x1b[{top + y + 1};{x + 1}H{row}")
            x += cells
        found.append(f"\x1b[{top + rows + 1};1H{self._foot(desk, names)}")
        if self._height >= SHORT:
            blank = [Segment(" " * self._width, self._line)]
            found.append(f"\x1b[{self._height};1H{self._painted(blank)}")
        return "".join(found)

    def _column(self, desk: Desk, names: Names, index: int, place: Span, rows: int) -> list[str]:
        sheet = desk.sheets[index]
        canvas = Canvas(self._painted)
        canvas.set_palette(self._palette)
        canvas.set_reading(self._measure)
        canvas.set_screen_x(place.start)
        canvas.resize(place.end - place.start, rows)
        canvas.show(sheet.article)
        canvas.fold(sheet.furniture_spans() if sheet.folding else [])
        note = "base" if desk.base == index else ""
        canvas.set_header(sheet.article.title, names.heading(sheet.article), note)
        canvas.set_focused(index == desk.current)
        if not sheet.folding:
            spans = sheet.furniture_spans()
            canvas.set_marks(Layer.FURNITURE, [Mark(*span, "furniture") for span in spans])
        canvas.place(sheet.place.caret, None, _sentence(sheet) if index == desk.current else None)
        canvas.view.goto(sheet.top or sheet.place.caret, 0 if sheet.top else 1)
        return canvas.lines()

    def _tabs(self, desk: Desk, names: Names, window: Sequence[int]) -> str:
        parts = [
            (f" {printable_line(names.of(sheet.article))} ", index in window)
            for index, sheet in enumerate(desk.sheets)
        ]
        while desk.current and sum(cell_len(text) for text, _ in parts) > self._width:
            parts.pop(0)
        segments = [
            Segment(text, self._line + self._strong if shown else self._line)
            for text, shown in parts
        ]
        fitting = Segment.adjust_line_length(segments, self._width, self._line)
        return "\x1b[1;1H" + self._painted(fitting)

    def _foot(self, desk: Desk, names: Names) -> str:
        """The article in hand, and where the caret is in it."""
        sheet = desk.sheet
        where = sheet.motions.where(sheet.place.caret)
        name = cut(f" {printable_line(names.of(sheet.article))} ", self._width)
        rest = set_cell_size(f"{where} ", max(0, self._width - cell_len(name)))
        return self._painted(
            [Segment(name, self._status + self._strong), Segment(rest, self._status + self._quiet)]
        )

    def _painted(self, segments: list[Segment], width: int = 0) -> str:
        """Segments as escape sequences."""
        del width
        return "".join(
            text if control or style is None else style.render(text, color_system=self._colours)
            for text, style, control in segments
        )


def _sentence(sheet: Sheet) -> Span:
    caret = sheet.place.caret
    return sheet.motions.at("sentence", caret) or Span(caret, caret + 1)

"""One article as a column of the reader: paints rows on screen only, and only changed ones."""

from collections.abc import Mapping, Sequence
from itertools import starmap
from typing import ClassVar

from textual import events
from textual.geometry import Offset, Region
from textual.strip import Strip

from ...articles.article import Article
from ...articles.span import Span
from ..frames import ChangedRow, Framed, Painted, differing
from . import messages
from .canvas import Canvas
from .marks import Layer, Mark, Sign
from .palette import Palette
from .pointer import Pointer

_WHEEL_ROWS = 3


class Column(Framed, can_focus=True):
    """Shows one article: its text with marks, signs in a gutter, a ruler, and a caret.

    It moves and selects nothing by itself: the mouse makes messages, and `place`, `reveal` and
    `scroll_rows` do the rest. Offsets are code points of the article's text. Of an article only
    `Article.printable` is ever drawn, and nothing of it is read as markup.
    """

    TAKES_COMMANDS: ClassVar[bool] = True
    """Keys pressed here are commands of the screen."""
    DEFAULT_CSS = """
    Column { width: 1fr; height: 1fr; }
    """

    Pressed = messages.Pressed
    Dragged = messages.Dragged
    GutterPressed = messages.GutterPressed
    RulerPressed = messages.RulerPressed
    BorderDragged = messages.BorderDragged
    Wheel = messages.Wheel
    Resized = messages.Resized

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.article: Article | None = None
        self._canvas = Canvas(Painted)
        self._painted: list[Painted] = []
        self._pointer = Pointer(self, self._canvas)

    # -- what it shows

    def show(self, article: Article | None) -> None:
        """Show an article from its beginning, without marks, signs and folds; ``None``: nothing."""
        self.article = article
        self._pointer.release()
        self._canvas.show(article)
        self._repaint()

    def set_palette(self, palette: Palette) -> None:
        """Paint with the styles of ``palette``."""
        self._canvas.set_palette(palette)
        self._repaint()

    def set_marks(self, layer: Layer, marks: Sequence[Mark]) -> None:
        """Replace the marks of a layer."""
        self._canvas.set_marks(layer, marks)
        self._repaint()

    def set_signs(self, signs: Mapping[int, tuple[Sign, ...]]) -> None:
        """Replace the gutter's signs, by an offset in the row beside which they stand.

        Signs of parallels (their styles begin with ``sign-``) have a place of their own.
        """
        self._canvas.set_signs(signs)
        self._repaint()

    def set_ruler(self, marks: Sequence[tuple[int, str]]) -> None:
        """Replace the ruler's marks: ``(offset, style name)``."""
        self._canvas.ruler.set_marks(marks)
        self._repaint()

    def set_above_ruler(self, marks: Sequence[tuple[int, str]]) -> None:
        """Replace what lies over the ruler's marks."""
        self._canvas.ruler.set_above(marks)
        self._repaint()

    def set_labels(self, labels: Mapping[int, str]) -> None:
        """Show letters to press in the place of characters, by offset; none shows the text."""
        self._canvas.set_labels(labels)
        self._repaint()

    def set_folded(self, spans: Sequence[Span]) -> None:
        """Show each run of lines that ``spans`` touch as one row; replaces earlier folds."""
        self._canvas.fold(spans)
        self._repaint()

    def set_header(self, title: str, subtitle: str, note: str = "") -> None:
        """Show title, subtitle (outlet and date) and a note, right-aligned, above the text."""
        self._canvas.set_header(title, subtitle, note)
        self._repaint()

    def expect(self, width: int, height: int) -> None:
        """Lay out for a size that Textual has not given yet, so that places hold from the start."""
        if not self.size:
            self._canvas.resize(width, height)

    # -- where it is

    @property
    def caret(self) -> int:
        """Offset of the caret."""
        return self._canvas.caret

    def set_reading(self, measure: int, *, plain: bool = False) -> None:
        """Let the text take at most ``measure`` cells of a row; ``plain``: all, and no ruler."""
        if self._canvas.set_reading(measure, plain=plain):
            self._repaint()

    @property
    def gutter_cells(self) -> int:
        """Cells of the gutter, the blank one before the text included."""
        return self._canvas.geometry.gutter

    @property
    def top(self) -> int:
        """Offset of the first code point on screen."""
        return self._canvas.view.top

    @property
    def page(self) -> int:
        """Rows of text that fit."""
        return self._canvas.geometry.page

    @property
    def on_screen(self) -> Span:
        """The offsets on screen."""
        return Span(self._canvas.view.top, self._canvas.view.bottom)

    def row_of(self, offset: int) -> int | None:
        """Row of ``offset`` among the rows of text on screen, ``None`` when it is not there."""
        return self._canvas.view.row_of(offset)

    def place(
        self,
        caret: int,
        selection: Span | None = None,
        sentence: Span | None = None,
        *,
        scroll: bool = True,
    ) -> None:
        """Put caret, selection and current sentence; with ``scroll``, bring the caret on screen.

        The screen moves as little as keeps two rows around the caret, and the rest of its
        sentence, in sight; a caret far away comes to the upper third.
        """
        self._canvas.place(caret, selection, sentence)
        if scroll:
            end = sentence.end if sentence and sentence.contains(caret) else caret
            self._canvas.view.keep_in_sight(self._canvas.caret, end)
        self._repaint()

    def reveal(self, offset: int, row: int | None = None) -> None:
        """Bring ``offset`` on screen, on text row ``row`` if given, as far as the text allows."""
        view = self._canvas.view
        if row is not None:
            view.goto(offset, row)
        elif view.row_of(offset) is None:
            view.goto(offset, self.page // 3)
        self._repaint()

    def scroll_rows(self, delta: int) -> None:
        """Scroll by rows, down when positive, as far as there is text."""
        if self._canvas.view.scroll(delta):
            self._repaint()

    # -- painting

    def render_lines(self, crop: Region) -> list[Strip]:
        """The strips of the rows in ``crop``; Textual adds no border, padding or scroll bar."""
        self._fit()
        self._canvas.set_screen_x(self.region.x)
        if self._painted and self._painted[0].cell_length != self.size.width:
            self.stale = False  # of another size it is painted whole
        self.leave_to_textual()
        self._painted = self._canvas.lines()
        lines: list[Strip] = [*self._painted[crop.y : crop.bottom]]
        if self.app.screen is not self.screen:
            # Below a dialog Textual filters strips once more and takes our moves for text.
            lines = [_without_moves(line) for line in lines]
        if crop.x or crop.width != self._canvas.geometry.width:
            return [line.crop(crop.x, crop.right) for line in lines]
        return lines

    def _fit(self) -> None:
        """Lay out for the present size, if it is another one than before.

        The top of the text stays, unless that would take a visible caret out of sight.
        """
        canvas = self._canvas
        shape = canvas.geometry
        if self.size and self.size != (shape.width, shape.height):
            seen = canvas.view.row_of(canvas.caret) is not None
            canvas.resize(*self.size)
            if seen:
                canvas.view.keep_in_sight(canvas.caret, canvas.caret, context=0)

    def _repaint(self) -> None:
        if self._painted:
            self.repaint_soon()
        else:
            self.refresh()

    def changed_rows(self) -> list[ChangedRow]:
        """The rows that look different from what is on the terminal."""
        self._fit()
        lines = self._canvas.lines()
        before, self._painted = self._painted, lines
        self._follow_caret()
        if len(before) != len(lines):
            return list(starmap(ChangedRow, enumerate(lines)))
        return [
            ChangedRow(y, differing(line, before[y]))
            for y, line in enumerate(lines)
            if line is not before[y] and line != before[y]
        ]

    def _follow_caret(self) -> None:
        """Put the terminal's own cursor on the caret, for screen readers and input methods."""
        cell = self._canvas.caret_cell() if self.has_focus else None
        if cell is not None:
            self.app.cursor_position = self.region.offset + Offset(*cell)

    def on_resize(self) -> None:
        """Lay out anew and tell the screen."""
        self._fit()
        self._follow_caret()
        self.post_message(self.Resized(self))

    def on_focus(self) -> None:
        """Show caret and header as focused."""
        self._canvas.set_focused(True)
        self._repaint()
        self._follow_caret()

    def on_blur(self) -> None:
        """Show caret and header as not focused."""
        self._canvas.set_focused(False)
        self._repaint()

    # -- mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Report a press on text, gutter or ruler."""
        event.stop()
        self._pointer.down(event)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Report a drag."""
        self._pointer.moved(event)

    def on_mouse_up(self) -> None:
        """End a drag."""
        self._pointer.up()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Ask to scroll down."""
        event.stop()
        self._pointer.wheel(_WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Ask to scroll up."""
        event.stop()
        self._pointer.wheel(-_WHEEL_ROWS)


def _without_moves(strip: Strip) -> Strip:
    """The strip with nothing but text, for where a move of the cursor would be misread."""
    if not any(segment.control for segment in strip):
        return strip
    return Strip((segment for segment in strip if not segment.control), strip.cell_length)

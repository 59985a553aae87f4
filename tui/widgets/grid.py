"""A table that paints visible cells only, with its first column in place while it scrolls."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset, Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from ...articles.printable import printable_line
from ...articles.record import record

_KEPT_ROWS = 400
Cell = tuple[str, str]
"""Text and a component class such as ``"grid--strong"``, or ``""``."""


@record
class Column:
    """A column's name and its width in cells."""

    name: str
    width: int


LayOut = Callable[[int], Sequence[Column]]
"""The columns of a table that has so many cells."""


class Grid(Widget, can_focus=True):
    """Rows and columns of short texts; the cursor stands on a cell, or on a whole row."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "grid--head",
        "grid--strong",
        "grid--quiet",
        "grid--warn",
        "grid--cursor",
        "grid--row",
    }
    DEFAULT_CSS = """
    Grid { height: 1fr; background: $background; color: $foreground; }
    Grid > .grid--head { color: $quiet; text-style: underline; }
    Grid > .grid--strong { text-style: bold; }
    Grid > .grid--quiet { color: $quiet; }
    Grid > .grid--warn { color: $warning; text-style: bold; }
    Grid > .grid--cursor {
        color: $block-cursor-foreground; background: $block-cursor-background; text-style: bold;
    }
    Grid > .grid--row { background: $panel; }
    """
    ALLOW_SELECT = False
    TAKES_COMMANDS = True
    """Keys pressed here are commands of the screen."""

    class Moved(Message):
        """The cursor stands on another cell."""

        def __init__(self, grid: "Grid", row: int, column: int) -> None:
            super().__init__()
            self.grid = grid
            self.row = row
            self.column = column

    class Chosen(Message):
        """Enter, or a click on the cell under the cursor."""

        def __init__(self, grid: "Grid", row: int, column: int) -> None:
            super().__init__()
            self.grid = grid
            self.row = row
            self.column = column

    def __init__(self, *, rows_only: bool = False, first: int = 0, id: str | None = None) -> None:
        super().__init__(id=id)
        self.first = first
        """The first column that the cursor may stand on; those before it stay in place."""
        self.rows_only = rows_only
        self.columns: Sequence[Column] = ()
        self.lay_out: LayOut = lambda room: ()
        self.count = 0
        self.cell: Callable[[int, int], Cell] = lambda row, column: ("", "")
        self.cursor = (0, 0)
        self._rows: dict[tuple[int, int, int, Style], Strip] = {}
        """Painted rows without the cursor, by row, first column, width and look."""
        self._top = 0
        self._last = 1
        self._left = 1
        """The leftmost column of those that scroll; the ones before ``first`` stay."""

    @property
    def _fixed(self) -> int:
        """How many columns stay in place: the first one, and those that only tell something."""
        return max(1, self.first)

    def _inside(self, row: int, column: int) -> tuple[int, int]:
        """The cell itself, or the nearest one there is that the cursor may stand on."""
        last = 0 if self.rows_only else max(0, len(self.columns) - 1)
        first = min(self._fixed, last)
        return max(0, min(row, self.count - 1)), max(first, min(column, last))

    def fill(self, lay_out: LayOut, count: int, cell: Callable[[int, int], Cell]) -> None:
        """Show ``count`` rows; ``cell(row, column)`` is asked for what becomes visible.

        ``lay_out`` is asked for the columns now and whenever there is another width.
        """
        self.lay_out, self.count, self.cell = lay_out, count, cell
        self.columns = lay_out(self._room)
        self._rows.clear()
        self.cursor = self._inside(*self.cursor)
        self._bring_in_sight()
        self.refresh()

    @property
    def _room(self) -> int:
        """Cells of the table; before it has any, those of the terminal, which it will fill."""
        return self.size.width or self.app.size.width

    def forget(self) -> None:
        """Ask for every cell again: what they show has changed."""
        self._rows.clear()
        self.refresh()

    # -- moving

    def action_move(self, down: int, right: int) -> None:
        """Move the cursor by rows and columns."""
        self.stand_on(self.cursor[0] + down, self.cursor[1] + right)

    def action_page(self, direction: int) -> None:
        """Move the cursor by a page."""
        self.stand_on(self.cursor[0] + direction * max(1, self.size.height - 2), self.cursor[1])

    def action_edge(self, direction: int) -> None:
        """Move the cursor to the first or last row."""
        self.stand_on(0 if direction < 0 else self.count - 1, self.cursor[1])

    def action_choose(self) -> None:
        """Report the cell under the cursor as chosen."""
        if self.count:
            self.post_message(self.Chosen(self, *self.cursor))

    def stand_on(self, row: int, column: int) -> None:
        """Put the cursor on a cell, as far as there are any."""
        wanted = self._inside(row, column)
        if wanted != self.cursor:
            before, self.cursor = self.cursor[0], wanted
            seen = (self._top, self._left)
            self._bring_in_sight()
            if seen == (self._top, self._left):
                rows = {before - self._top + 1, wanted[0] - self._top + 1}
                self.refresh(*(Region(0, y, self.size.width, 1) for y in rows))
            else:
                self.refresh()
            self._follow_cursor()
            self.post_message(self.Moved(self, *wanted))

    def _follow_cursor(self) -> None:
        """Put the terminal's own cursor on the cell in hand, for screen readers."""
        if self.has_focus and self.count and self.columns:
            row, column = self.cursor
            before = [n for n in self._visible_columns() if n < column]
            edge = 1 + sum(self.columns[number].width + 1 for number in before)
            self.app.cursor_position = self.region.offset + Offset(edge, row - self._top + 1)

    def on_focus(self) -> None:
        """From now on the terminal's cursor is here."""
        self._follow_cursor()

    def _bring_in_sight(self) -> None:
        row, column = self.cursor
        page = max(1, self.size.height - 1)
        self._top = max(0, min(self._top, row), row - page + 1)
        self._top = min(self._top, max(0, self.count - page))
        if column < self._fixed or not self.size.width:
            return
        last = len(self.columns) - 1
        self._left = max(self._fixed, min(self._left, column))
        while self._left < column and not self._fits(self._left, column):
            self._left += 1
        while self._left > self._fixed and self._fits(self._left - 1, last):
            self._left -= 1

    def _fits(self, left: int, right: int) -> bool:
        """Whether there is room for these columns and those between, beside the fixed ones."""
        shown = [*self.columns[: self._fixed], *self.columns[left : right + 1]]
        return 1 + sum(column.width + 1 for column in shown) <= self.size.width

    def on_resize(self) -> None:
        """Lay the columns out in the new width, and keep the cursor in sight."""
        self.columns = self.lay_out(self._room)
        self.cursor = self._inside(*self.cursor)
        self._rows.clear()
        self._bring_in_sight()
        self._follow_cursor()

    # -- the mouse

    def _cell_at(self, x: int, y: int) -> tuple[int, int] | None:
        row = self._top + y - 1
        if y < 1 or row >= self.count:
            return None
        edge = 1
        for number in self._visible_columns():
            edge += self.columns[number].width + 1
            if x < edge:
                return row, number
        return row, len(self.columns) - 1

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor; on the cell under it, or doubled, it chooses."""
        found = self._cell_at(event.x, event.y)
        if found is None:
            return
        event.stop()
        again = found[0] == self.cursor[0] and (self.rows_only or found[1] == self.cursor[1])
        self.stand_on(*found)
        if again or event.chain > 1:
            self.action_choose()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Three rows down."""
        event.stop()
        self.action_move(3, 0)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Three rows up."""
        event.stop()
        self.action_move(-3, 0)

    # -- painting

    def _visible_columns(self) -> list[int]:
        shown = [*range(min(self._fixed, len(self.columns)))]
        used = 1 + sum(self.columns[number].width + 1 for number in shown)
        for number in range(max(self._fixed, self._left), len(self.columns)):
            if used >= self.size.width:
                break
            shown.append(number)
            used += self.columns[number].width + 1
        return shown

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint the rows in sight."""
        base = self.rich_style
        columns = self._visible_columns()
        used = 1 + sum(self.columns[number].width + 1 for number in columns[:-1])
        self._last = max(1, self.size.width - used - 1)
        lines = [self._kept_line(y, columns, base) for y in range(crop.y, crop.bottom)]
        return [line.crop(crop.x, crop.right) for line in lines]

    def _kept_line(self, y: int, columns: Sequence[int], base: Style) -> Strip:
        row = self._top + y - 1
        if y == 0 or row == self.cursor[0]:
            return self._line(y, columns, base)
        key = (row, self._left, self.size.width, base)
        line = self._rows.get(key)
        if line is None:
            if len(self._rows) > _KEPT_ROWS:
                self._rows.clear()
            line = self._rows[key] = self._line(y, columns, base)
        return line

    def _line(self, y: int, columns: Sequence[int], base: Style) -> Strip:
        width = self.size.width
        row = self._top + y - 1
        head = base + self.get_component_rich_style("grid--head")
        if y == 0:
            names = [(self.columns[number].name, number) for number in columns]
            cells = [_fit(name, self._width(number, columns), head) for name, number in names]
        elif row >= self.count:
            return Strip.blank(width, base)
        else:
            cells = [
                self._painted(row, number, self._width(number, columns), base) for number in columns
            ]
        gap = Segment(" ", self._ground(row, base) if y else base)
        segments = [gap, *(segment for cell in cells for segment in (*cell, gap))]
        strip = Strip(segments).adjust_cell_length(width, self._ground(row, base) if y else base)
        return strip if y else self._with_more(strip, columns, head)

    def _with_more(self, strip: Strip, columns: Sequence[int], style: Style) -> Strip:
        """The head with a sign of the columns that are out of sight on either side."""
        if self.rows_only or not columns:
            return strip
        last, first = columns[-1], self._fixed
        cut = last >= first and self._width(last, columns) < self.columns[last].width
        right = len(self.columns) - max(first, last + 1) + cut
        left = max(first, self._left) - first
        if left > 0:
            edge = sum(column.width + 1 for column in self.columns[:first])
            sign = f"‹{left}"
            strip = _put(strip, edge - len(sign), sign, style)
        if right > 0:
            sign = f" {right}›"
            strip = _put(strip, self.size.width - len(sign), sign, style)
        return strip

    def _width(self, number: int, columns: Sequence[int]) -> int:
        """Cells of a column; the last one in sight takes no more than there is room for."""
        width = self.columns[number].width
        return min(width, self._last) if number == columns[-1] else width

    def _ground(self, row: int, base: Style) -> Style:
        on_row = row == self.cursor[0] and self.count > 0
        return base + self.get_component_rich_style("grid--row") if on_row else base

    def _painted(self, row: int, column: int, width: int, base: Style) -> list[Segment]:
        text, part = self.cell(row, column)
        style = self._ground(row, base)
        if part:
            own = self.get_component_rich_style(part, partial=True)
            style += own
        if not self.rows_only and (row, column) == self.cursor and self.has_focus:
            style += self.get_component_rich_style("grid--cursor", partial=True)
        return _fit(text, width, style)


def _put(strip: Strip, x: int, text: str, style: Style) -> Strip:
    """The strip with a text in the place of what stands at ``x``."""
    after = strip.crop(x + len(text), strip.cell_length)
    return Strip.join([strip.crop(0, x), Strip([Segment(text, style)]), after])


def _fit(text: str, width: int, style: Style) -> list[Segment]:
    """A text in exactly ``width`` cells, its cut told by an ellipsis."""
    clean = printable_line(text)
    strip = Strip([Segment(clean, style)])
    if strip.cell_length > width:
        cut = strip.crop(0, max(0, width - 1))
        strip = Strip([*cut, Segment("…", style)])
    return list(strip.adjust_cell_length(width, style))

"""The rows of a grid told one after the other, as in the linear mode: no columns, no signs."""

from collections.abc import Callable, Sequence

from rich.segment import Segment
from rich.text import Text
from textual import events
from textual.geometry import Offset, Region
from textual.strip import Strip

from ...articles.printable import printable_line
from .grid import Cell, Grid, LayOut

_KEPT = 400
Say = Callable[[int, int], str]
"""What a row says in one of its columns; of a grid of whole rows, in column 0."""


class Statements(Grid):
    """A statement for each row, or for each cell, broken at spaces over the whole width.

    The terminal's own cursor stands before the statement in hand, where screen readers read.
    """

    def __init__(self, say: Say, *, first: int = 0, rows_only: bool = False, id: str) -> None:
        super().__init__(rows_only=rows_only, first=first, id=id)
        self._say = say
        self._stops: Sequence[int] = (0,)
        """The columns that have statements: the first one tells what the row is."""
        self._uppermost = 0
        """Number of the statement at the top."""
        self._broken: dict[int, list[str]] = {}
        """Rows of the screen that a statement takes, by its number."""

    def fill(self, lay_out: LayOut, count: int, cell: Callable[[int, int], Cell]) -> None:
        """Tell of ``count`` rows."""
        self.columns, self.count, self.cell = lay_out(self._room), count, cell
        self._stops = (0,) if self.rows_only else (0, *range(self._fixed, len(self.columns)))
        row, column = self.cursor
        self.cursor = (
            max(0, min(row, count - 1)),
            column if column in self._stops else self._stops[0],
        )
        self.forget()

    def forget(self) -> None:
        """Ask for every statement again."""
        self._broken.clear()
        self._bring_in_sight()
        self.refresh()

    # -- moving

    @property
    def _number(self) -> int:
        """The statement under the cursor, counted through all rows."""
        return self.cursor[0] * len(self._stops) + self._stops.index(self.cursor[1])

    def _go(self, number: int) -> None:
        number = max(0, min(number, self.count * len(self._stops) - 1))
        row, stop = divmod(number, len(self._stops))
        self.stand_on(row, self._stops[stop])

    def action_move(self, down: int, right: int) -> None:
        """Move by statements, or (``right``) to the beginning of another row."""
        if right:
            self.stand_on(self.cursor[0] + right, self._stops[0])
        else:
            self._go(self._number + down)

    def action_page(self, direction: int) -> None:
        """Move by as many statements as are in sight."""
        seen = {number for number, _ in self._in_sight()}
        self._go(self._number + direction * max(1, len(seen) - 1))

    def action_edge(self, direction: int) -> None:
        """Move to the first or the last statement."""
        self._go(0 if direction < 0 else self.count * len(self._stops) - 1)

    def stand_on(self, row: int, column: int) -> None:
        """Put the cursor on a statement, as far as there are any."""
        wanted = (max(0, min(row, self.count - 1)), column)
        if wanted != self.cursor and column in self._stops:
            self.cursor = wanted
            self._bring_in_sight()
            self.refresh()
            self.post_message(self.Moved(self, *wanted))

    def _bring_in_sight(self) -> None:
        if not self.size.width or not self.count:
            return
        number, room = self._number, max(1, self.size.height)
        first, used = number, len(self._rows_of(number))
        while first > 0 and used + len(self._rows_of(first - 1)) <= room:
            first -= 1
            used += len(self._rows_of(first))
        self._uppermost = min(number, max(self._uppermost, first))
        self._follow_cursor()

    def _follow_cursor(self) -> None:
        """Put the terminal's cursor before the statement in hand."""
        if self.has_focus and self.count:
            seen = [number for number, _ in self._in_sight()]
            if self._number in seen:
                self.app.cursor_position = self.region.offset + Offset(0, seen.index(self._number))

    def on_resize(self) -> None:
        """Break anew."""
        self.forget()

    def on_click(self, event: events.Click) -> None:
        """A click goes to a statement; on the one in hand, or doubled, it chooses."""
        seen = self._in_sight()
        if event.y < len(seen):
            event.stop()
            again = seen[event.y][0] == self._number
            self._go(seen[event.y][0])
            if again or event.chain > 1:
                self.action_choose()

    # -- painting

    def _rows_of(self, number: int) -> list[str]:
        if (rows := self._broken.get(number)) is None:
            if len(self._broken) > _KEPT:
                self._broken.clear()
            row, stop = divmod(number, len(self._stops))
            said = Text(printable_line(self._say(row, self._stops[stop])))
            wrapped = said.wrap(self.app.console, max(1, self.size.width))
            rows = self._broken[number] = [line.plain.rstrip() for line in wrapped] or [""]
        return rows

    def _in_sight(self) -> list[tuple[int, str]]:
        """The rows of the screen: the statement that each belongs to, and its words."""
        seen: list[tuple[int, str]] = []
        for number in range(self._uppermost, self.count * len(self._stops)):
            seen += [(number, row) for row in self._rows_of(number)]
            if len(seen) >= self.size.height:
                break
        return seen[: self.size.height]

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint what is in sight; the statement in hand stands on another ground."""
        base, width = self.rich_style, self.size.width
        here = base + self.get_component_rich_style("grid--row")
        here += self.get_component_rich_style("grid--strong", partial=True)
        lines: list[Strip] = []
        for number, words in self._in_sight():
            style = here if number == self._number else base
            lines.append(Strip([Segment(words, style)]).adjust_cell_length(width, style))
        lines += [Strip.blank(width, base)] * max(0, self.size.height - len(lines))
        return [line.crop(crop.x, crop.right) for line in lines[crop.y : crop.bottom]]

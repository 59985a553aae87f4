"""A desk of two columns that note what they repaint, and how to look at them."""

from pathlib import Path
from typing import Any, Self

from rich.style import Style
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.geometry import Region
from textual.message import Message
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widgets import Label

from crossread.articles.article import Article
from crossread.tui.frames import ChangedRow
from crossread.tui.pane.column import Column
from crossread.tui.pane.palette import Palette

TEXT = "\n\n".join(
    f"Paragraph {i}: the quick brown fox jumps over the lazy dog and runs on." for i in range(40)
)
PALETTE = Palette(
    {
        "text": "#eeeeee on #101010",
        "tag:denies": "on #800000",
        "hit": "on #808000",
        "caret": "reverse",
        "selection": "on #000080",
        "caret-sentence": "bold",
    }
)


def article(text: str = TEXT, name: str = "a.txt") -> Article:
    return Article(name, Path(name), text)


class Watched(Column):
    """A column that notes which rows it has repainted."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.repainted: list[int] = []

    def refresh(self, *regions: Region, **options: Any) -> Self:
        assert all((r.x, r.width) == (0, self.size.width) for r in regions)
        if not regions:
            self.repainted.append(-1)
        return super().refresh(*regions, **options)

    def changed_rows(self) -> list[ChangedRow]:
        rows = super().changed_rows()
        self.repainted += [row.y for row in rows]
        return rows


class Desk(App[None]):
    """Two columns and a line of text."""

    def __init__(self, text: str = TEXT) -> None:
        super().__init__()
        self.text = text
        self.heard: list[Message] = []

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Watched(id="left")
            yield Watched(id="right")
        yield Label("status", markup=False)

    def on_mount(self) -> None:
        for column in self.query(Column):
            column.set_palette(PALETTE)
            column.show(article(self.text))

    def on_column_pressed(self, message: Column.Pressed) -> None:
        self.heard.append(message)

    def on_column_dragged(self, message: Column.Dragged) -> None:
        self.heard.append(message)

    def on_column_gutter_pressed(self, message: Column.GutterPressed) -> None:
        self.heard.append(message)

    def on_column_ruler_pressed(self, message: Column.RulerPressed) -> None:
        self.heard.append(message)

    def on_column_wheel(self, message: Column.Wheel) -> None:
        self.heard.append(message)

    def on_column_resized(self, message: Column.Resized) -> None:
        self.heard.append(message)

    def column(self, name: str = "left") -> Watched:
        return self.query_one(f"#{name}", Watched)


def strips(column: Column) -> list[Strip]:
    return column.render_lines(Region(0, 0, *column.size))


def lines(column: Column) -> list[str]:
    """The rows of the column, without gutter and ruler."""
    return [strip.text[column.gutter_cells : -1].rstrip() for strip in strips(column)]


def style_at(column: Column, x: int, y: int) -> Style:
    for segment in strips(column)[y].crop(x, x + 1):
        return segment.style or Style.null()
    raise AssertionError("no such cell")


async def repainted(column: Watched, pilot: Pilot[None]) -> list[int]:
    """The rows repainted since the last question."""
    await pilot.pause()
    rows = [*column.repainted]
    column.repainted.clear()
    return rows

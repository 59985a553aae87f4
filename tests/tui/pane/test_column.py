from pathlib import Path
from typing import Any, Self

import pytest
from rich.style import Style
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.events import MouseScrollDown, MouseScrollUp
from textual.geometry import Region
from textual.message import Message
from textual.pilot import Pilot
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Label

from crossread.articles.article import Article
from crossread.articles.span import Span
from crossread.tui import frames
from crossread.tui.frames import ChangedRow
from crossread.tui.pane.column import Column
from crossread.tui.pane.marks import Layer, Mark, Sign
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


async def test_text_is_wrapped_and_every_row_fills_the_width() -> None:
    app = Desk()
    async with app.run_test(size=(80, 20)):
        column = app.column()
        assert lines(column)[:4] == [
            "Paragraph 0: the quick brown fox",
            "jumps over the lazy dog and runs",
            "on.",
            "",
        ]
        assert {strip.cell_length for strip in strips(column)} == {40}
        assert {len(strip.text) for strip in strips(column)} == {40}
        assert column.page == 19
        assert column.on_screen.start == column.top == 0


async def test_the_text_keeps_a_readable_measure() -> None:
    app = Desk("word " * 100)
    async with app.run_test(size=(300, 20)):
        column = app.column()
        inked = [strip.text.rstrip(" │┃") for strip in strips(column)]
        assert max(len(line.strip()) for line in inked) <= 76
        assert inked[0].startswith(" " * 20)
        column.set_reading(40)
        assert max(len(strip.text.rstrip(" │┃").strip()) for strip in strips(column)) <= 40


async def test_marks_of_all_layers_show() -> None:
    app = Desk()
    async with app.run_test(size=(80, 20)):
        column = app.column()
        column.set_marks(Layer.ANNOTATION, [Mark(0, 9, "tag:denies")])
        column.set_marks(Layer.HIT, [Mark(5, 12, "hit")])
        gutter = column.gutter_cells
        backgrounds = [style_at(column, gutter + x, 0).bgcolor for x in (0, 6, 10, 12)]
        assert [colour.name if colour else "" for colour in backgrounds] == [
            "#800000",
            "#800000",
            "#808000",
            "#101010",
        ]


async def test_only_rows_whose_look_changed_are_repainted() -> None:
    app = Desk()
    async with app.run_test(size=(80, 20)) as pilot:
        column = app.column()
        await repainted(column, pilot)
        second = TEXT.index("jumps")
        column.set_marks(Layer.HIT, [Mark(second, second + 5, "hit")])
        assert await repainted(column, pilot) == [1]
        column.set_marks(Layer.HIT, [Mark(second, second + 5, "hit")])
        column.set_marks(Layer.SHARED, [Mark(second, second + 5, "of no look")])
        column.set_marks(Layer.PARALLEL, [Mark(5000, 5005, "hit")])
        column.set_signs({})
        column.reveal(3)
        assert await repainted(column, pilot) == []
        column.set_signs({second: (Sign("D", "letter:denies"),)})
        column.set_marks(Layer.HIT, [])
        column.set_header("title", "outlet")
        column.set_header("title", "outlet", "note")
        assert await repainted(column, pilot) == [*range(20)[:19]]
        column.set_header("title", "outlet", "other")
        assert await repainted(column, pilot) == [0]


async def test_a_caret_move_repaints_the_rows_it_touches() -> None:
    app = Desk()
    async with app.run_test(size=(80, 30)) as pilot:
        column = app.column()
        column.focus()
        column.place(0)
        await repainted(column, pilot)
        column.place(1)
        assert await repainted(column, pilot) == [0]
        below = TEXT.index("Paragraph 2")
        column.place(below, sentence=Span(below, TEXT.index("\n", below)))
        assert await repainted(column, pilot) == [0, 8, 9, 10]
        column.place(below, sentence=Span(below, TEXT.index("\n", below)))
        assert await repainted(column, pilot) == []


async def test_changes_before_a_paint_are_one_repaint() -> None:
    app = Desk()
    async with app.run_test(size=(80, 30)) as pilot:
        column = app.column()
        await repainted(column, pilot)
        for offset in range(30):
            column.place(offset, Span(0, offset))
        column.scroll_rows(3)
        column.scroll_rows(-3)
        assert await repainted(column, pilot) == [0]


async def test_nothing_is_painted_while_the_terminal_is_behind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    behind = [True]
    monkeypatch.setattr(frames, "is_congested", lambda: behind[0])
    app = Desk()
    async with app.run_test(size=(80, 30)) as pilot:
        column = app.column()
        await repainted(column, pilot)
        for _ in range(5):
            column.scroll_rows(1)
            assert await repainted(column, pilot) == []
        behind.clear()
        behind.append(False)
        rows: list[int] = []
        while not rows:
            await pilot.pause(0.02)
            rows = await repainted(column, pilot)
        assert column.top == TEXT.index("jumps", 80)


async def test_a_sentence_looks_alike_with_and_without_focus() -> None:
    app = Desk()
    async with app.run_test(size=(80, 30)) as pilot:
        column = app.column("right")
        column.place(0, sentence=Span(0, 20))
        await pilot.pause()
        assert style_at(column, column.gutter_cells + 3, 0).bold
        assert not style_at(column, column.gutter_cells, 0).reverse
        column.focus()
        await pilot.pause()
        assert style_at(column, column.gutter_cells + 3, 0).bold
        assert style_at(column, column.gutter_cells, 0).reverse


async def test_the_terminal_cursor_follows_the_caret() -> None:
    app = Desk("ab 中文 cd\nnext")
    async with app.run_test(size=(80, 20)) as pilot:
        right = app.column("right")
        right.focus()
        await pilot.pause()
        right.place(5)
        await pilot.pause()
        text_x = right.region.x + right.gutter_cells
        assert app.cursor_position == (text_x + 7, 0)
        right.set_header("title", "outlet")
        right.place(9)
        await pilot.pause()
        assert app.cursor_position == (text_x, 3)


async def test_the_caret_covers_a_whole_cluster() -> None:
    family = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
    app = Desk(f"x{family}y")
    async with app.run_test(size=(80, 20)) as pilot:
        column = app.column()
        column.focus()
        await pilot.pause()
        column.place(3)
        reversed_text = [s.text for s in strips(column)[0] if s.style and s.style.reverse]
        assert family in reversed_text
        assert "x" not in reversed_text


async def test_the_caret_stands_visibly_on_a_line_end() -> None:
    app = Desk("ab\n\ncd")
    async with app.run_test(size=(80, 20)) as pilot:
        column = app.column()
        column.focus()
        for offset, x, y in [(2, 2, 0), (3, 0, 1), (6, 2, 2)]:
            column.place(offset)
            await pilot.pause()
            assert style_at(column, column.gutter_cells + x, y).reverse


async def test_placing_keeps_rows_of_context() -> None:
    app = Desk()
    async with app.run_test(size=(80, 21)):
        column = app.column()
        for i in range(5):
            column.place(TEXT.index(f"Paragraph {i}:"))
        assert column.top == 0
        for i in range(5, 36):
            caret = TEXT.index(f"Paragraph {i}:")
            column.place(caret, sentence=Span(caret, TEXT.index("\n", caret)))
            row = column.row_of(caret)
            assert row is not None
            assert 2 <= row <= column.page - 5
        column.place(TEXT.index("Paragraph 5:"))
        assert column.row_of(column.caret) == column.page // 3
        top = column.top
        column.place(len(TEXT), scroll=False)
        assert column.top == top


async def test_reveal_and_scroll() -> None:
    app = Desk()
    async with app.run_test(size=(80, 20)):
        column = app.column()
        offset = TEXT.index("Paragraph 20")
        column.reveal(offset, 4)
        assert column.row_of(offset) == 4
        column.scroll_rows(2)
        assert column.row_of(offset) == 2
        column.reveal(offset)
        assert column.row_of(offset) == 2
        column.scroll_rows(-10_000)
        assert column.top == 0
        assert column.row_of(offset) is None
        column.reveal(len(TEXT))
        assert column.on_screen.end == len(TEXT)


async def test_signs_stand_in_the_gutter() -> None:
    app = Desk()
    async with app.run_test(size=(100, 20)):
        column = app.column()
        assert column.gutter_cells == 4
        denies, reports = Sign("D", "letter:denies"), Sign("R", "letter:reports")
        first, second = 0, TEXT.index("Paragraph 1")
        third, fourth = TEXT.index("Paragraph 2"), TEXT.index("Paragraph 3")
        column.set_signs(
            {
                first: (denies,),
                second: (Sign("≈", "sign-strong"), denies, reports),
                third: (denies, reports, denies),
                fourth: (Sign("≠", "sign-differ"),),
            }
        )
        gutters = [strip.text[:4] for strip in strips(column)]
        rows = [column.row_of(offset) or 0 for offset in (first, second, third, fourth)]
        assert [gutters[row] for row in rows] == [" D  ", "DR≈ ", "D+  ", "  ≠ "]
        assert gutters[1] == "    "


async def test_folded_lines_show_as_one_dim_row() -> None:
    app = Desk("Title\n\nShare\nPrint\n\nText")
    async with app.run_test(size=(80, 20)):
        column = app.column()
        column.set_folded([Span(7, 12), Span(13, 18)])
        assert lines(column)[:5] == ["Title", "", "⋯ 2 lines of page furniture", "", "Text"]
        assert style_at(column, column.gutter_cells, 2).dim
        column.set_folded([])
        assert lines(column)[2:4] == ["Share", "Print"]


async def test_the_ruler_shows_thumb_and_marks() -> None:
    app = Desk()
    async with app.run_test(size=(80, 20)):
        column = app.column()
        column.set_ruler([(len(TEXT), "hit")])
        thumb, track = PALETTE.combine(("thumb",)), PALETTE.combine(("ruler",))
        last = column.page - 1
        assert strips(column)[last].text[-1] == "▐"
        assert style_at(column, 39, last) == PALETTE.combine(("ruler", "hit"))
        assert [style_at(column, 39, y) for y in (0, last - 1)] == [thumb, track]
        column.reveal(len(TEXT), last)
        assert style_at(column, 39, last) == PALETTE.combine(("thumb", "hit"))
        assert [style_at(column, 39, y) for y in (0, last - 1)] == [track, thumb]


@pytest.mark.parametrize(("height", "rows"), [(13, 1), (20, 2)])
async def test_the_header_takes_one_row_or_two(height: int, rows: int) -> None:
    app = Desk()
    async with app.run_test(size=(80, height)):
        column = app.column()
        column.set_header("A [bold]title[/bold]\x1b[2J", "Outlet · 2020-09-14", "3/12")
        shown = [strip.text for strip in strips(column)]
        assert column.page == column.size.height - rows
        assert any("A [bold]title[/bold]␛[2J" in line for line in shown[:rows])
        assert shown[0].rstrip().endswith("3/12")
        assert shown[rows].strip().startswith("Paragraph 0")
        assert {strip.cell_length for strip in strips(column)} == {40}
        column.set_header("x" * 100, "中" * 100, "中" * 100)
        assert {strip.cell_length for strip in strips(column)} == {40}


async def test_presses_report_the_offset_under_the_pointer() -> None:
    app = Desk("ab 中文 cd\nnext line")
    async with app.run_test(size=(80, 20)) as pilot:
        gutter = app.column().gutter_cells
        app.heard.clear()
        for x, y in [(0, 0), (3, 0), (4, 0), (5, 0), (8, 0), (20, 0), (2, 1), (0, 9)]:
            await pilot.mouse_down("#left", offset=(gutter + x, y))
            await pilot.mouse_up("#left", offset=(gutter + x, y))
        pressed = [m for m in app.heard if isinstance(m, Column.Pressed)]
        assert [m.offset for m in pressed] == [0, 3, 3, 4, 6, 8, 11, 18]
        assert {m.clicks for m in pressed} == {1}
        assert app.focused is app.column()


async def test_clicks_on_one_spot_are_counted() -> None:
    app = Desk()
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.click("#left", offset=(10, 1), times=3)
        await pilot.click("#left", offset=(12, 1), shift=True)
        pressed = [m for m in app.heard if isinstance(m, Column.Pressed)]
        assert [(m.clicks, m.shift) for m in pressed] == [
            (1, False),
            (2, False),
            (3, False),
            (1, True),
        ]


async def test_gutter_ruler_and_wheel_report_and_do_not_move() -> None:
    app = Desk()
    async with app.run_test(size=(80, 20)) as pilot:
        column = app.column()
        app.heard.clear()
        await pilot.click("#left", offset=(0, 4))
        await pilot.click("#left", offset=(39, 18))
        gutter, ruler = (m for m in app.heard if not isinstance(m, Column.Resized))
        assert isinstance(gutter, Column.GutterPressed)
        assert gutter.offset == TEXT.index("Paragraph 1")
        assert gutter.control is column
        assert isinstance(ruler, Column.RulerPressed)
        assert ruler.offset > len(TEXT) * 0.9
        for event in (MouseScrollDown, MouseScrollUp):
            column.post_message(event(column, 9, 9, 0, 0, 0, False, False, False))
        await pilot.pause()
        assert [m.rows for m in app.heard if isinstance(m, Column.Wheel)] == [3, -3]
        assert column.top == 0


async def test_dragging_reports_a_stretch_and_scrolls_at_the_edge() -> None:
    app = Desk()
    async with app.run_test(size=(80, 20)) as pilot:
        column = app.column()
        gutter = column.gutter_cells
        await pilot.mouse_down("#left", offset=(gutter + 2, 0))
        await pilot.hover("#left", offset=(gutter + 5, 1))
        dragged = [m for m in app.heard if isinstance(m, Column.Dragged)]
        assert (dragged[-1].start, dragged[-1].done) == (2, False)
        assert TEXT[: dragged[-1].end].endswith("jumps ")
        await pilot.hover("#left", offset=(gutter + 1, 0))
        dragged = [m for m in app.heard if isinstance(m, Column.Dragged)]
        assert (dragged[-1].start, dragged[-1].end) == (3, 1)
        await pilot.hover(Label)
        for _ in range(100):
            await pilot.pause(0.02)
            if column.top:
                break
        assert column.top > 0
        await pilot.mouse_up("#left", offset=(gutter, 1))
        await pilot.pause()
        top, last = column.top, app.heard[-1]
        assert isinstance(last, Column.Dragged)
        assert last.done
        await pilot.pause(0.15)
        assert column.top == top


async def test_resizing_keeps_the_top_and_is_reported() -> None:
    app = Desk()
    async with app.run_test(size=(80, 20)) as pilot:
        column = app.column()
        offset = TEXT.index("Paragraph 17")
        column.reveal(offset, 0)
        app.heard.clear()
        for size in [(60, 30), (160, 10), (40, 12), (80, 20)]:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert column.row_of(offset) == 0
            assert {strip.cell_length for strip in strips(column)} == {column.size.width}
        assert any(isinstance(m, Column.Resized) and m.column is column for m in app.heard)


async def test_showing_another_article_begins_anew() -> None:
    app = Desk()
    async with app.run_test(size=(80, 20)):
        column = app.column()
        column.set_marks(Layer.HIT, [Mark(0, 5, "hit")])
        column.place(len(TEXT))
        column.show(article("Short."))
        assert lines(column)[0] == "Short."
        assert (column.caret, column.top) == (0, 0)
        assert style_at(column, column.gutter_cells + 1, 0) == PALETTE.combine(())
        column.show(None)
        assert not any(lines(column))


async def test_no_text_selection_of_the_toolkit() -> None:
    app = Desk()
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.mouse_down("#left", offset=(5, 1))
        await pilot.hover("#right", offset=(9, 5))
        await pilot.mouse_up("#right", offset=(9, 5))
        assert not app.screen.selections


async def test_no_moves_of_the_cursor_below_a_dialog() -> None:
    app = Desk("ab \U0001f469\u200d\U0001f467 cd")
    async with app.run_test(size=(80, 20)) as pilot:
        column = app.column()
        assert any(segment.control for segment in strips(column)[0])
        await app.push_screen(ModalScreen[None]())
        await pilot.pause()
        assert not any(segment.control for segment in strips(column)[0])
        assert "\x1b" not in app.export_screenshot()
        await app.pop_screen()
        assert any(segment.control for segment in strips(column)[0])

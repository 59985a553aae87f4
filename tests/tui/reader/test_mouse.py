"""What a click opens, and that nothing is lost without the mouse."""

from collections.abc import Callable
from typing import Any

from textual import events

from crossread.tui.keymap import Settings
from crossread.tui.pane.column import Column
from crossread.tui.screens.differences import Differences
from crossread.tui.screens.note import NoteEditor
from crossread.tui.widgets.line import Line

Open = Callable[..., Any]


def cell_of(sitting: Any, slot: int, sign: str) -> tuple[Column, tuple[int, int]]:
    """The first cell of a column's gutter that shows a sign."""
    column = sitting.reader.columns[slot]
    for y, strip in enumerate(column.render_lines(column.region.reset_offset)):
        x = strip.text[: column.gutter_cells + 4].find(sign)
        if x >= 0 and y >= column.size.height - column.page:
            return column, (x + len(sign) - 1, y)
    rows = [strip.text for strip in column.render_lines(column.region.reset_offset)]
    raise AssertionError(f"no {sign} in the gutter: {rows}")


async def test_a_letter_in_the_gutter_opens_its_annotation(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "1", "j", "3", "g")
        column, cell = cell_of(sitting, 0, " D")
        await sitting.pilot.click(column, offset=cell)
        await sitting.settle()
        assert isinstance(sitting.app.screen, NoteEditor)
        assert sitting.app.screen.annotation.tags == ("denies",)


async def test_a_sign_of_a_parallel_opens_the_versions(open_reader: Open) -> None:
    async with open_reader() as sitting:
        column, cell = cell_of(sitting, 1, "═")
        await sitting.pilot.click(column, offset=cell)
        await sitting.settle()
        assert isinstance(sitting.app.screen, Differences)
        assert sitting.reader.desk.current == 1


async def test_an_empty_gutter_only_takes_the_caret(open_reader: Open) -> None:
    async with open_reader() as sitting:
        column = sitting.reader.columns[0]
        await sitting.pilot.click(column, offset=(0, column.size.height - column.page))
        await sitting.settle()
        assert sitting.app.screen is sitting.reader


async def test_a_name_above_the_columns_opens_its_article(open_reader: Open) -> None:
    async with open_reader(size=(44, 14)) as sitting:
        tabs = sitting.reader.query_one("#tabs", Line)
        x = tabs.text.find("Beta Post") - 1
        await sitting.pilot.click(tabs, offset=(x, 0))
        await sitting.settle()
        assert sitting.reader.desk.current == 1


async def test_a_drag_over_the_lower_edge_scrolls_on(open_reader: Open) -> None:
    async with open_reader(size=(44, 12), settings=Settings()) as sitting:
        column = sitting.reader.columns[0]
        top = column.top
        await sitting.pilot.mouse_down(column, offset=(8, 4))
        await sitting.pilot.hover(column, offset=(8, column.size.height))
        while column.top == top:
            await sitting.pilot.pause()
        await sitting.pilot.mouse_up(column, offset=(8, column.size.height))
        await sitting.settle()
        selection = sitting.reader.sheet.place.selection
        assert selection is not None
        assert selection.end > column.on_screen.start


def click(column: Column, x: int, y: int) -> list[events.MouseEvent]:
    """A press and a release, as the terminal tells of them."""
    at = column.region.offset
    return [
        kind(None, at.x + x, at.y + y, 0, 0, 1, shift=False, meta=False, ctrl=False)
        for kind in (events.MouseDown, events.MouseUp)
    ]


async def test_a_key_right_after_a_click_acts_where_it_was_clicked(open_reader: Open) -> None:
    async with open_reader() as sitting:
        column = sitting.reader.columns[1]
        rows = [strip.text for strip in column.render_lines(column.region.reset_offset)]
        y = next(number for number, row in enumerate(rows) if "A ferry is planned" in row)
        x = rows[y].index("ferry")
        for event in (*click(column, x, y), events.Key("3", "3")):
            sitting.app.post_message(event)
        await sitting.settle()
        await sitting.settle()
        [made] = sitting.annotations("b.txt")
        assert (made.exact, made.tags) == ("A ferry is planned.", ("denies",))
        assert not sitting.annotations("a.txt")


async def test_a_letter_right_after_a_click_goes_into_the_note_that_it_opens(
    open_reader: Open,
) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "1")
        column, (x, y) = cell_of(sitting, 0, "A")
        for event in (*click(column, x, y), *(events.Key(key, key) for key in "xyz")):
            sitting.app.post_message(event)
        await sitting.settle()
        await sitting.settle()
        assert isinstance(sitting.app.screen, NoteEditor)
        assert sitting.app.screen.fields()["note"] == "xyz"


async def test_a_touch_of_a_column_that_is_gone_by_now_means_nothing(open_reader: Open) -> None:
    async with open_reader() as sitting:
        column = sitting.reader.columns[1]
        touches = [
            Column.Pressed(column, 9, 1, shift=False),
            Column.Dragged(column, 9, 20, done=True),
            Column.GutterPressed(column, 9),
            Column.RulerPressed(column, 9),
            Column.Wheel(column, 3),
        ]
        await sitting.press("z")
        for touch in touches:
            column.post_message(touch)
        await sitting.settle()
        assert sitting.app.failure is None
        assert sitting.here() == "Lake town closes its bridge"

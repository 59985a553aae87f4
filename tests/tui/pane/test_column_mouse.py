"""What a column reports of the mouse."""

from textual.events import MouseScrollDown, MouseScrollUp
from textual.widgets import Label

from crossread.tui.pane.column import Column
from tests.tui.pane.columns import TEXT, Desk


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


async def test_no_text_selection_of_the_toolkit() -> None:
    app = Desk()
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.mouse_down("#left", offset=(5, 1))
        await pilot.hover("#right", offset=(9, 5))
        await pilot.mouse_up("#right", offset=(9, 5))
        assert not app.screen.selections

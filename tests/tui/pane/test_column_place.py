"""Caret, cursor and scrolling of a column."""

from textual.screen import ModalScreen

from crossread.articles.span import Span
from crossread.tui.pane.column import Column
from tests.tui.pane.columns import TEXT, Desk, strips, style_at


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

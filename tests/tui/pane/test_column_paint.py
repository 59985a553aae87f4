"""That a column repaints the rows that changed, and no others."""

import pytest

from crossread.articles.span import Span
from crossread.tui import frames
from crossread.tui.pane.marks import Layer, Mark, Sign
from tests.tui.pane.columns import TEXT, Desk, repainted


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

"""Small screens: what is out of sight is told, and nothing is changed unseen."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crossread.annotations.board import marks
from crossread.tui.widgets.grid import Column, Grid

Open = Callable[..., Any]


def rows(sitting: Any) -> list[str]:
    grid = sitting.app.screen.query_one(Grid)
    strips = grid.render_lines(grid.region.reset_offset)
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


async def test_columns_out_of_sight_are_told_on_both_sides(open_reader: Open, folder: Path) -> None:
    for name in ("d", "e"):
        (folder / f"{name}.txt").write_text("More news\n\nThe ferry is late.\n", "utf-8")
    async with open_reader(size=(40, 12)) as sitting:
        await sitting.press("j", "3", "c", "enter", "q", "C")
        hidden = 5 - sum(name in rows(sitting)[0] for name in ("Alp", "Bet", "Gam", " d ", " e "))
        assert rows(sitting)[0].endswith(f" {hidden}›")
        assert "‹" not in rows(sitting)[0]
        await sitting.press(*"llllll")
        assert "‹" in rows(sitting)[0]
        assert not rows(sitting)[0].endswith("›")


async def test_a_wide_screen_has_no_such_signs(open_reader: Open) -> None:
    async with open_reader(size=(200, 50)) as sitting:
        await sitting.press("j", "3", "c", "enter", "q", "C")
        assert not set("‹›") & set(rows(sitting)[0])


async def test_the_history_leaves_room_for_what_was_done(open_reader: Open) -> None:
    async with open_reader(size=(40, 12)) as sitting:
        await sitting.press("j", "3", "H")
        assert "tagged denies “The" in rows(sitting)[1]
        assert all(len(row) <= 40 for row in rows(sitting))


async def test_nothing_is_tagged_where_nothing_is_shown(open_reader: Open) -> None:
    async with open_reader(size=(20, 5)) as sitting:
        await sitting.press("j", "3", "c")
        assert not sitting.annotations("a.txt")
        assert sitting.app.screen is sitting.reader
        await sitting.pilot.resize_terminal(80, 24)
        await sitting.settle()
        await sitting.press("j", "3")
        assert len(sitting.annotations("a.txt")) == 1


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (200, 50)])
async def test_signs_of_a_claim_stand_before_its_row(
    open_reader: Open, size: tuple[int, int]
) -> None:
    async with open_reader(size=size) as sitting:
        await sitting.press("j", "1", "c", "enter", "3", "q", "C")
        board = sitting.app.screen
        sign = marks(board.board.rows[0])
        assert sign.startswith("!")
        claim = sitting.app.screen.query_one(Grid).columns[0].width
        assert rows(sitting)[1][claim + 1 :].split()[0] == sign
        await sitting.press(*"llllhhhh", "o")
        assert rows(sitting)[1][claim + 1 :].split()[0] == sign


async def test_columns_come_back_when_there_is_room(open_reader: Open, folder: Path) -> None:
    for name in ("d", "e"):
        (folder / f"{name}.txt").write_text("More news\n\nThe ferry is late.\n", "utf-8")
    async with open_reader(size=(40, 12)) as sitting:
        await sitting.press("j", "3", "c", "enter", "q", "C", *"llllll")
        assert "‹" in rows(sitting)[0]
        await sitting.pilot.resize_terminal(200, 50)
        await sitting.settle()
        assert not set("‹›") & set(rows(sitting)[0])


@pytest.mark.parametrize("key", ["C", "H", "S", "D", "i"])
async def test_tables_are_laid_out_anew_on_a_terminal_of_another_size(
    open_reader: Open, key: str
) -> None:
    sizes = [(80, 24), (200, 50), (40, 12), (80, 24)]
    fresh: list[list[str]] = []
    for size in sizes:
        async with open_reader(size=size) as sitting:
            if not fresh:
                await sitting.press("j", "3", "c", "enter", "q")
            await sitting.press(key)
            fresh.append(rows(sitting))
    async with open_reader(size=sizes[0]) as sitting:
        await sitting.press(key)
        for size, expected in zip(sizes[1:], fresh[1:], strict=True):
            await sitting.pilot.resize_terminal(*size)
            await sitting.settle()
            assert rows(sitting) == expected


@pytest.mark.parametrize(("key", "first"), [("C", 2), ("D", 0)])
async def test_the_cursor_stands_inside_when_rows_and_columns_go(
    open_reader: Open, key: str, first: int
) -> None:
    def lay_out(number: int) -> Callable[[int], list[Column]]:
        return lambda room: [Column("name", 4)] * number

    async with open_reader() as sitting:
        await sitting.press(key)
        grid = sitting.app.screen.query_one(Grid)
        grid.rows_only = False
        for columns, rows in ((5, 9), (2, 3), (1, 1), (0, 0), (4, 2)):
            grid.fill(lay_out(columns), rows, lambda row, column: ("", ""))
            assert 0 <= grid.cursor[0] < max(1, rows)
            assert min(max(1, first), max(0, columns - 1)) <= grid.cursor[1] < max(1, columns)
            grid.action_edge(1)
            grid.action_move(0, columns)
            assert grid.cursor == (max(0, rows - 1), max(0, columns - 1))
        grid.lay_out = lay_out(2)
        grid.on_resize()
        assert grid.cursor[1] == 1
        grid.fill(lay_out(2), 0, lambda row, column: ("", ""))

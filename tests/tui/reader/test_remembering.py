"""What the reader remembers of a collection, and the columns' order and widths."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crossread.tui.pane.column import Column
from crossread.tui.reader.screen import ReaderScreen
from crossread.tui.screens.library import LibraryScreen

Open = Callable[..., Any]


def shown(sitting: Any) -> list[str]:
    columns = [column for column in sitting.reader.query(Column) if column.display]
    return [column.article.id for column in columns]


def widths(sitting: Any) -> list[int]:
    return [column.size.width for column in sitting.reader.query(Column) if column.display]


async def leave(sitting: Any) -> None:
    await sitting.app.action_leave()


async def test_the_reader_opens_as_it_was_left(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "j", "}", "f", "L", "B", "plus", "tab", "j")
        order, cells, caret = shown(sitting), widths(sitting), sitting.reader.sheet.place.caret
        assert order == ["b.txt", "a.txt", "c.txt"]
        await leave(sitting)
    async with open_reader() as sitting:
        reader = sitting.reader
        assert shown(sitting) == order
        assert widths(sitting) == cells
        assert reader.sheet.article.id == "c.txt"
        assert reader.sheet.place.caret == caret
        assert not reader.linking
        assert not reader.sheet.folding
        assert reader.desk.base == 1
        await sitting.press("shift+tab")
        assert sitting.here().startswith("“We will not")


async def test_a_column_is_scrolled_as_it_was(open_reader: Open, folder: Path) -> None:
    long = "\n\n".join(f"Line number {n} of a long article." for n in range(200))
    (folder / "long.txt").write_text(long, "utf-8")
    for size in ((80, 24), (120, 50), (40, 12)):
        async with open_reader([folder / "long.txt"], size=size) as sitting:
            await sitting.press("g", *["space"] * 4, "k", "k")
            column = sitting.reader.columns[0]
            column.scroll_rows(-3)
            row, top = column.row_of(column.caret), column.top
            await leave(sitting)
        async with open_reader([folder / "long.txt"], size=size) as sitting:
            column = sitting.reader.columns[0]
            assert (column.row_of(column.caret), column.top) == (row, top)
        async with open_reader([folder / "long.txt"], size=(50, 9)) as sitting:
            column = sitting.reader.columns[0]
            assert column.row_of(column.caret) is not None


async def test_one_file_of_a_folder_leaves_its_columns_as_they_lay(
    open_reader: Open, folder: Path
) -> None:
    async with open_reader() as sitting:
        await sitting.press("}", "tab")
        order, current = shown(sitting), sitting.reader.sheet.article.id
        assert order == ["b.txt", "a.txt", "c.txt"]
        await leave(sitting)
    async with open_reader([folder / "c.txt"]) as sitting:
        assert shown(sitting) == ["c.txt"]
        await sitting.press("j")
        await leave(sitting)
    async with open_reader() as sitting:
        assert (shown(sitting), sitting.reader.sheet.article.id) == (order, current)


async def test_flipped_lines_and_one_column_are_remembered(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "F", "z")
        flipped = sitting.reader.sheet.flipped
        assert flipped
        await leave(sitting)
    async with open_reader() as sitting:
        assert sitting.reader.sheet.flipped == flipped
        assert shown(sitting) == ["a.txt"]


async def test_what_was_left_in_a_column_is_there_when_it_comes_back(open_reader: Open) -> None:
    async with open_reader(size=(40, 8)) as sitting:
        await sitting.press("j", "j", "j")
        column = sitting.reader.columns[0]
        before = column.top
        assert before
        await sitting.press("tab", "shift+tab")
        assert column.top == before


async def test_the_library_is_left_for_the_articles_read_last(
    open_reader: Open, folder: Path
) -> None:
    for n in range(4):
        (folder / f"x{n}.txt").write_text(f"Another article {n}\n\nIt says {n}.\n", "utf-8")
    async with open_reader() as sitting:
        assert isinstance(sitting.app.screen, LibraryScreen)
        await sitting.press("space", "down", "space", "enter")
        await sitting.press("j")
        opened = shown(sitting)
        await leave(sitting)
    async with open_reader() as sitting:
        assert isinstance(sitting.app.screen, ReaderScreen)
        assert shown(sitting) == opened


async def test_a_file_that_cannot_be_written_is_no_trouble(
    open_reader: Open, tmp_path: Path
) -> None:
    (tmp_path / "state").write_text("not a folder", "utf-8")
    async with open_reader() as sitting:
        await sitting.press("j", "plus")
        await leave(sitting)
    assert sitting.app.return_code == 0


@pytest.mark.parametrize(("keys", "order"), [("}", "bac"), ("}}", "bca"), ("}{", "abc")])
async def test_columns_move(open_reader: Open, keys: str, order: str) -> None:
    async with open_reader() as sitting:
        await sitting.press(*keys)
        assert shown(sitting) == [f"{letter}.txt" for letter in order]
        assert sitting.reader.sheet.article.id == "a.txt"


async def test_columns_get_wider_narrower_and_even(open_reader: Open) -> None:
    async with open_reader(size=(120, 30)) as sitting:
        await sitting.press("plus", "plus")
        assert widths(sitting) == [48, 36, 36]
        await sitting.press("tab", "minus")
        assert widths(sitting) == [50, 32, 38]
        await sitting.pilot.resize_terminal(240, 30)
        await sitting.settle()
        assert widths(sitting) == [100, 64, 76]
        await sitting.press("_")
        assert widths(sitting) == [80, 80, 80]


async def test_a_border_is_dragged_with_the_mouse(open_reader: Open) -> None:
    async with open_reader(size=(120, 30)) as sitting:
        first = sitting.reader.columns[0]
        await sitting.pilot.mouse_down(first, offset=(39, 10))
        await sitting.pilot.hover(first, offset=(44, 10))
        await sitting.pilot.hover(first, offset=(49, 12))
        await sitting.pilot.mouse_up(first, offset=(49, 12))
        await sitting.settle()
        assert widths(sitting) == [50, 30, 40]


async def test_a_press_on_the_ruler_still_shows_what_lies_there(
    open_reader: Open, folder: Path
) -> None:
    long = "\n\n".join(f"Line number {n} of a long article." for n in range(200))
    (folder / "long.txt").write_text(long, "utf-8")
    async with open_reader([folder / "long.txt"], size=(80, 24)) as sitting:
        column = sitting.reader.columns[0]
        await sitting.pilot.click(column, offset=(79, 15))
        await sitting.settle()
        assert column.top > 0
        assert widths(sitting) == [80]

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crossread.tui.pane.column import Column
from crossread.tui.widgets.line import Line

Open = Callable[..., Any]


@pytest.mark.parametrize(
    ("size", "columns"), [((40, 12), 1), ((80, 24), 2), ((130, 40), 3), ((200, 50), 3)]
)
async def test_as_many_columns_as_fit(
    open_reader: Open, size: tuple[int, int], columns: int
) -> None:
    async with open_reader(size=size) as sitting:
        shown = [column for column in sitting.reader.query(Column) if column.display]
        assert len(shown) == columns
        assert all(column.article is not None for column in shown)
        assert sitting.reader.query_one("#tabs", Line).display == (columns < 3)


async def test_moves_step_over_folded_furniture(open_reader: Open) -> None:
    async with open_reader() as sitting:
        assert sitting.here() == "Lake town closes its bridge"
        await sitting.press("j", "j")
        assert sitting.here().startswith("“We will not")
        await sitting.press("k")
        assert sitting.here().startswith("The bridge")
        await sitting.press("G")
        assert sitting.here().startswith("Shops")
        await sitting.press("g")
        assert sitting.here() == "Lake town closes its bridge"


async def test_columns_slide_when_they_do_not_all_fit(open_reader: Open) -> None:
    async with open_reader(size=(40, 12)) as sitting:
        for title in ("a.txt", "b.txt", "c.txt", "a.txt"):
            [column] = [c for c in sitting.reader.query(Column) if c.display]
            assert column.article is not None
            assert column.article.id == title
            await sitting.press("tab")


async def test_resizing_keeps_place_and_columns(open_reader: Open) -> None:
    async with open_reader(size=(200, 50)) as sitting:
        await sitting.press("j", "j")
        before = sitting.here()
        await sitting.pilot.resize_terminal(40, 12)
        await sitting.settle()
        assert sitting.here() == before
        await sitting.pilot.resize_terminal(200, 50)
        await sitting.settle()
        assert len([c for c in sitting.reader.query(Column) if c.display]) == 3
        assert sitting.here() == before


async def test_a_tiny_terminal_says_so(open_reader: Open) -> None:
    async with open_reader(size=(20, 5)) as sitting:
        assert sitting.reader.query_one("#too-small").display
        await sitting.pilot.resize_terminal(80, 24)
        await sitting.settle()
        assert not sitting.reader.query_one("#too-small").display


async def test_search_highlights_every_column_while_typing(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("slash", *"crac")
        assert sorted(sitting.reader.hits) == ["a.txt", "b.txt", "c.txt"]
        await sitting.press(*"ks", "enter")
        assert " of 4" in sitting.status()
        best = sitting.app.session.index.search("cracks").hits[0].article
        assert sitting.reader.sheet.article.id == best
        first = sitting.reader.hit
        assert "racks" in sitting.here()
        await sitting.press("n")
        assert sitting.reader.hit != first
        assert "racks" in sitting.here()
        await sitting.press("N")
        assert sitting.reader.hit == first
        await sitting.press("backslash")
        assert sitting.reader.hits == {}


async def test_a_query_that_does_not_parse_says_where(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("slash", *"date:nonsense", "enter")
        assert "at character" in sitting.status()


async def test_tags_are_searchable_once_saved(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "3")
        results = sitting.app.session.index.search("tag:denies")
        assert [hit.article for hit in results.hits] == ["a.txt"]


async def test_the_passage_is_copied_with_its_source(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "y")
        assert "Alpha Wire" in sitting.app.clipboard
        assert "engineers found cracks" in sitting.app.clipboard
        assert sitting.app.state is not None
        copied = (sitting.app.state / "copied.txt").read_text("utf-8")
        assert copied == sitting.app.clipboard + "\n"
        await sitting.press("Y")
        assert "Alpha Wire" not in sitting.app.clipboard


async def test_click_double_click_and_triple_click(open_reader: Open) -> None:
    async with open_reader() as sitting:
        column = sitting.reader.columns[0]
        row = column.row_of(sitting.reader.sheet.article.text.index("The bridge"))
        assert row is not None
        await sitting.pilot.click(column, offset=(10, row + 2))
        assert sitting.here().startswith("The bridge")
        await sitting.pilot.click(column, offset=(14, row + 2), times=2)
        selection = sitting.reader.sheet.place.selection
        assert selection is not None
        text = sitting.reader.sheet.article.text
        assert " " not in text[selection.start : selection.end]
        await sitting.pilot.click(column, offset=(18, row + 2), times=3)
        selection = sitting.reader.sheet.place.selection
        assert selection is not None
        assert text[selection.start : selection.end].endswith("cracks.")


async def test_the_library_opens_what_was_chosen(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("i", "space", "j", "space", "enter")
        ids = [sheet.article.id for sheet in sitting.reader.desk.sheets]
        assert ids == ["a.txt", "c.txt"]


async def test_many_articles_open_in_the_library(open_reader: Open, folder: Path) -> None:
    for number in range(4):
        (folder / f"more-{number}.txt").write_text(f"Title {number}\n\nSome words here.\n")
    async with open_reader() as sitting:
        assert type(sitting.app.screen).__name__ == "LibraryScreen"
        await sitting.press("slash", *"ferry", "enter", "enter")
        assert [sheet.article.id for sheet in sitting.reader.desk.sheets] == ["c.txt"]


async def test_markup_and_escapes_in_a_text_are_only_text(open_reader: Open, folder: Path) -> None:
    hostile = (
        "[/] [bold]x[/bold] [@click=app.exit]y[/] \x1b]0;owned\x07 \x9b31m \u202eabc\n\nEnd [/].\n"
    )
    (folder / "a.txt").write_text(hostile, "utf-8")
    async with open_reader() as sitting:
        await sitting.press("j", "1", "e", *"[/]", "f2", "c", *"[/]x", "enter", "C")
        shown = sitting.app.export_screenshot()
        assert "\x1b" not in shown
        assert len(sitting.annotations("a.txt")) == 1


async def test_help_finds_commands(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("question_mark", *"counterpart")
        from textual.widgets import Static

        text = str(sitting.app.screen.query_one("#keys", Static).render())
        assert "Counterpart in the next column" in text
        assert "Undo" not in text
        await sitting.press("escape")
        assert sitting.app.screen is sitting.reader


async def test_every_theme_paints(open_reader: Open) -> None:
    async with open_reader() as sitting:
        seen = set()
        for _ in range(6):
            await sitting.press("T", "j")
            seen.add(sitting.app.theme)
        assert len(seen) == 6


async def test_leaving_saves_and_ends_with_zero(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "1", "q")
        assert sitting.app.return_code == 0
        assert not sitting.app.session.workspace.pending

"""Counts, sequences and the user's own keys, on the screens themselves."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.command import CommandInput, CommandPalette
from textual.geometry import Region

from crossread.tui.keymap import preset_keys
from crossread.tui.settings import Settings
from crossread.tui.widgets.grid import Grid
from crossread.tui.widgets.key_line import KeyLine
from crossread.tui.widgets.line import Line
from crossread.tui.widgets.which_key import WhichKey

Open = Callable[..., Any]


async def test_a_count_repeats_a_move_and_is_shown_while_it_waits(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press(";", "2")
        assert "2 ×" in sitting.status()
        await sitting.press("j")
        assert sitting.here().startswith("“We will not")
        assert "×" not in sitting.status()
        await sitting.press(";", *"999999", "k")
        assert sitting.here() == "Lake town closes its bridge"
        assert sitting.annotations("a.txt") == []


async def test_a_count_repeats_undo_and_edges(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("1", "2", ";", "3", "<")
        (made,) = sitting.annotations("a.txt")
        assert made.exact == "Lake town"
        await sitting.press(";", "9", "u")
        assert sitting.annotations("a.txt") == []
        assert "3 steps" in sitting.status()
        await sitting.press(";", "2", "U")
        assert sitting.annotations("a.txt")[0].tags == ("asserts", "reports")


async def test_with_digits_as_counts_tags_have_the_count_key(open_reader: Open) -> None:
    async with open_reader(settings=Settings(digits=True)) as sitting:
        await sitting.press("2", "j")
        assert sitting.here().startswith("“We will not")
        assert sitting.annotations("a.txt") == []
        await sitting.press(";", "2")
        assert sitting.annotations("a.txt")[0].tags == ("reports",)


async def test_a_sequence_shows_what_may_follow(open_reader: Open) -> None:
    async with open_reader(settings=Settings(keys=preset_keys("vim"))) as sitting:
        await sitting.press("G", "z")
        shown = sitting.reader.query_one(WhichKey)
        assert shown.display
        assert "Fold or show page furniture" in shown.render().plain
        assert shown.region.bottom == sitting.reader.query_one("#status", Line).region.y
        await sitting.press("5")
        assert not shown.display
        assert sitting.annotations("a.txt") == []
        await sitting.press("g", "g")
        assert not shown.display
        assert sitting.here() == "Lake town closes its bridge"


async def test_escape_ends_a_selection(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("v", "w", "escape")
        assert sitting.reader.sheet.place.selection is None


@pytest.mark.parametrize(
    ("opens", "back"),
    [("C", "board.back"), ("D", "codebook.back"), ("H", "history.back"), ("S", "statistics.back")],
)
async def test_key_lines_show_the_keys_there_are(open_reader: Open, opens: str, back: str) -> None:
    keys = {back: "Q,escape", "app.help": "f4"}
    async with open_reader(settings=Settings(keys=keys)) as sitting:
        assert "f4" in sitting.reader.query_one(KeyLine).text
        await sitting.press(opens)
        line = sitting.app.screen.query_one(KeyLine).text
        assert " Q  back " in line
        assert "f4" in line
        await sitting.press("Q")
        assert sitting.app.screen is sitting.reader


async def test_dialogs_say_their_keys_and_close_without_escape(open_reader: Open) -> None:
    keys = {"dialog.cancel": "f9,escape", "dialog.accept": "f8"}
    async with open_reader(settings=Settings(keys=keys)) as sitting:
        for opens in ("e", "c", "t", "X", "I", "?"):
            await sitting.press(opens)
            frame = sitting.app.screen.query("Vertical").first()
            assert "f9" in frame.border_subtitle
            assert frame.border_subtitle.index("f9") < 30, opens  # seen at 40 cells
            await sitting.press("f9")
            assert sitting.app.screen is sitting.reader, opens


@pytest.mark.parametrize(
    ("keys", "closes"),
    [({}, "f3"), ({"dialog.cancel": "f9,escape"}, "f9"), (preset_keys("emacs"), "ctrl+g")],
)
async def test_the_command_palette_closes_without_escape(
    open_reader: Open, keys: dict[str, str], closes: str
) -> None:
    async with open_reader(settings=Settings(keys=keys)) as sitting:
        sitting.app.action_palette()
        await sitting.settle()
        assert isinstance(sitting.app.screen, CommandPalette)
        assert ": back" in sitting.app.screen.query_one(CommandInput).placeholder
        await sitting.press(closes)
        assert sitting.app.screen is sitting.reader


async def test_a_key_at_the_foot_can_be_clicked(open_reader: Open) -> None:
    async with open_reader() as sitting:
        line = sitting.reader.query_one(KeyLine)
        at = line.text.replace("  ", " ").find("select")
        for x in range(line.size.width):
            if sitting.reader.sheet.place.selection or x > at + 20:
                break
            await sitting.pilot.click(KeyLine, offset=(x, 0))
            while sitting.app.screen is not sitting.reader:
                await sitting.press("f3")
        assert sitting.reader.sheet.place.selection


async def test_lists_have_the_keys_of_the_preset_and_counts(open_reader: Open) -> None:
    async with open_reader(settings=Settings(keys=preset_keys("emacs"))) as sitting:
        await sitting.press("D", "ctrl+n", "ctrl+n")
        grid = sitting.app.screen.query_one(Grid)
        assert grid.cursor[0] == 2
        await sitting.press("ctrl+u", "3", "ctrl+n")
        assert grid.cursor[0] == 5
        await sitting.press("ctrl+p")
        assert grid.cursor[0] == 4


async def test_what_may_follow_takes_a_row_each_on_a_small_screen(open_reader: Open) -> None:
    async with open_reader(size=(40, 12)) as sitting:
        await sitting.press("p")
        shown = sitting.reader.query_one(WhichKey)
        rows = [
            strip.text.rstrip() for strip in shown.render_lines(Region(0, 0, *shown.outer_size))
        ]
        assert [row.strip()[:3].rstrip() for row in rows] == ["p …", "m", "c", "C", "f"]
        assert rows[3].endswith("…")
        assert not rows[1].endswith("…")

"""The linear mode, for screen readers and braille: everything is told in words."""

from collections.abc import Callable
from typing import Any

import pytest

from crossread.tui.comfort import Comfort
from crossread.tui.pane.column import Column
from crossread.tui.settings import Settings
from crossread.tui.widgets.grid import Grid
from crossread.tui.widgets.line import Line
from crossread.tui.widgets.words import Words

Open = Callable[..., Any]
LINEAR = Settings(comfort=Comfort(linear=True))


def said(sitting: Any) -> str:
    return sitting.reader.query_one(Words).text


def rows(sitting: Any) -> list[str]:
    [column] = [column for column in sitting.reader.query(Column) if column.display]
    whole = column.region.reset_offset
    return ["".join(s.text for s in strip).rstrip() for strip in column.render_lines(whole)]


@pytest.mark.parametrize("size", [(40, 12), (200, 50)])
async def test_one_article_over_the_full_width(open_reader: Open, size: tuple[int, int]) -> None:
    async with open_reader(size=size, settings=LINEAR) as sitting:
        [column] = [column for column in sitting.reader.query(Column) if column.display]
        assert column.size.width == size[0]
        assert not any(line.display for line in sitting.reader.query(Line))
        words = sitting.reader.query_one(Words)
        assert words.region.bottom == size[1]
        assert column.size.height + words.size.height == size[1]
        text = "\n".join(rows(sitting))
        assert "The bridge over the Lyn was closed" in text
        assert not set(text) & set("═─·≠▐│")


async def test_the_place_is_told_in_words(open_reader: Open) -> None:
    async with open_reader(settings=LINEAR) as sitting:
        await sitting.press("j")
        assert "Alpha Wire, article 1 of 3. Sentence 2 of 5." in said(sitting)
        await sitting.press("tab")
        assert "Beta Post, article 2 of 3. Sentence 1 of" in said(sitting)
        assert sitting.reader.sheet.article.id == "b.txt"


async def test_a_counterpart_is_told_with_its_words(open_reader: Open) -> None:
    async with open_reader(settings=LINEAR) as sitting:
        await sitting.press("j", "j")
        told = said(sitting)
        assert "quote in Beta Post" in told
        assert "We will not take any risk" in told
        await sitting.press("G")
        assert "Only here." in said(sitting)


async def test_what_a_key_did_is_told(open_reader: Open) -> None:
    async with open_reader(settings=LINEAR) as sitting:
        await sitting.press("j", "3")
        assert said(sitting).startswith("Tagged denies. Saved. Alpha Wire, article 1 of 3.")
        assert said(sitting).count("Tagged denies.") == 1
        await sitting.press("k", "j")
        assert "Tagged denies." in said(sitting)
        assert any(row.startswith(" D ") for row in rows(sitting))
        await sitting.press("v", "w")
        assert "characters selected" in said(sitting)


async def test_a_key_switches_it_on_and_off(open_reader: Open) -> None:
    async with open_reader(size=(130, 40)) as sitting:
        assert not sitting.reader.query(Words)
        await sitting.press("Z")
        assert said(sitting).startswith("Linear: one article at a time.")
        assert len([c for c in sitting.reader.query(Column) if c.display]) == 1
        await sitting.press("Z")
        assert len([c for c in sitting.reader.query(Column) if c.display]) == 3
        assert not sitting.reader.query_one(Words).display
        assert sitting.status()
        assert sitting.reader.query_one("#status", Line).display


async def test_hostile_text_is_told_without_markup(open_reader: Open, folder: Any) -> None:
    (folder / "a.txt").write_text("[/] \x1b[31m[@click=app.quit]x[/]\n\nMore.\n", "utf-8")
    async with open_reader([folder / "a.txt"], settings=LINEAR) as sitting:
        await sitting.press("e", *"[/]x", "f2")
        assert "\x1b" not in said(sitting)
        assert "[/]x" in said(sitting)


@pytest.mark.parametrize("undoing", [(), ("u",)])
async def test_what_was_done_is_not_told_of_the_next_article(
    open_reader: Open, undoing: tuple[str, ...]
) -> None:
    async with open_reader(settings=LINEAR) as sitting:
        await sitting.press("1", *undoing)
        assert "agged asserts." in said(sitting)
        await sitting.press("tab")
        assert "article 2 of 3" in said(sitting)
        assert "asserts" not in said(sitting)
        await sitting.press("tab", "tab", "j")
        assert "asserts" not in said(sitting)


async def test_words_that_do_not_fit_end_with_a_sign(open_reader: Open) -> None:
    async with open_reader(size=(40, 12), settings=LINEAR) as sitting:
        await sitting.press("j", "j")
        words = sitting.reader.query_one(Words)
        assert words.size.height == 5
        shown = words.render().plain
        assert "quote in Beta Post" in " ".join(shown.split())
        assert not shown.endswith("…")
        words.say("many words " * 30)
        rows = words.render().plain.split("\n")
        assert len(rows) == 5
        assert rows[-1].endswith("…")
        assert max(map(len, rows)) <= 40


def told(sitting: Any) -> list[str]:
    """The rows of the screen in front, without empty ones."""
    grid = sitting.app.screen.query_one(Grid)
    strips = grid.render_lines(grid.region.reset_offset)
    rows = ("".join(segment.text for segment in strip).rstrip() for strip in strips)
    return [row for row in rows if row]


async def test_differences_are_told_a_sentence_each(open_reader: Open) -> None:
    async with open_reader(size=(100, 30), settings=LINEAR) as sitting:
        await sitting.press("j", "equals_sign")
        rows = told(sitting)
        assert rows[0].startswith(
            "Base, Alpha Wire, 2024-03-05. The bridge over the Lyn was closed"
        )
        assert "Beta Post, 2024-03-06. Engineers found cracks" in "\n".join(rows)
        assert any("Instead of" in row or "Left out" in row or "Added" in row for row in rows)
        assert not set("".join(rows)) & set("═─·≠▐│~+−")
        await sitting.press("b")
        assert told(sitting)[0].startswith("Base, ")
        assert "Alpha Wire" not in told(sitting)[0]
        await sitting.press("enter")
        assert sitting.reader.sheet.article.id != "a.txt"


async def test_the_claim_board_is_told_cell_by_cell(open_reader: Open) -> None:
    async with open_reader(size=(60, 30), settings=LINEAR) as sitting:
        await sitting.press("j", "3", "c", "enter", "q", "C")
        rows = told(sitting)
        assert rows[0].startswith("Claim 1 of 1. The bridge over the Lyn was closed")
        assert any(row.startswith("Alpha Wire, denies: “The bridge") for row in rows)
        assert "Beta Post: not yet read to the end." in rows
        await sitting.press("j", "j")
        assert sitting.app.screen.query_one(Grid).cursor == (0, 3)
        await sitting.press("h", "r")
        assert len(sitting.app.screen_stack) == 3, "the claim in hand is worded anew from its rows"
        await sitting.press("escape", "q")
        assert sitting.app.screen is sitting.reader


async def test_long_statements_are_broken_and_stay_in_sight(open_reader: Open) -> None:
    async with open_reader(size=(40, 12), settings=LINEAR) as sitting:
        for key in ("i", "H", "S", "D", "R", "C"):
            await sitting.press(key)
            for move in ("G", "g", "space", "backspace", "j", "k"):
                await sitting.press(move)
                assert all(len(row) <= 40 for row in told(sitting))
            words = sitting.app.screen.query_one(Words)
            assert words.region.bottom == 12
            await sitting.press("escape")
            assert sitting.app.screen is sitting.reader


async def test_the_terminals_cursor_stands_before_the_statement_in_hand(open_reader: Open) -> None:
    async with open_reader(size=(40, 20), settings=LINEAR) as sitting:
        await sitting.press("i", "j")
        rows, (x, y) = told(sitting), sitting.app.cursor_position
        top = sitting.app.screen.query_one(Grid).region.y
        assert x == 0
        assert rows[y - top].startswith("Beta Post: Cracks shut the Lyn bridge")


async def test_windows_have_no_frame_and_say_rows_in_words(open_reader: Open) -> None:
    async with open_reader(size=(90, 24), settings=LINEAR) as sitting:
        await sitting.press("question_mark")
        assert "Next sentence: j  ↓" in screen_text(sitting)
        assert not set(screen_text(sitting)) & set("╭╮╰╯│─═▐")
        await sitting.press("escape", "j", "t")
        assert "asserts off, key 1, The article states it in its own voice." in screen_text(sitting)
        await sitting.press("escape", "slash", *"cracks")
        assert "hit in Alpha Wire: " in screen_text(sitting)
        await sitting.press("down")
        assert sitting.reader.query_one("#told", Words).text.startswith(
            "2 hits in Beta Post: Cracks"
        )
        assert not set(screen_text(sitting)) & set("╭╮╰╯│─═▐▁▔")


def screen_text(sitting: Any) -> str:
    """All that the terminal shows."""
    lines = sitting.app.screen._compositor.render_strips()  # pyright: ignore[reportPrivateUsage]
    return "\n".join("".join(segment.text for segment in strip) for strip in lines)


async def test_a_proposal_is_told_with_its_words(open_reader: Open) -> None:
    async with open_reader(settings=LINEAR) as sitting:
        await sitting.press("j", "j", "c", "enter")
        assert said(sitting).startswith("Tagged reports; 1 of ")
        assert "the same claim" in said(sitting)
        assert "We will not take any risk" in said(sitting)


async def test_words_without_room_are_no_fault(open_reader: Open) -> None:
    async with open_reader(settings=LINEAR) as sitting:
        words = sitting.reader.query_one(Words)
        words.styles.width = 0
        await sitting.settle()
        assert words.size.width == 0
        assert words.render().plain.strip()

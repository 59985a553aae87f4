"""The filter of the claim board: what is typed, what it leaves, and the way back."""

from collections.abc import Callable
from typing import Any

import pytest

from crossread.annotations.board import Filter
from crossread.annotations.codebook import DEFAULT_CODEBOOK
from crossread.tui.screens.board import ClaimBoard
from crossread.tui.screens.board_filter import FilterError, meant, parse_filter
from crossread.tui.widgets.dialog import Frame
from crossread.tui.widgets.grid import Grid
from crossread.tui.widgets.line import Line
from crossread.tui.widgets.words import Words

Open = Callable[..., Any]
CLAIMED = ("j", "3", "c", "enter", "q", "j", "1", "c", "enter", "q")
OUTLETS = (("Alpha Wire", "Alpha Wire"), ("003", "more/003.txt"))


def test_filters_of_the_board_are_read() -> None:
    found = parse_filter("tag:denies Outlet:Alpha_Wire by:rivera bridge 12:30")
    assert found.tags == {"denies"}
    assert found.outlets == {"Alpha Wire"}
    assert found.annotators == {"rivera"}
    assert found.words == ("bridge", "12:30")
    assert parse_filter("  ") == Filter()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("bridge foo:bar", "no field “foo”: tag, outlet, by"),
        ("tag:", "“tag:” needs a word right after it"),
    ],
)
def test_what_is_no_filter_is_told_in_a_sentence(typed: str, told: str) -> None:
    with pytest.raises(FilterError) as caught:
        parse_filter(typed)
    assert str(caught.value) == told


@pytest.mark.parametrize(
    ("typed", "outlets"),
    [
        ("outlet:alpha_wire", {"Alpha Wire"}),
        ("outlet:wire", {"Alpha Wire"}),
        ("outlet:003", {"more/003.txt"}),
        ("outlet:zzz", {"zzz"}),
    ],
)
def test_a_part_of_a_name_finds_it(typed: str, outlets: set[str]) -> None:
    assert meant(parse_filter(typed), OUTLETS, {}, DEFAULT_CODEBOOK).outlets == outlets


async def filtered(sitting: Any, text: str) -> ClaimBoard:
    """Type a filter on the board, in the place of the one there is."""
    board = sitting.app.screen
    assert isinstance(board, ClaimBoard)
    await sitting.press("slash", "end", "ctrl+u", *text, "enter")
    return board


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
@pytest.mark.parametrize("linear", [False, True])
async def test_a_filter_that_leaves_no_article_says_how_to_come_back(
    open_reader: Open, size: tuple[int, int], linear: bool
) -> None:
    async with open_reader(size=size) as sitting:
        await sitting.press(*CLAIMED, *("Z" if linear else ""), "C", *"lllj")
        board = await filtered(sitting, "outlet:zzz")
        assert sitting.app.screen is board
        assert board.query_one(Grid).count == 0
        told = "no article passes the filter “outlet:zzz”"
        remedy = "/ changes the filter; an empty one shows all"
        if linear:
            assert told[1:] in board.query_one(Words).text
            assert remedy in board.query_one(Words).text
        else:
            assert told in board.query_one("#statement", Line).text
            assert remedy in board.query_one("#detail", Line).text
        # Nothing that can be pressed here leads out of the table.
        await sitting.press(*"jklhpsmrde", "enter", "o", "u")
        assert sitting.app.screen is board
        await filtered(sitting, "")
        assert board.query_one(Grid).count >= 1
        await sitting.press(*"jl", "enter")
        assert sitting.app.screen is sitting.reader


@pytest.mark.parametrize("linear", [False, True])
async def test_the_cursor_stays_on_the_columns_that_a_filter_leaves(
    open_reader: Open, linear: bool
) -> None:
    async with open_reader() as sitting:
        await sitting.press(*CLAIMED, *("Z" if linear else ""), "C")
        board = sitting.app.screen
        await sitting.press(*("jjj" if linear else "lll"))
        assert board.query_one(Grid).cursor[1] == 4
        await filtered(sitting, "outlet:alpha")
        assert [column.name for column in board.board.columns] == ["Alpha Wire"]
        row, column = board.query_one(Grid).cursor
        assert row < len(board.board.rows)
        assert column < len(board.query_one(Grid).columns)
        await sitting.pilot.resize_terminal(40, 12)
        await sitting.settle()
        await sitting.press("enter")
        assert sitting.app.screen is sitting.reader


async def test_plain_words_find_claims_by_wording_and_tag(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press(*CLAIMED, "C")
        board = sitting.app.screen
        both = [row.claim.statement for row in board.board.rows]
        assert len(both) == 2

        async def found(text: str) -> list[str]:
            await filtered(sitting, text)
            return [row.claim.statement for row in board.board.rows]

        assert await found("LYN closed") == [one for one in both if "Lyn" in one]
        assert await found("lyn denies") == [one for one in both if "Lyn" in one]
        assert await found("denies asserts") == []
        assert "no claim passes" in board.query_one("#statement", Line).text
        assert await found("") == both


async def test_an_unknown_field_is_told_and_can_be_mended(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press(*CLAIMED, "C")
        board = await filtered(sitting, "foo:bar")
        told = str(sitting.app.screen.query_one(Frame).border_subtitle)
        assert told == "no field “foo”: tag, outlet, by"
        await sitting.press("ctrl+u", *"tag:denies", "enter")
        assert sitting.app.screen is board
        assert len(board.board.rows) == 1
        await sitting.press("slash", "enter")  # the filter is offered as it was typed
        assert len(board.board.rows) == 1

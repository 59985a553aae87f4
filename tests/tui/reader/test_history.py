"""The history tells its steps apart: which passage, under which claim."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.geometry import Region
from textual.widgets import OptionList, Static

from crossread.annotations.history import Change
from crossread.annotations.model import Claim
from crossread.tui.comfort import Comfort
from crossread.tui.screens.history_words import Subject, subject_of
from crossread.tui.settings import Settings
from crossread.tui.widgets.grid import Grid
from crossread.tui.widgets.line import Line

Open = Callable[..., Any]


async def test_steps_with_one_label_are_told_apart(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "1", "c", "enter", "y", "y", "q", "H")
        grid = sitting.app.screen.query_one(Grid)
        what = [grid.cell(row, 2)[0] for row in range(grid.count)]
        mentions = [words for words in what if words.startswith("mention: asserts “")]
        assert len(mentions) == 2
        assert len({*mentions}) == 2
        detail = sitting.app.screen.query_one("#detail", Line).text
        assert "claim: The bridge over the Lyn" in detail


async def test_a_step_is_told_with_its_passage_and_claim(open_reader: Open) -> None:
    linear = Settings(comfort=Comfort(linear=True))
    async with open_reader(settings=linear) as sitting:
        await sitting.press("j", "1", "c", "enter", "y", "q", "H")
        said = sitting.app.screen.statement(0, 0)
        assert said.startswith("Mention: asserts “")
        assert "Under the claim: The bridge over the Lyn" in said


def test_a_step_without_a_passage_has_its_label_only() -> None:
    claim = Claim("c1", "It rains.")
    assert subject_of([Change("claim", "", "c1", None, claim)], {}) == Subject()


async def test_steps_of_an_undone_claim_keep_its_words(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "1", "c", "enter", "y", "q")
        while sitting.app.session.workspace.claims:
            await sitting.press("u")
        await sitting.press("H")
        grid = sitting.app.screen.query_one(Grid)
        mentions = [n for n in range(grid.count) if grid.cell(n, 2)[0].startswith("mention:")]
        grid.stand_on(mentions[0], 0)
        await sitting.settle()
        detail = sitting.app.screen.query_one("#detail", Line).text
        assert "claim: The bridge over the Lyn" in detail


async def test_every_option_of_a_narrow_list_is_one_row(open_reader: Open) -> None:
    async with open_reader(size=(40, 12)) as sitting:
        await sitting.press("t")
        listed = sitting.app.screen.query_one(OptionList)
        assert listed.virtual_size.height == listed.option_count
        await sitting.press("j", "j")
        below = str(sitting.app.screen.query_one("#definition", Static).render())
        assert below == "The article denies it."
        await sitting.press("f3", "X")
        listed = sitting.app.screen.query_one(OptionList)
        assert listed.virtual_size.height == listed.option_count


@pytest.mark.parametrize(("size", "rows"), [((80, 24), 2), ((40, 12), 1)])
async def test_the_row_in_hand_is_told_as_far_as_there_is_room(
    open_reader: Open, size: tuple[int, int], rows: int
) -> None:
    async with open_reader(size=size) as sitting:
        await sitting.press("j", "j", "1", "c", *"abc " * 25, "enter", "q", "H")
        detail = sitting.app.screen.query_one("#detail", Line)
        assert detail.size.height == rows
        shown = [strip.text for strip in detail.render_lines(Region(0, 0, *detail.size))]
        assert [len(row) for row in shown] == [size[0]] * rows
        assert shown[-1].rstrip().endswith("…")
        said = " ".join(row.strip(" …") for row in shown)
        assert detail.text.strip().replace("  ", " ").startswith(said)
        await sitting.press("j")
        after = [strip.text for strip in detail.render_lines(Region(0, 0, *detail.size))]
        assert after != shown

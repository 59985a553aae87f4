"""Merging claims on the board: what to press is told, and so is what came of it."""

from collections.abc import Callable
from typing import Any

import pytest

from crossread.tui.widgets.line import Line

Open = Callable[..., Any]
TWO_CLAIMS = ("j", "1", "c", "enter", "q", "j", "1", "c", "enter", "q", "C")


def shown(sitting: Any) -> str:
    """The status line of the board as it is painted, cut where it is cut."""
    line = sitting.app.screen.query_one("#status", Line)
    [strip] = line.render_lines(line.region.reset_offset)
    return "".join(segment.text for segment in strip).strip()


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
async def test_what_to_press_is_in_sight(open_reader: Open, size: tuple[int, int]) -> None:
    async with open_reader(size=size) as sitting:
        await sitting.press(*TWO_CLAIMS, "m")
        assert shown(sitting).startswith("merge: enter on another claim, m: not")
        await sitting.press("j")
        assert shown(sitting).startswith("merge: enter on another claim")
        await sitting.press("enter")
        assert len(sitting.app.session.workspace.claims) == 1
        assert shown(sitting).startswith("merged into: ")


@pytest.mark.parametrize(
    ("key", "words"), [("enter", "the claim itself"), ("m", "not merged"), ("q", "not merged")]
)
async def test_no_merger_is_told(open_reader: Open, key: str, words: str) -> None:
    async with open_reader(size=(80, 24)) as sitting:
        await sitting.press(*TWO_CLAIMS, "m", key)
        assert words in shown(sitting)
        await sitting.press("j", "m")
        assert shown(sitting).startswith("merge: ")
        assert len(sitting.app.session.workspace.claims) == 2


async def test_a_single_claim_has_nothing_to_merge_into(open_reader: Open) -> None:
    async with open_reader(size=(80, 24)) as sitting:
        await sitting.press("j", "1", "c", "enter", "q", "C", "m")
        assert "no other claim" in shown(sitting)
        await sitting.press("enter")
        assert sitting.app.screen is sitting.reader

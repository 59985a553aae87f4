"""Screens that have nothing to show say what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crossread.tui.widgets.line import Line

Open = Callable[..., Any]


def said(sitting: Any) -> str:
    """What the lines of the screen in front say."""
    return "\n".join(line.text for line in sitting.app.screen.query(Line))


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("C", "no claims yet: in the reader, c puts"),
        ("H", "nothing was changed yet: tag a sentence first (q goes back)"),
        ("R", "every annotation has its place"),
        ("S", "nothing is tagged yet: tag a sentence first (q goes back)"),
    ],
)
async def test_an_empty_screen_says_what_to_do(open_reader: Open, key: str, words: str) -> None:
    async with open_reader() as sitting:
        await sitting.press(key)
        assert words in said(sitting)
        await sitting.press("q")
        assert sitting.app.screen is sitting.reader


@pytest.mark.parametrize("key", ["full_stop", "equals_sign", "B"])
async def test_one_article_alone_has_nothing_to_compare_with(
    open_reader: Open, folder: Path, key: str
) -> None:
    async with open_reader(paths=[folder / "a.txt"]) as sitting:
        await sitting.press(key)
        assert "open a folder of several articles" in sitting.status()
        await sitting.press("tab")
        assert "open a folder" not in sitting.status()


async def test_a_filter_that_nothing_passes_says_so(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("i")
        assert " q  back " in said(sitting)
        assert "leave" not in said(sitting)
        await sitting.press("slash", *"zzz")
        assert "nothing passes the filter" in said(sitting)
        assert "enter reads this article" not in said(sitting)


async def test_a_search_without_hits_offers_a_way_on(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("slash", *"qqqqqq")
        assert "nothing found" in said(sitting)
        assert "try fewer words, wor* or word~" in said(sitting)


async def test_the_fields_of_a_search_are_seen_whole(open_reader: Open) -> None:
    async with open_reader(size=(80, 24)) as sitting:
        await sitting.press("slash")
        answer = sitting.app.screen.query_one("#answer", Line)
        assert answer.text.endswith("tag:denies")
        assert len(answer.text) <= 80
        await sitting.press(*"colour:red")
        assert answer.text.endswith("author, tag, claim, speaker, date.")
        assert len(answer.text) <= 80
        await sitting.press("ctrl+u", *"qqqqqq")
        assert "try fewer words, wor* or word~" in answer.text
        assert len(answer.text) <= 80


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("n", "/ searches"),
        ("A", "/ searches"),
        ("d", "tag’s key makes one"),
        ("u", "nothing to undo"),
        ("right_square_bracket", "no annotation"),
        ("M", "nothing needs checking"),
        ("comma", "no jump"),
    ],
)
async def test_a_key_that_can_do_nothing_says_why(open_reader: Open, key: str, words: str) -> None:
    async with open_reader() as sitting:
        await sitting.press(key)
        assert words in sitting.status()

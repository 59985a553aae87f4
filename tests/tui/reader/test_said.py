"""What the status line says: what was just done, and nothing of what is no more."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crossread.tui.app import CrossreadApp
from crossread.tui.comfort import Comfort
from crossread.tui.settings import Settings
from crossread.tui.told import sentences
from crossread.tui.widgets.line import Line
from crossread.tui.widgets.words import Words
from tests.tui.conftest import tagged_then_reworded

Open = Callable[..., Any]


async def test_a_search_that_is_forgotten_is_spoken_of_no_more(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "w", "asterisk")
        assert "hit 3 of" in sitting.status()
        await sitting.press("backslash")
        assert "hit" not in sitting.status()
        assert "the search is forgotten" in sitting.status()
        await sitting.press("backslash")
        assert "no search to forget" in sitting.status()


async def test_what_was_undone_on_another_screen_is_not_told_as_done(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "1", "c", "enter", "q")
        assert "claim: The bridge" in sitting.status()
        await sitting.press("H", "j", "enter", "q")
        assert not sitting.app.session.workspace.claims
        assert "claim" not in sitting.status()


async def test_the_width_of_a_column_is_told_in_characters(open_reader: Open) -> None:
    async with open_reader(size=(130, 30)) as sitting:
        await sitting.press("minus")
        assert "characters wide" in sitting.status()


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("x", "no selection: v begins one"),
        ("8", "no tag has the key 8: D, the codebook"),
        ("at", "everything is saved"),
        ("Q", "Q has no meaning here: ? lists the keys"),
    ],
)
async def test_no_key_is_silent(open_reader: Open, key: str, words: str) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", key)
        assert words in sitting.status()
        assert not sitting.annotations("a.txt")
        await sitting.press("j")
        assert words not in sitting.status()


async def test_a_single_place_in_review_says_that_there_is_no_other(
    open_reader: Open, folder: Path
) -> None:
    await tagged_then_reworded(open_reader, folder)
    async with open_reader() as sitting:
        await sitting.press("R", "tab")
        said = sitting.app.screen.query_one("#status", Line).text
        assert "there is no other place" in said


async def test_a_copy_names_its_file_on_a_narrow_screen(
    open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(CrossreadApp, "copy_to_clipboard", lambda app, text: None)
    async with open_reader(size=(40, 12)) as sitting:
        await sitting.press("y")
        line = sitting.reader.query_one("#status", Line)
        [strip] = line.render_lines(line.region.reset_offset)
        assert "copied.txt" in "".join(segment.text for segment in strip)


async def test_what_is_only_here_is_told_once(open_reader: Open) -> None:
    linear = Settings(comfort=Comfort(linear=True))
    async with open_reader(settings=linear) as sitting:
        await sitting.press("G", "equals_sign")
        assert sitting.reader.query_one(Words).text.casefold().count("only here") == 1


async def test_quotations_on_the_board_have_one_pair_of_marks(open_reader: Open) -> None:
    linear = Settings(comfort=Comfort(linear=True))
    async with open_reader(settings=linear) as sitting:
        await sitting.press("j", "j", "1", "c", "enter", "q", "C")
        said = sitting.app.screen.statement(0, 2)
        assert "asserts: mayor Ada Holm: “We will not" in said
        assert "““" not in said
    quoted = "he says: “It rains.”"
    assert sentences([quoted]) == "He says: “It rains.”"
    assert sentences(["he says “rain”"]) == "He says “rain”."

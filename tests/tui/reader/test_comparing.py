from collections.abc import Callable
from typing import Any

import pytest
from textual.widgets import Static

from crossread.tui.screens.differences import Differences

Open = Callable[..., Any]


async def test_columns_follow_and_say_when_nothing_corresponds(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("j")
        beta = sitting.reader.desk.sheets[1]
        text = beta.article.text
        sentence = beta.motions.at("sentence", beta.place.caret)
        assert sentence is not None
        assert "Engineers found cracks" in text[sentence.start : sentence.end]
        await sitting.press("G")
        assert "nothing here" in sitting.reader.column_notes["b.txt"]
        await sitting.press("tab")
        assert not sitting.reader.column_notes["b.txt"]


async def test_a_comparison_that_fails_is_told_and_not_waited_for(
    open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise OSError("no more processes [/]")

    monkeypatch.setattr("crossread.articles.parallels.find_parallels", failing)
    async with open_reader() as sitting:
        assert any("comparing the articles failed" in said for said in sitting.notices)
        assert "comparing" not in sitting.status()
        await sitting.press("full_stop")
        assert "the articles could not be compared" in sitting.status()


async def test_linking_is_switched_off(open_reader: Open) -> None:
    async with open_reader() as sitting:
        before = sitting.reader.desk.sheets[1].place
        await sitting.press("L", "j")
        assert sitting.reader.desk.sheets[1].place == before
        await sitting.press("L")
        assert sitting.reader.desk.sheets[1].place != before


async def test_only_the_base_moves_the_others(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("B", "tab")
        before = sitting.reader.desk.sheets[0].place
        await sitting.press("j")
        assert sitting.reader.desk.sheets[0].place == before


async def test_jump_to_the_counterpart_and_back_takes_a_press_each(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "j", "full_stop")
        assert sitting.reader.sheet.article.id == "b.txt"
        assert "We will not take any risk" in sitting.here()
        assert "quote" in sitting.status()
        await sitting.press("comma")
        assert sitting.reader.sheet.article.id == "a.txt"
        assert sitting.here().startswith("“We will not")


async def test_differences_show_without_colour(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "equals_sign")
        assert isinstance(sitting.app.screen, Differences)
        text = str(sitting.app.screen.query_one("#versions", Static).render())
        assert "~Monday" in text
        assert "Alpha Wire" in text
        assert "Beta Post" in text
        await sitting.press("b", "enter")
        assert sitting.reader.sheet.article.id != "a.txt"


async def test_one_article_alone_has_no_parallels(open_reader: Open, folder: Any) -> None:
    async with open_reader([folder / "a.txt"]) as sitting:
        await sitting.press("j", "full_stop", "equals_sign")
        assert sitting.app.screen is sitting.reader

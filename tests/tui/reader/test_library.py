"""The library of many articles: no key waits until they are in order."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crossread.tui.screens import library
from crossread.tui.screens.library import Library
from crossread.tui.widgets.line import Line

Open = Callable[..., Any]


@pytest.fixture
def many(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A collection that counts as one of very many articles."""
    monkeypatch.setattr(library, "_MANY", 2)
    for number in range(8):
        title = f"Title {9 - number}"
        (folder / f"more-{number}.txt").write_text(f"{title}\n\nSome words here.\n")
    return folder


async def test_many_are_put_in_order_aside(open_reader: Open, many: Path) -> None:
    async with open_reader() as sitting:
        screen = sitting.app.screen
        assert isinstance(screen, Library)
        screen.order = "outlet"
        screen.action_order()
        before = [article.id for article in screen.shown]
        assert before == sorted(before)
        assert "by title…" in screen.query_one("#status", Line).text
        await sitting.app.workers.wait_for_complete()
        await sitting.pilot.pause()
        titles = [article.title for article in screen.shown]
        assert titles == sorted(titles, key=str.casefold)
        assert "by title" in screen.query_one("#heading", Line).text


async def test_a_key_that_needs_the_order_has_it(open_reader: Open, many: Path) -> None:
    async with open_reader() as sitting:
        screen = sitting.app.screen
        screen.wanted = "ferry"
        screen.build()
        screen.action_choose()
        assert screen.chosen == ["c.txt"]

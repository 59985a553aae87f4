"""What the status line says: what was just done, and nothing of what is no more."""

from collections.abc import Callable
from typing import Any

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

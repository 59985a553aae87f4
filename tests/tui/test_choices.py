"""Lists to choose from in dialogs obey the keys of every list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.widgets import OptionList

Open = Callable[..., Any]


async def test_a_list_in_a_dialog_has_the_keys_of_every_list(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("X")
        listed = sitting.app.screen.query_one(OptionList)
        last = listed.option_count - 1
        places: list[int | None] = []
        for key in ("j", "j", "k", "G", "g"):
            await sitting.press(key)
            places.append(listed.highlighted)
        assert places == [1, 2, 1, last, 0]


async def test_tags_are_gone_through_with_letters_too(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("t", "j", "j", "k", "space", "enter")
        assert "reports" in sitting.status()

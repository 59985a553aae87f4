"""Lists of Textual that are asked for another page before they have any room."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.widgets import OptionList

Open = Callable[..., Any]


@pytest.mark.parametrize("key", ["pagedown", "pageup"])
async def test_a_page_turned_before_the_list_is_there_ends_nothing(
    open_reader: Open, key: str
) -> None:
    async with open_reader() as sitting:
        await sitting.press("colon")
        listed = sitting.app.screen.query_one(OptionList)
        listed.display = False
        await sitting.settle()
        listed.clear_options()
        listed.add_options(["one", "two"])
        listed.highlighted = 1
        await sitting.press(key)
        assert sitting.app.failure is None
        assert sitting.app.screen.query(OptionList)

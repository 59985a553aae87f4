"""What Textual does not take well: keys in lists without room, and closing twice."""

import gc
from collections.abc import Callable
from typing import Any

import pytest
from rich.style import Style
from textual import events
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, OptionList

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


@pytest.mark.parametrize("key", ["colon", "t", "X"])
async def test_a_click_on_an_option_that_is_gone_by_now_ends_nothing(
    open_reader: Open, key: str
) -> None:
    async with open_reader() as sitting:
        await sitting.press(key)
        screen = sitting.app.screen
        listed = screen.query_one(OptionList)
        there, gone = Style(meta={"option": 0}), Style(meta={"option": listed.option_count})
        listed.post_message(click(listed, gone))
        await sitting.settle()
        assert sitting.app.failure is None
        assert listed.highlighted == 0
        listed.highlighted = 1
        listed.post_message(click(listed, there))
        await sitting.settle()
        assert sitting.app.screen is not screen or listed.highlighted == 0


def click(widget: Widget, style: Style) -> events.Click:
    return events.Click(widget, 1, 1, 0, 0, 1, False, False, False, style=style)


@pytest.mark.parametrize("key", ["question_mark", "C", "H", "equals_sign"])
async def test_what_is_closed_twice_leaves_the_reader_open(open_reader: Open, key: str) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", key)
        found = sitting.app.screen
        assert found is not sitting.reader
        found.dismiss(None)
        found.dismiss(None)
        await sitting.settle()
        assert sitting.app.screen is sitting.reader


async def test_a_palette_told_twice_to_close_leaves_the_reader_open(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("colon")
        palette = sitting.app.screen
        await palette.run_action("escape")
        await palette.run_action("escape")
        await sitting.settle()
        assert sitting.app.screen is sitting.reader
        assert sitting.app.failure is None


async def test_a_palette_can_be_opened_again_while_it_goes(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("colon")
        sitting.app.screen.dismiss(None)
        sitting.app.action_palette()
        await sitting.pilot.pause()
        assert sitting.app.failure is None
        assert sitting.app.screen.query(OptionList)


async def test_what_is_typed_while_the_palette_closes_ends_nothing(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("colon")
        palette = sitting.app.screen
        field = palette.query_one(Input)
        closed = palette.dismiss(None)
        palette.post_message(Input.Changed(field, "und"))
        await closed
        await sitting.settle()
        assert sitting.app.failure is None
        assert sitting.app.screen is sitting.reader


async def test_a_command_chosen_for_a_screen_that_closes_is_not_carried_out(
    open_reader: Open,
) -> None:
    async with open_reader() as sitting:
        await sitting.press("C")
        board = sitting.app.screen
        commands = {c.title: c.callback for c in sitting.app.get_system_commands(board)}
        await sitting.press("q")
        commands["Undo"]()
        assert sitting.app.failure is None
        commands["Help"]()
        await sitting.settle()
        assert sitting.app.screen is not sitting.reader


@pytest.mark.parametrize("key", ["question_mark", "C", "H", "D", "t", "e"])
async def test_nothing_is_left_of_a_screen_that_was_closed(open_reader: Open, key: str) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "1")
        for _ in range(6):
            await sitting.press(key, "j", "f3", "escape")
            assert sitting.app.screen is sitting.reader
        gc.collect()
        # Of one, Textual itself may hold on to what had the mouse or the keys.
        assert len([each for each in gc.get_objects() if isinstance(each, Screen)]) <= 3

"""Ends of sentences, what is in sight, the middle, the word under the caret; and vim's keys."""

from collections.abc import Callable
from typing import Any

from textual.widgets import Input

from crossread.tui.keymap import preset_keys
from crossread.tui.settings import Settings

Open = Callable[..., Any]
VIM = Settings(keys=preset_keys("vim"))


def rest(sitting: Any) -> str:
    sheet = sitting.reader.sheet
    return sheet.article.text[sheet.place.caret :]


async def test_ends_of_the_sentence(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "w", "dollar_sign")
        assert rest(sitting).startswith(".\n")
        await sitting.press("circumflex_accent")
        assert rest(sitting).startswith("The bridge over the Lyn")
        await sitting.press("w", "v", "dollar_sign")
        selected = sitting.reader.sheet.place.selection
        text = sitting.reader.sheet.article.text
        assert text[slice(*selected)].startswith("bridge over")
        assert text[slice(*selected)].endswith("cracks.")


async def test_what_is_in_sight_and_the_middle(open_reader: Open) -> None:
    async with open_reader(size=(40, 10)) as sitting:
        column = sitting.reader.column_of(0)
        await sitting.press("alt+pagedown")
        seen, here = column.on_screen, sitting.reader.sheet.place.caret
        assert seen.start < here < seen.end
        following = sitting.reader.sheet.motions.following("sentence", here)
        assert following is None or following.start >= seen.end
        await sitting.press("alt+pageup")
        assert sitting.reader.sheet.place.caret < here
        await sitting.press("J", "J")
        await sitting.press("percent_sign")
        assert column.row_of(sitting.reader.sheet.place.caret) == column.page // 2


async def test_the_word_under_the_caret_is_searched(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "w", "asterisk")
        assert sitting.reader.query_text == '"bridge"'
        assert rest(sitting).startswith("bridge")
        assert sitting.reader.sheet.article.id == "b.txt"
        assert "hit 3 of" in sitting.status()


async def test_everyday_keys_of_vim(open_reader: Open) -> None:
    async with open_reader(settings=VIM) as sitting:
        await sitting.press("j", "dollar_sign", "0")
        assert rest(sitting).startswith("The bridge over the Lyn")
        await sitting.press("G", "z", "z", "H")
        assert sitting.reader.sheet.place.caret == sitting.reader.sheet.motions.first()
        await sitting.press("f", "a", "apostrophe", "apostrophe")
        assert sitting.reader.sheet.article.id == "a.txt"
        await sitting.press("L", "g", "h")
        assert type(sitting.app.screen).__name__ == "History"


async def test_nothing_moves_or_blinks(open_reader: Open) -> None:
    async with open_reader() as sitting:
        assert sitting.app.animation_level == "none"
        for keys in (("e",), ("c",), ("slash",), ("question_mark",), ("X",), ("I",), ("W",)):
            await sitting.press("j", *keys)
            blinking = [
                field
                for field in sitting.app.screen.query("*")
                if field.has_focus and getattr(field, "cursor_blink", False)
            ]
            assert blinking == []
            assert sitting.app.screen.query(Input)
            await sitting.press("f3")
            assert sitting.app.screen is sitting.reader

"""Keys that come all at once: each acts on what those before it have led to."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.events import Event, Paste
from textual.widgets import Input, TextArea

from crossread.tui.screens.note import NoteEditor
from tests.tui.conftest import Open


async def test_tab_comes_before_the_letters_after_it(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.burst("e", "o", "tab", *"spk", "backspace", "Q")
        assert sitting.app.screen.query_one("#note", TextArea).text == "o"
        assert sitting.app.screen.query_one("#speaker", Input).value == "spQ"


async def test_backspace_comes_before_the_letters_after_it(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.burst("e", "a", "b", "backspace", "c", "left", "d", "enter", "e")
        assert sitting.app.screen.query_one("#note", TextArea).text == "ad\nec"


@pytest.mark.parametrize(("answers", "mentions"), [("yy", 3), ("nn", 1), ("ynq", 2)])
async def test_enter_takes_a_claim_and_letters_answer(
    open_reader: Open, answers: str, mentions: int
) -> None:
    async with open_reader() as sitting:
        await sitting.burst("j", "c", "enter", *answers)
        claims = sitting.app.session.workspace.claims
        assert [claim.statement[:20] for claim in claims.values()] == ["The bridge over the "]
        made = sitting.app.session.all_annotations()
        assert sum(bool(a.claim) for a in made) == mentions


@pytest.mark.parametrize("close", ["f2", "escape"])
async def test_a_key_closes_a_dialog_and_the_next_ones_are_commands(
    open_reader: Open, close: str
) -> None:
    async with open_reader() as sitting:
        await sitting.burst("e", "x", close, "j", "1", "e", "y", "tab", "z", close, "j", "1")
        first, second, third = sitting.annotations("a.txt")
        assert (first.note, first.tags) == ("x", ())
        assert (second.note, second.speaker, len(second.tags)) == ("y", "z", 1)
        assert third.note == ""
        assert len(third.tags) == 1


async def test_a_paste_keeps_its_place_between_keys(open_reader: Open) -> None:
    def pasted(text: str) -> Event:
        return Paste(text)

    async with open_reader() as sitting:
        keys = ("e", pasted("one "), "a", "tab", pasted("two "), "b", "backspace", "c", "f2")
        await sitting.burst(*keys, "j", "e", pasted("three"), "f2")
        first, second = sitting.annotations("a.txt")
        assert (first.note, first.speaker) == ("one a", "two c")
        assert second.note == "three"


async def test_many_dialogs_one_after_the_other(open_reader: Open) -> None:
    async with open_reader() as sitting:
        one = ("e", "x", "tab", "y", "backspace", "z", "enter", "u", "question_mark", "escape")
        await sitting.burst(*one * 5, "e", "tab", *"spk")
        assert isinstance(sitting.app.screen, NoteEditor)
        assert sitting.app.screen.query_one("#speaker", Input).value == "spk"
        assert sitting.annotations("a.txt") == []


async def test_what_is_searched_for_is_typed_before_it_is_left(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.burst("slash", *"bridga", "backspace", "e", "escape", "j", "1")
        assert len(sitting.annotations("a.txt")) == 1


async def test_a_field_that_never_answers_does_not_stop_the_keys(
    open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_reader() as sitting:
        await sitting.press("e")
        monkeypatch.setattr("crossread.tui.commanding._LONGEST", 0.2)
        field = sitting.app.screen.query_one("#note", TextArea)
        later = field.call_later

        def deaf(call: Callable[..., object], *given: object) -> bool:
            return getattr(call, "__name__", "") == "_arrived" or later(call, *given)

        monkeypatch.setattr(field, "call_later", deaf)
        await sitting.burst("a", "tab", "b", "f2", "j", "1")
        note, _ = sitting.annotations("a.txt")
        assert (note.note, note.speaker) == ("a", "b")

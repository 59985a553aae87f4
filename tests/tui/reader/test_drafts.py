"""Long texts that were being typed are offered again."""

from pathlib import Path

from textual.widgets import Input, TextArea

from crossread.annotations.drafts import Drafts
from crossread.tui.widgets.drafting import KEEP_SECONDS, Drafting
from tests.tui.conftest import Open, Sitting


def left(state: Path) -> list[Path]:
    return list((state / "drafts").glob("*.json"))


def dialog(sitting: Sitting) -> Drafting[object]:
    screen = sitting.app.screen
    assert isinstance(screen, Drafting)
    return screen


async def cut_short(sitting: Sitting) -> None:
    """As if the program ended here."""
    dialog(sitting).keep_now()


async def test_a_note_is_there_again(open_reader: Open, tmp_path: Path):
    async with open_reader() as sitting:
        await sitting.press("j", "1", "e", *"why", "tab", *"Ada")
        await cut_short(sitting)
    async with open_reader() as sitting:
        await sitting.press("j", "e")
        screen = dialog(sitting)
        assert screen.query_one("#note", TextArea).text == "why"
        assert screen.query_one("#speaker", Input).value == "Ada"
        await sitting.press("f2")
        assert [(a.note, a.speaker) for a in sitting.annotations("a.txt")] == [("why", "Ada")]
        assert not left(tmp_path / "state")


async def test_a_note_that_may_not_be_saved_is_not_thrown_away(open_reader: Open, tmp_path: Path):
    async with open_reader() as sitting:
        sidecar = sitting.folder / "a.txt.annotations.json"
        await sitting.press("j", "e", *"why")
        sidecar.write_text("{")
        sitting.app.bring_in(frozenset({sidecar}))
        await sitting.settle()
        await sitting.press("f2")
        assert not sitting.annotations("a.txt")
        sidecar.unlink()
        sitting.app.bring_in(frozenset({sidecar}))
        await sitting.settle()
        await sitting.press("e")
        assert dialog(sitting).query_one("#note", TextArea).text == "why"


async def test_what_was_typed_can_be_dropped_at_once(open_reader: Open):
    async with open_reader() as sitting:
        await sitting.press("j", "1", "e", *"wrong", "ctrl+r")
        assert dialog(sitting).query_one("#note", TextArea).text == ""
        await sitting.press("escape")
        assert [one.note for one in sitting.annotations("a.txt")] == [""]


async def test_a_note_that_was_kept_says_how_to_take_it_back(open_reader: Open):
    async with open_reader() as sitting:
        await sitting.press("j", "1", "e", *"wrong", "escape")
        assert "note and speaker; u takes that back" in sitting.status()
        await sitting.press("u")
        assert [one.note for one in sitting.annotations("a.txt")] == [""]


async def test_closing_without_a_change_leaves_no_draft(open_reader: Open, tmp_path: Path):
    async with open_reader() as sitting:
        await sitting.press("j", "e", "x", "backspace")
        await cut_short(sitting)
        await sitting.press("escape")
        assert not sitting.annotations("a.txt")
        assert not left(tmp_path / "state")


async def test_the_statement_of_a_claim_is_there_again(open_reader: Open, tmp_path: Path):
    async with open_reader() as sitting:
        await sitting.press("j", "c", *"Shut")
        await cut_short(sitting)
    async with open_reader() as sitting:
        await sitting.press("j", "c")
        assert dialog(sitting).query_one("#statement", Input).value == "Shut"
        await sitting.press("enter")
        claims = sitting.app.session.workspace.claims.values()
        assert [claim.statement for claim in claims] == ["Shut"]
        assert not left(tmp_path / "state")


async def test_the_note_on_a_claim_is_there_again_and_escape_gives_it_up(
    open_reader: Open, tmp_path: Path
):
    async with open_reader() as sitting:
        await sitting.press("j", "c", *"Shut", "enter", "escape", "C", "e", *"so?")
        await cut_short(sitting)
    async with open_reader() as sitting:
        await sitting.press("C", "e")
        assert dialog(sitting).query_one(TextArea).text == "so?"
        await sitting.press("escape")
        assert not left(tmp_path / "state")


async def test_a_state_folder_that_cannot_be_written_is_told_once(
    open_reader: Open, tmp_path: Path
):
    (tmp_path / "state").write_text("in the way")
    async with open_reader() as sitting:
        await sitting.press("j", "e", *"why")
        screen = dialog(sitting)
        for text in ("one", "two"):
            screen.query_one("#note", TextArea).text = text
            await sitting.pilot.pause(2 * KEEP_SECONDS)
        assert ["not kept" in text for text in sitting.notices] == [True]
        await sitting.press("f2")
        assert [a.note for a in sitting.annotations("a.txt")] == ["two"]


def test_nothing_waits_in_an_empty_state(tmp_path: Path):
    assert not Drafts(tmp_path / "none").there

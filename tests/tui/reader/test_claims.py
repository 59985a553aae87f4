import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crossread.annotations.edits import PutAnnotation
from crossread.annotations.model import annotate
from crossread.tui.screens.board import ClaimBoard
from crossread.tui.widgets.dialog import Frame
from crossread.tui.widgets.grid import Grid
from crossread.tui.widgets.key_line import KeyLine
from crossread.tui.widgets.line import Line
from tests.tui.conftest import tagged_then_reworded

Open = Callable[..., Any]


async def test_a_claim_with_stance_and_speaker_takes_four_presses(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "j")
        await sitting.press("2", "c", "enter")
        [annotation] = sitting.annotations("a.txt")
        assert annotation.tags == ("reports",)
        assert annotation.speaker == "mayor Ada Holm"
        [claim] = sitting.app.session.workspace.claims.values()
        assert annotation.claim == claim.id
        assert "We will not take any risk" in claim.statement


async def test_right_proposals_are_accepted_with_a_press_each(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "2", "c", "enter")
        assert sitting.reader.proposing
        first = sitting.reader.proposed[0]
        await sitting.press("y")
        mentions = sitting.annotations(first.article.id)
        assert [(m.span, m.tags) for m in mentions] == [(first.span, ("reports",))]
        second = sitting.reader.proposed[0]
        await sitting.press("3")
        assert sitting.annotations(second.article.id)[-1].tags == ("denies",)


async def test_a_rejected_proposal_is_not_made_again(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "2", "c", "enter")
        refused = sitting.reader.proposed[0]
        await sitting.press("x", "q")
        assert not sitting.reader.proposing
        await sitting.press("c", "down", "down", "enter")
        again = [p for p in sitting.reader.proposed if p.span == refused.span]
        assert [p for p in again if p.article.id == refused.article.id] == []


async def test_any_other_key_ends_the_round_and_does_its_work(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "2", "c", "enter", "j")
        assert not sitting.reader.proposing
        assert sitting.here().startswith("“We will not")


async def test_the_board_leads_to_the_passages_and_back(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "2", "c", "enter", "y", "q", "g")
        await sitting.press("C")
        board = sitting.app.screen
        assert isinstance(board, ClaimBoard)
        assert [row.coverage for row in board.board.rows] == [2]
        await sitting.press("enter")
        assert sitting.app.screen is sitting.reader
        assert sitting.here().startswith("The bridge over the Lyn")


async def test_a_round_of_the_board_ends_on_the_board_where_one_was(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "1", "c", "enter", "q", "j", "2", "c", "enter", "q")
        await sitting.press("C", "slash", *"lyn reports", "enter")
        assert not sitting.app.screen.board.rows
        await sitting.press("slash", "ctrl+u", *"o", "enter", "o", "G", "l")
        left: Any = sitting.app.screen
        claim, order = left.row().claim.id, left.order
        assert left.query_one(Grid).cursor == (1, 3)
        for last in ("q", "x"):
            await sitting.press("p")
            assert sitting.app.screen is sitting.reader
            assert sitting.reader.proposing
            while sitting.app.screen is sitting.reader:
                await sitting.press(last)
            board = sitting.app.screen
            assert isinstance(board, ClaimBoard)
            here = board.row()
            assert here is not None
            assert (here.claim.id, board.order, board.typed) == (claim, order, "o")
            assert board.query_one(Grid).cursor == (1, 3)
        await sitting.press("p")  # all were refused
        board = sitting.app.screen
        assert isinstance(board, ClaimBoard)
        assert board.query_one("#status", Line).text.startswith(" no passage to propose")
        await sitting.press("enter", "C")
        assert sitting.app.screen.row().claim.id == claim
        await sitting.press("q", "C")
        assert sitting.app.screen.typed == ""


async def test_any_other_key_in_a_round_of_the_board_stays_in_the_columns(
    open_reader: Open,
) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "1", "c", "enter", "q", "C", "p", "j")
        assert sitting.app.screen is sitting.reader
        assert not sitting.reader.proposing
        await sitting.press("c", "enter", "q")  # a round of its own
        assert sitting.app.screen is sitting.reader


@pytest.mark.parametrize(
    ("keys", "told", "tags"),
    [
        ("", "tagged asserts; ", ("asserts",)),
        ("6", "tagged asserts; ", ("asserts", "opinion")),
        ("2", "", ("reports",)),
    ],
)
async def test_the_tag_that_a_mention_gets_is_told(
    open_reader: Open, keys: str, told: str, tags: tuple[str, ...]
) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", *keys, "c", "enter")
        assert f"  {told}1/" in sitting.status()
        await sitting.press("q")
        assert f"  {told}claim: The bridge" in sitting.status()
        assert sitting.annotations("a.txt")[0].tags == tags


async def test_a_claim_that_only_others_mention_is_opened(open_reader: Open, folder: Path) -> None:
    async with open_reader(annotator="rivera") as sitting:
        await sitting.press("j", "1", "c", "enter", "q")
    for key in ("enter", "p"):
        async with open_reader(annotator="chen") as sitting:
            await sitting.press("C", key)
            assert sitting.app.screen is sitting.reader
            assert sitting.here().startswith("The bridge over the Lyn")
            assert sitting.reader.proposing == (key == "p")


async def test_claims_worded_alike_are_counted_each(open_reader: Open, folder: Path) -> None:
    claims = [{"id": name, "statement": "The same"} for name in ("one", "two")]
    (folder / "claims.json").write_text(json.dumps({"version": 1, "claims": claims}))
    async with open_reader() as sitting:
        await sitting.press("S")
        names = [name.strip() for name, _, _ in sitting.app.screen.lines]
        assert names.count("The same") == 2


async def test_claims_are_reworded_noted_merged_and_deleted(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "1", "c", "enter", "q", "j", "1", "c", "enter", "q")
        workspace = sitting.app.session.workspace
        assert len(workspace.claims) == 2
        await sitting.press("C", "r", *"Closed:", "enter")
        assert any("Closed:" in claim.statement for claim in workspace.claims.values())
        await sitting.press("e", *"see file", "f2")
        assert any(claim.note == "see file" for claim in workspace.claims.values())
        await sitting.press("m", "j", "enter")
        [kept] = workspace.claims.values()
        assert {a.claim for a in sitting.annotations("a.txt")} == {kept.id}
        await sitting.press("d")
        assert not workspace.claims
        assert len(sitting.annotations("a.txt")) == 2
        await sitting.press("u", "u")
        assert len(workspace.claims) == 2


async def test_claims_are_written_beside_the_articles(open_reader: Open, folder: Path) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "1", "c", "enter", "q")
        written = json.loads((folder / "claims.json").read_text("utf-8"))
        assert "The bridge over the Lyn" in json.dumps(written, ensure_ascii=False)


async def test_mentions_are_split_off_and_the_board_is_written(
    open_reader: Open, folder: Path
) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "1", "c", "enter", "y", "q", "C", "l", "s", "enter")
        workspace = sitting.app.session.workspace
        assert len(workspace.claims) == 2
        assert len({a.claim for a in sitting.app.session.all_annotations()}) == 2
        await sitting.press("w", "enter")
        lines = (folder / "claim-board.csv").read_text("utf-8").splitlines()
        assert lines[0].startswith("claim,,Alpha Wire,Beta Post")
        assert len(lines) == 3


async def test_no_cell_of_a_board_that_is_written_is_a_formula(
    open_reader: Open, folder: Path
) -> None:
    claim = {"id": "c", "statement": "=1+1"}
    (folder / "claims.json").write_text(json.dumps({"version": 1, "claims": [claim]}))
    async with open_reader() as sitting:
        await sitting.press("C", "w", "enter")
    assert "'=1+1," in (folder / "claim-board.csv").read_text("utf-8")


async def test_attributes_are_added_filled_in_and_renamed(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("D", "A", *"tone: sharp, mild", "enter", "q")
        await sitting.press("j", "1", "e", "tab", "tab", *"sharp", "enter")
        assert sitting.annotations("a.txt")[0].attributes == {"tone": "sharp"}
        await sitting.press("D", "G", "r")
        for _ in "tone":
            await sitting.pilot.press("backspace")
        await sitting.press(*"mood", "enter", "q")
        assert sitting.annotations("a.txt")[0].attributes == {"mood": "sharp"}


async def test_an_empty_board_says_what_to_do(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("C")
        from crossread.tui.widgets.line import Line

        assert "no claims yet" in sitting.app.screen.query_one("#statement", Line).text


async def test_all_hits_are_tagged_in_one_undoable_step(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("slash", *"engineers", "enter", "A")
        assert sitting.app.screen.query_one(Frame).border_title == "Tag 3 hits"
        await sitting.press("7", "enter")
        names = ("a.txt", "b.txt", "c.txt")
        assert [len(sitting.annotations(name)) for name in names] == [1, 1, 1]
        await sitting.press("u")
        assert [len(sitting.annotations(name)) for name in names] == [0, 0, 0]


async def test_the_codebook_is_changed_and_undone(open_reader: Open, folder: Path) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "1", "D", "r")
        for _ in "asserts":
            await sitting.pilot.press("backspace")
        await sitting.press(*"states", "enter")
        assert sitting.annotations("a.txt")[0].tags == ("states",)
        assert 'id = "states"' in (folder / "codebook.toml").read_text("utf-8")
        await sitting.press("u")
        assert sitting.annotations("a.txt")[0].tags == ("asserts",)
        await sitting.press("a", *"irony", "enter", "q")
        tag = sitting.app.session.workspace.codebook.tag("irony")
        assert tag is not None
        await sitting.press("j", tag.key)
        assert sitting.annotations("a.txt")[1].tags == ("irony",)


async def test_the_history_goes_back_to_any_step(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "1", "j", "2", "j", "3")
        assert len(sitting.annotations("a.txt")) == 3
        await sitting.press("H", "j", "j", "enter", "q")
        assert [a.tags for a in sitting.annotations("a.txt")] == [("asserts",)]


async def test_statistics_and_an_empty_review_queue_open(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "1", "S")
        assert sitting.app.screen.query_one(Grid).count > 5
        heading = sitting.app.screen.query_one("#heading", Line).text
        assert "1 annotation in 1 of 3 articles; 0 mentions, 0 notes" in heading
        await sitting.press("q", "R", "q")
        assert sitting.app.screen is sitting.reader


async def test_a_changed_article_sends_its_annotation_to_review(
    open_reader: Open, folder: Path
) -> None:
    await tagged_then_reworded(open_reader, folder)
    async with open_reader() as sitting:
        assert len(sitting.app.session.workspace.review()) == 1
        await sitting.press("R")
        assert " y  accept " in sitting.app.screen.query_one(KeyLine).text
        await sitting.press("y")
        assert " y  accept " not in sitting.app.screen.query_one(KeyLine).text
        await sitting.press("q")
        assert sitting.app.session.workspace.review() == []
        [annotation] = sitting.annotations("a.txt")
        changed = (folder / "a.txt").read_text("utf-8")
        assert changed[annotation.start : annotation.end] == annotation.exact


async def test_what_was_exported_is_imported_again_and_undone(
    open_reader: Open, folder: Path
) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "1", "tab", "j", "3")
        out = folder.parent / "tags.jsonl"
        await sitting.press("X")
        from textual.widgets import Input, OptionList, Static

        listed = sitting.app.screen.query_one(OptionList)
        listed.highlighted = listed.get_option_index("jsonl")
        await sitting.settle()
        sitting.app.screen.query_one("#file", Input).value = str(out)
        await sitting.press("enter", "enter")
        assert out.exists()
        assert "2 annotations written" in sitting.status()
        await sitting.press("u", "X")
        listed = sitting.app.screen.query_one(OptionList)
        listed.highlighted = listed.get_option_index("jsonl")
        await sitting.settle()
        sitting.app.screen.query_one("#file", Input).value = str(out)
        before = out.read_bytes()
        await sitting.press("enter", "enter")
        told = str(sitting.app.screen.query_one("#preview", Static).render())
        assert "is there already: enter again writes over it" in told
        assert "--force" not in told
        assert out.read_bytes() == before
        await sitting.press("enter")
        assert "1 annotation written" in sitting.status()
        assert out.read_bytes() != before
        await sitting.press("U", "X")
        listed = sitting.app.screen.query_one(OptionList)
        listed.highlighted = listed.get_option_index("jsonl")
        await sitting.settle()
        sitting.app.screen.query_one("#file", Input).value = str(out)
        await sitting.press("enter", "enter", "enter")
        await sitting.press("u", "u", "I", *str(out))
        assert sitting.annotations("a.txt") == []
        await sitting.press("enter")
        await sitting.press("enter")
        assert [a.tags for a in sitting.annotations("a.txt")] == [("asserts",)]
        await sitting.press("u")
        assert sitting.annotations("a.txt") == []


async def test_an_import_leaves_what_is_newer_here(open_reader: Open, folder: Path) -> None:
    from crossread.annotations.formats.bundles import gather
    from crossread.annotations.formats.exporting import export
    from crossread.annotations.formats.registry import get_format

    out = folder.parent / "work.csv"
    async with open_reader() as sitting:
        await sitting.press("j", "1")
        export(gather(sitting.app.session.workspace), get_format("csv"), out)
        await sitting.press("e", *"mine", "f2", "I", *str(out), "enter")
        from textual.widgets import Static

        told = str(sitting.app.screen.query_one("#preview", Static).render())
        assert "0 annotations would come in" in told
        assert "kept" in told
        await sitting.press("enter")
        assert "nothing was changed" in sitting.status()
        assert [one.note for one in sitting.annotations("a.txt")] == ["mine"]


async def test_what_changed_after_the_look_is_looked_at_again(
    open_reader: Open, folder: Path
) -> None:
    file = folder.parent / "two.jsonl"
    row = {"article": "a.txt", "id": "urn:x:1", "start": 0, "end": 5}
    file.write_text(json.dumps(row | {"modified": "2020-01-02T00:00:00Z"}) + "\n", "utf-8")
    async with open_reader() as sitting:
        await sitting.press("I", *str(file), "enter")
        from textual.widgets import Static

        preview = sitting.app.screen.query_one("#preview", Static)
        assert "1 annotation would come in" in str(preview.render())
        article = sitting.app.session.articles[0]
        later = {"id": "urn:x:1", "note": "mine", "modified": "2020-01-03T00:00:00Z"}
        made = annotate(article, 0, 5, **later)
        sitting.app.session.change("by another program", [PutAnnotation(made)])
        await sitting.press("enter")
        assert "newer here, kept (1)" in str(preview.render())
        await sitting.press("enter")
        assert [one.note for one in sitting.annotations("a.txt")] == ["mine"]


async def test_the_format_of_an_import_is_offered_and_can_be_chosen(
    open_reader: Open, folder: Path
) -> None:
    labelled = folder.parent / "labelled.jsonl"
    text = (folder / "c.txt").read_text("utf-8")
    line = {"text": text, "label": [[text.index("A small"), text.index(".\n"), "asserts"]]}
    labelled.write_text(json.dumps(line) + "\n", "utf-8")
    async with open_reader() as sitting:
        await sitting.press("I", *str(labelled))
        from textual.widgets import OptionList, Static

        listed = sitting.app.screen.query_one(OptionList)

        def format_in_hand() -> str | None:
            return listed.get_option_at_index(listed.highlighted or 0).id

        assert format_in_hand() == "jsonl"
        await sitting.press("enter")  # a look at what it says
        assert format_in_hand() == "doccano"
        assert "1 annotation would come in" in str(
            sitting.app.screen.query_one("#preview", Static).render()
        )
        await sitting.press("tab", "up")
        chosen = format_in_hand()
        await sitting.press("enter")
        assert format_in_hand() == chosen  # what is chosen stays so
        assert "choose" in str(sitting.app.screen.query_one("#preview", Static).render())


async def test_a_file_of_another_kind_is_refused_in_one_sentence(
    open_reader: Open, folder: Path
) -> None:
    other = folder.parent / "other.bin"
    other.write_bytes(bytes(range(256)))
    async with open_reader() as sitting:
        await sitting.press("I", *str(other), "enter")
        from textual.widgets import Static

        said = str(sitting.app.screen.query_one("#preview", Static).render())
        assert "other.bin" in said
        assert "\n" not in said

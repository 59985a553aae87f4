import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Open = Callable[..., Any]


def items(path: Path) -> list[dict[str, Any]]:
    return json.loads(path.read_text("utf-8"))["first"]["items"]


async def test_one_key_tags_the_sentence_and_the_sidecar_holds_it(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "1")
        assert "saved" in sitting.status()
        text = (sitting.folder / "a.txt").read_text("utf-8")
        [item] = items(sitting.folder / "a.txt.annotations.json")
        position, quote = item["target"]["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert quote["exact"] == sitting.here()
        assert item["body"][0]["value"] == "asserts"


async def test_a_second_press_takes_the_tag_off_and_another_key_adds(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "1", "3")
        [annotation] = sitting.annotations("a.txt")
        assert annotation.tags == ("asserts", "denies")
        await sitting.press("1")
        assert sitting.annotations("a.txt")[0].tags == ("denies",)
        await sitting.press("r", "2")
        assert sitting.annotations("a.txt")[0].tags == ("reports",)
        await sitting.press("2")
        assert sitting.annotations("a.txt") == []


async def test_an_arbitrary_span_takes_six_presses_at_most(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("j")
        await sitting.press("v", "w", "w", "w", "w", "1")
        [annotation] = sitting.annotations("a.txt")
        assert annotation.exact == "The bridge over the Lyn"


async def test_words_are_picked_by_letters(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "s")
        keys = {
            sitting.reader.sheet.article.text[span.start : span.end]: key
            for key, (_, span) in sitting.reader.targets.items()
        }
        first, last = keys["over"], keys["found"]
        assert [column for column in sitting.reader.columns if column.article]
        await sitting.press(*first, *last, "1")
        [annotation] = sitting.annotations("a.txt")
        assert annotation.exact == "over the Lyn was closed on Tuesday after engineers found"
        await sitting.press("s", "escape", "j")
        assert not sitting.reader.picking
        assert sitting.here().startswith("“We will not")


async def test_a_sentence_is_jumped_to_by_its_letter(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("apostrophe")
        text = sitting.reader.sheet.article.text
        [key] = [
            key
            for key, (index, span) in sitting.reader.targets.items()
            if index == 0 and text[span.start :].startswith("Shops")
        ]
        await sitting.press(*key)
        assert sitting.here().startswith("Shops")


async def test_a_tagged_quotation_names_its_speaker(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "j", "l", "o", "o", "5")
        [annotation] = sitting.annotations("a.txt")
        assert annotation.exact.startswith("We will not take any risk")
        assert annotation.speaker == "mayor Ada Holm"


async def test_undo_and_redo_cross_articles(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "1", "tab", "j", "2")
        assert len(sitting.annotations("b.txt")) == 1
        await sitting.press("u")
        assert sitting.annotations("b.txt") == []
        await sitting.press("u")
        assert sitting.annotations("a.txt") == []
        assert "undone" in sitting.status()
        await sitting.press("U", "U")
        assert len(sitting.annotations("a.txt")) == len(sitting.annotations("b.txt")) == 1


async def test_tags_are_there_again_and_can_be_undone_after_a_restart(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "1")
    async with open_reader() as sitting:
        assert [a.tags for a in sitting.annotations("a.txt")] == [("asserts",)]
        await sitting.press("u")
        assert sitting.annotations("a.txt") == []


async def test_edges_move_and_keep_everything_else(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "v", "w", "1", ">", ">")
        [annotation] = sitting.annotations("a.txt")
        assert annotation.exact == "The bridge over the"
        await sitting.press("<", ")")
        [moved] = sitting.annotations("a.txt")
        assert moved.exact == "bridge over"
        assert moved.id == annotation.id


async def test_deleting_is_undone(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "1", "d")
        assert sitting.annotations("a.txt") == []
        assert "deleted; u brings it back" in sitting.status()
        await sitting.press("u")
        assert "undone: deleted" in sitting.status()
        assert "brings it back" not in sitting.status()
        assert len(sitting.annotations("a.txt")) == 1


async def test_notes_and_speakers_are_edited(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "1", "e")
        await sitting.press(*"check this", "f2")
        [annotation] = sitting.annotations("a.txt")
        assert annotation.note == "check this"
        assert annotation.tags == ("asserts",)
        await sitting.press("e", "escape")
        assert sitting.annotations("a.txt") == [annotation]


async def test_the_tag_list_sets_several_tags_at_once(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "t", "1", "7", "enter")
        assert sitting.annotations("a.txt")[0].tags == ("asserts", "checks")


async def test_going_from_annotation_to_annotation(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "1", "j", "2", "g", "]", "]")
        assert sitting.here().startswith("“We will not")
        await sitting.press("[")
        assert sitting.here().startswith("The bridge")
        await sitting.press("M")
        assert "nothing needs checking" in sitting.status()
        await sitting.press("7", "g", "M")
        assert sitting.here().startswith("The bridge")


async def test_an_unreadable_sidecar_is_never_overwritten(open_reader: Open, folder: Path) -> None:
    sidecar = folder / "a.txt.annotations.json"
    sidecar.write_text('{"half": ', "utf-8")
    async with open_reader() as sitting:
        await sitting.press("j", "1")
        assert sidecar.read_text("utf-8") == '{"half": '
        assert "a.txt.annotations.json" in sitting.status()
        await sitting.press("tab", "j", "1")
        assert (folder / "b.txt.annotations.json").exists()


async def test_undo_takes_back_that_a_line_is_furniture_and_no_annotation(
    open_reader: Open,
) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "1", "j", "F")
        assert sitting.reader.sheet.flipped
        assert "u takes that back" in sitting.status()
        await sitting.press("u")
        assert not sitting.reader.sheet.flipped
        assert "undone: this line is furniture" in sitting.status()
        assert len(sitting.annotations("a.txt")) == 1
        await sitting.press("u")
        assert not sitting.annotations("a.txt")


async def test_undo_takes_back_the_later_change_first(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "F", "j", "1", "u")
        assert not sitting.annotations("a.txt")
        assert sitting.reader.sheet.flipped

"""Letters over words and sentences: every one in sight, in any column, and nothing shifts."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.articles.span import Span
from crossread.tui.reader.picking import ALPHABET, label_spot, labels

Open = Callable[..., Any]


@given(st.integers(0, 676))
def test_labels_are_enough_and_none_begins_another(count: int) -> None:
    made = labels(count)
    assert len(set(made)) == len(made) == count
    assert all(len(label) <= 2 for label in made)
    singles = {label for label in made if len(label) == 1}
    assert not any(label[0] in singles for label in made if len(label) == 2)


def test_the_nearest_have_one_letter_of_the_home_row() -> None:
    assert labels(9) == list("asdfghjkl")
    assert labels(40)[:9] == list("asdfghjkl")
    assert len(labels(10_000)) == len(ALPHABET) ** 2


@pytest.mark.parametrize(
    ("text", "spot"),
    [("“We will.", 1), ("We will.", 0), ("e\u0301tat", 2), ("…", 0), ("中文。", 0), ("A\nB", 0)],
)
def test_labels_stand_on_letters(text: str, spot: int) -> None:
    assert label_spot(text, Span(0, len(text))) == spot


async def test_a_sentence_in_another_column_is_a_jump_away(open_reader: Open) -> None:
    async with open_reader() as sitting:
        await sitting.press("'")
        reader = sitting.reader
        in_columns = {index for index, _ in reader.targets.values()}
        assert in_columns == set(reader.window) == {0, 1, 2}
        texts = [sheet.article.text for sheet in reader.desk.sheets]
        [label] = [
            label
            for label, (index, span) in reader.targets.items()
            if texts[index][span.start :].startswith("A ferry is planned")
        ]
        await sitting.press(*label)
        assert sitting.here() == "A ferry is planned."
        assert reader.desk.current == 1
        await sitting.press(",")
        assert reader.desk.current == 0


async def test_every_word_of_a_full_screen_has_a_label_and_rows_keep_their_width(
    open_reader: Open, tmp_path: Path
) -> None:
    article = tmp_path / "long.txt"
    article.write_text("Head\n\n" + "A bb 中文 ccc é. " * 200, "utf-8")
    async with open_reader([article], size=(100, 30)) as sitting:
        [column] = [c for c in sitting.reader.columns if c.display]
        before = [strip.cell_length for strip in column.render_lines(column.region)]
        await sitting.press("s")
        targets = sitting.reader.targets
        assert len(targets) > 52
        assert len(targets) == len(sitting.reader.in_sight("word", 0))
        painted = column.render_lines(column.region)
        assert [strip.cell_length for strip in painted] == before
        label = next(label for label in targets if len(label) == 2)
        word = targets[label][1]
        await sitting.press(label[0])
        assert sitting.reader.picking
        await sitting.press(label[1])
        assert sitting.reader.sheet.place.selection == word


async def test_any_other_key_ends_the_mode(open_reader: Open) -> None:
    async with open_reader() as sitting:
        for key in ("escape", "1", "down"):
            await sitting.press("'", key)
            assert not sitting.reader.picking
        assert sitting.annotations("a.txt") == []

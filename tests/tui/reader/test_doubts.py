"""What waits for review is not drawn as if its place were sure."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from crossread.annotations.codebook import DEFAULT_CODEBOOK
from crossread.annotations.model import Anchor, annotate
from crossread.articles.article import Article
from crossread.articles.span import Span
from crossread.tui.reader.layers import (
    Drawings,
    annotation_marks,
    annotation_signs,
    doubt_signs,
    ruler_marks,
)
from crossread.tui.screens.review import preview
from tests.tui.conftest import tagged_then_reworded

Open = Callable[..., Any]
TEXT = "It began in May. The old mill will close this summer, he said. Nobody was told of it."


@pytest.mark.parametrize("anchor", list(Anchor))
def test_only_what_has_its_place_lies_on_the_text(anchor: Anchor):
    made = annotate(Article("a.txt", Path("a.txt"), TEXT), 17, 40, tags=("asserts",))
    known = [replace(made, anchor=anchor)]
    sure = anchor in (Anchor.EXACT, Anchor.MOVED)
    drawings = Drawings().of(known, DEFAULT_CODEBOOK)
    assert bool(annotation_marks(drawings)) is sure
    assert bool(annotation_signs(drawings)) is sure
    assert bool(ruler_marks(drawings, ())) is sure


def test_the_sign_of_doubt_is_no_tags_letter():
    [(sign,)] = doubt_signs([Span(3, 9)]).values()
    assert sign.text not in {tag.letter for tag in DEFAULT_CODEBOOK.tags}


@pytest.mark.parametrize("room", [12, 30, 60, 200])
def test_a_preview_shows_both_ends_of_the_words_before_anything_else(room: int):
    shown = preview(TEXT, Span(17, 62), room)
    assert len(shown) <= room
    assert "‹The" in shown
    assert "id.›" in shown


async def test_a_reworded_sentence_is_marked_in_the_gutter_and_put_on_whole_words(
    open_reader: Open, folder: Path
) -> None:
    await tagged_then_reworded(open_reader, folder)
    async with open_reader() as sitting:
        [place] = sitting.app.session.workspace.proposed("a.txt")
        signs = sitting.reader.column_of(0)._canvas._signs  # pyright: ignore
        assert next(sign.text for sign in signs[place.start]) == "¿"
        await sitting.press("g", "j")
        assert "a tagged passage may be here now: R to judge" in sitting.status()
        await sitting.press("R", "y", "q")
        [kept] = sitting.annotations("a.txt")
        assert kept.exact.startswith("The bridge")
        assert kept.exact.endswith(".")

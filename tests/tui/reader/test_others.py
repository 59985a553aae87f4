"""Other annotators' tags in the columns: quiet, unlike one's own, and not there if not wanted."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crossread.annotations.model import annotate
from crossread.annotations.workspace import PutAnnotation, Workspace
from crossread.articles.collection import load_collection
from crossread.tui.reader.screen import ReaderScreen

Open = Callable[..., Any]


def tag(folder: Path, annotator: str, words: str, *tags: str) -> None:
    """Have somebody else tag words of the first article."""
    collection = load_collection([folder])
    article = collection.articles[0]
    start = article.text.index(words)
    workspace = Workspace.open(collection, annotator=annotator)
    made = annotate(article, start, start + len(words), creator=annotator, tags=tags)
    workspace.stage("tagged", [PutAnnotation(made)])
    assert workspace.flush().saved


def row_with(sitting: Any, words: str) -> Any:
    column = sitting.reader.column_of(0)
    strips = column.render_lines(column.region.reset_offset)
    return next(s for s in strips if words in "".join(segment.text for segment in s))


def looks(strip: Any, words: str) -> Any:
    return next(segment.style for segment in strip if words in segment.text)


@pytest.fixture
def coded(folder: Path) -> Path:
    tag(folder, "rivera", "Shops on the east bank fear for their trade.", "denies")
    return folder


async def test_their_tags_show_small_and_slanted(open_reader: Open, coded: Path) -> None:
    async with open_reader(annotator="holm") as sitting:
        row = row_with(sitting, "Shops on the east")
        assert "".join(segment.text for segment in row).startswith(" d")
        assert looks(row, "east bank").italic
        await sitting.press("G")
        assert "rivera: denies" in sitting.status()
        await sitting.press("3")
        row = row_with(sitting, "Shops on the east")
        assert "".join(segment.text for segment in row).startswith("Dd")
        assert "D denies" in sitting.status() or "tagged denies" in sitting.status()


async def test_a_key_hides_them_and_that_is_remembered(open_reader: Open, coded: Path) -> None:
    async with open_reader() as sitting:
        await sitting.press("O")
        assert "tags of rivera hidden" in sitting.status()
        assert not looks(row_with(sitting, "Shops on the east"), "east bank").italic
        await sitting.press("G")
        assert "rivera" not in sitting.status()
        assert not sitting.reader.view().others
        sitting.app.session.memory.view = sitting.reader.view()
        assert not ReaderScreen(sitting.app.session).showing_others
        await sitting.press("O")
        assert looks(row_with(sitting, "Shops on the east"), "east bank").italic


async def test_what_they_do_meanwhile_shows(open_reader: Open, folder: Path) -> None:
    async with open_reader() as sitting:
        await sitting.press("O", "O")
        assert "nobody else has tagged here" in sitting.status()
        tag(folder, "rivera", "Shops on the east bank fear for their trade.")
        sitting.app.bring_in(frozenset({folder / "a.txt.rivera.annotations.json"}))
        await sitting.settle()
        await sitting.settle()
        await sitting.settle()
        row = row_with(sitting, "Shops on the east")
        assert "".join(segment.text for segment in row).startswith(" °")


async def test_their_tags_show_beside_ones_own_in_the_narrowest_column(
    open_reader: Open, coded: Path
) -> None:
    async with open_reader(annotator="holm") as sitting:
        await sitting.press("G", "3")
        while "that is all there is" not in sitting.status():
            await sitting.press("minus")
        assert sitting.reader.column_of(0).size.width < 30
        row = row_with(sitting, "Shops on the")
        assert "".join(segment.text for segment in row).startswith("Dd")

"""Exports of a real collection, and imports staged as one step that can be undone."""

from pathlib import Path

import pytest

from crossread.annotations.edits import PutAnnotation, PutClaim
from crossread.annotations.formats import export, gather, get_format, import_file
from crossread.annotations.model import Claim, annotate
from crossread.annotations.workspace import Workspace
from crossread.articles.collection import load_collection

TEXT = "😀 The harbour is closed.\r\nThe mayor said so on Monday.\r\n"


def opened(folder: Path, annotator: str = "") -> Workspace:
    return Workspace.open(load_collection([folder]), annotator=annotator)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    (made / "a.txt").write_bytes(TEXT.encode())
    return made


@pytest.mark.parametrize("name", ["w3c", "csv", "brat", "doccano", "label-studio", "qdpx"])
def test_an_import_is_one_step_that_can_be_undone(name: str, folder: Path, tmp_path: Path) -> None:
    theirs = opened(folder, "rivera")
    (article,) = theirs.collection.articles
    start = article.text.index("The mayor")
    one = annotate(article, start, start + 9, tags=("reports",), claim="closed", creator="rivera")
    theirs.stage("tag", [PutClaim(Claim("closed", "The harbour is closed")), PutAnnotation(one)])
    assert theirs.flush().saved
    form = get_format(name)
    out = tmp_path / f"out{form.suffix}"
    assert export(gather(theirs), form, out).written == 1

    other = tmp_path / "other"
    other.mkdir()
    (other / "a.txt").write_bytes(TEXT.encode())
    ours = opened(other, "chen")
    found = import_file(
        out,
        form,
        ours.collection.articles,
        existing={},
        claims=ours.claims,
        codebook=ours.codebook,
        creator="chen",
    )
    edits = [*map(PutClaim, found.claims), *map(PutAnnotation, found.annotations)]
    ours.stage(f"import {out.name}", edits)
    assert ours.flush().saved
    (landed,) = opened(other, "chen").annotations("a.txt")
    assert (landed.exact, landed.tags, landed.claim) == ("The mayor", ("reports",), "closed")
    ours.undo()
    assert not ours.annotations("a.txt")
    assert (folder / "a.txt").read_bytes() == TEXT.encode()

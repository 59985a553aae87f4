"""Which files belong to a collection."""

from pathlib import Path

import pytest

from crossread.annotations.layout import Layout
from crossread.annotations.model import annotate
from crossread.annotations.workspace import PutAnnotation, Workspace
from crossread.articles.collection import load_collection


def test_only_sidecars_that_are_there_are_read(tmp_path: Path) -> None:
    names = ["1.txt", "deep/2.txt", "deep/3.txt", "gone/4.txt", "many.jsonl#2"]
    (tmp_path / "deep").mkdir()
    for name in ("1.txt", "deep/3.txt", "many.jsonl#2"):
        (tmp_path / f"{name}.annotations.json").write_text("{}", "utf-8")
    (tmp_path / "deep/2.txt.rivera.annotations.json").write_text("{}", "utf-8")
    assert Layout(tmp_path, None, "").annotated(names) == {"1.txt", "deep/3.txt", "many.jsonl#2"}
    assert Layout(tmp_path, None, "rivera").annotated(names) == {"deep/2.txt"}


def test_of_a_folder_that_cannot_be_listed_every_sidecar_is_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(path: Path) -> list[str]:
        raise PermissionError(13, "no", str(path))

    monkeypatch.setattr("os.listdir", denied)
    assert Layout(tmp_path, None, "").annotated(["1.txt", "a/2.txt"]) == {"1.txt", "a/2.txt"}


def test_a_sidecar_that_appears_later_is_brought_in(tmp_path: Path) -> None:
    for name in ("1.txt", "2.txt"):
        (tmp_path / name).write_text("The harbour closed on Monday.", "utf-8")
    collection = load_collection([tmp_path])
    mine, theirs = Workspace.open(collection), Workspace.open(collection)
    made = annotate(collection.articles[1], 4, 11, tags=("reports",))
    theirs.stage("tag", [PutAnnotation(made)])
    assert theirs.flush().saved
    assert mine.annotations("2.txt") == ()
    assert mine.refresh() == ["2.txt"]
    assert [one.id for one in mine.annotations("2.txt")] == [made.id]

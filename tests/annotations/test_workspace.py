"""Staging, saving, opening again: what was tagged is there, and nothing else was touched."""

import json
import os
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from crossread.annotations.model import Annotation, Claim, annotate
from crossread.annotations.workspace import (
    DropAnnotation,
    DropClaim,
    PutAnnotation,
    PutClaim,
    ReadOnlyError,
    SetCodebook,
    Workspace,
)
from crossread.articles.article import Article
from crossread.articles.collection import Collection

Reopen = Callable[..., Workspace]


@pytest.fixture
def workspace(collection: Collection) -> Workspace:
    return Workspace.open(collection)


@pytest.fixture
def first(collection: Collection) -> Article:
    return collection.articles[0]


def tag(workspace: Workspace, article: Article, start: int, end: int, tag: str = "denies"):
    made = annotate(article, start, end, tags=(tag,))
    workspace.stage(f"tag {tag}", [PutAnnotation(made)])
    return made


def files_of(root: Path) -> dict[str, bytes]:
    return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def test_opening_writes_nothing(root: Path, collection: Collection):
    before = files_of(root)
    workspace = Workspace.open(collection)
    workspace.annotations("001.txt")
    workspace.others("001.txt")
    workspace.history()
    workspace.refresh()
    assert workspace.flush().saved
    assert files_of(root) == before


def test_a_staged_annotation_is_there_at_once_and_on_disk_after_a_flush(
    workspace: Workspace, first: Article, reopened: Reopen
):
    made = tag(workspace, first, 0, 27)
    assert list(workspace.annotations("001.txt")) == [made]
    assert workspace.pending
    assert not reopened().annotations("001.txt")
    assert workspace.flush().saved
    assert not workspace.pending
    assert list(reopened().annotations("001.txt")) == [made]


def test_annotations_are_sorted_by_start_then_id(
    workspace: Workspace, first: Article, reopened: Reopen
):
    for start in (30, 4, 11, 4, 0):
        tag(workspace, first, start, start + 9)
    known = workspace.annotations("001.txt")
    tag(workspace, first, 7, 9)
    workspace.stage("drop", [DropAnnotation("001.txt", known[2].id)])
    places = [(a.start, a.id) for a in workspace.annotations("001.txt")]
    assert places == sorted(places)
    assert len(places) == 5
    workspace.flush()
    assert reopened().annotations("001.txt") == workspace.annotations("001.txt")


def test_claims_and_codebook_are_kept(workspace: Workspace, reopened: Reopen):
    claim = Claim(
        "closure", "The mill will close.", note="“odd”\n🎉", created="2026-01-01T00:00:00Z"
    )
    other = Claim("talks", "Talks go on.", created="2026-01-02T00:00:00Z")
    codebook = replace(workspace.codebook, name="Mills")
    workspace.stage("claims", [PutClaim(claim), PutClaim(other), SetCodebook(codebook)])
    workspace.stage("drop", [DropClaim("closure")])
    workspace.undo()
    assert workspace.flush().saved
    fresh = reopened()
    assert list(fresh.claims.values()) == [claim, other]
    assert fresh.codebook == codebook


def test_several_articles_change_in_one_step(
    workspace: Workspace, collection: Collection, reopened: Reopen
):
    made = [annotate(article, 0, 8, tags=("asserts",)) for article in collection.articles]
    step = workspace.stage("tag everywhere", [PutAnnotation(one) for one in made])
    assert step.articles == ("001.txt", "002.txt", "deep/003.txt")
    workspace.flush()
    fresh = reopened()
    fresh.undo()
    fresh.flush()
    assert not any(reopened().annotations(article.id) for article in collection.articles)


def test_the_sidecar_of_an_article_that_lost_its_annotations_is_empty_not_gone(
    workspace: Workspace, first: Article, root: Path
):
    made = tag(workspace, first, 0, 8)
    workspace.flush()
    workspace.stage("delete", [DropAnnotation("001.txt", made.id)])
    workspace.flush()
    document = json.loads((root / "001.txt.annotations.json").read_bytes())
    assert document["total"] == 0
    assert "first" not in document


def test_articles_keep_bytes_and_times(
    workspace: Workspace, first: Article, root: Path, reopened: Reopen
):
    article = root / "001.txt"
    os.utime(article, ns=(1, 1_000_000_007))
    before = article.read_bytes(), article.stat().st_mtime_ns
    tag(workspace, first, 0, 8)
    workspace.flush()
    reopened().undo()
    assert (article.read_bytes(), article.stat().st_mtime_ns) == before


def test_a_new_annotation_bears_the_annotators_name(collection: Collection, first: Article):
    workspace = Workspace.open(collection, annotator="Rivera, J.")
    made = tag(workspace, first, 0, 8)
    assert workspace.annotations("001.txt")[0] == replace(made, creator="Rivera, J.")


def test_annotators_keep_files_of_their_own_and_see_each_other(
    collection: Collection, first: Article, root: Path, reopened: Reopen
):
    for name in ("", "rivera", "Ivy Lee"):
        workspace = reopened(annotator=name)
        tag(workspace, first, 0, 8, f"tag-{name}")
        assert workspace.flush().saved
    found = sorted(path.name for path in root.glob("*.annotations.json"))
    assert found == [
        "001.txt.Ivy-Lee.annotations.json",
        "001.txt.annotations.json",
        "001.txt.rivera.annotations.json",
    ]
    rivera = reopened(annotator="rivera")
    assert [a.tags for a in rivera.annotations("001.txt")] == [("tag-rivera",)]
    others = rivera.others("001.txt")
    assert {name: one[0].tags for name, one in others.items()} == {
        "": ("tag-",),
        "Ivy-Lee": ("tag-Ivy Lee",),
    }
    assert rivera.others("002.txt") == {}


def test_one_annotators_undo_leaves_the_others_alone(first: Article, reopened: Reopen):
    for name in ("ann", "bob"):
        workspace = reopened(annotator=name)
        tag(workspace, first, 0, 8)
        workspace.flush()
    ann = reopened(annotator="ann")
    assert ann.undo() is not None
    assert ann.undo() is None


def test_a_name_without_letters_is_refused(collection: Collection):
    with pytest.raises(ValueError, match="no letter or digit"):
        Workspace.open(collection, annotator="!? …")


def test_sidecars_elsewhere_mirror_the_folders(
    root: Path, tmp_path: Path, collection: Collection, reopened: Reopen
):
    (root / "claims.json").write_text('{"claims": [{"id": "old", "statement": "Old."}]}')
    before = files_of(root)
    place = tmp_path / "mine" / "here"
    workspace = Workspace.open(collection, sidecars=place)
    assert list(workspace.claims) == ["old"]
    tag(workspace, collection.articles[2], 0, 8)
    workspace.stage("claim", [PutClaim(Claim("new", "New.", created="2026-01-01T00:00:00Z"))])
    assert workspace.flush().saved
    assert files_of(root) == before
    assert (place / "deep/003.txt.annotations.json").exists()
    fresh = reopened(sidecars=place)
    assert len(fresh.annotations("deep/003.txt")) == 1
    assert list(fresh.claims) == ["old", "new"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_opens_and_says_that_it_cannot_be_saved_to(
    root: Path, workspace: Workspace, first: Article
):
    root.chmod(0o500)
    try:
        tag(workspace, first, 0, 8)
        flushed = workspace.flush()
        assert not flushed.saved
        assert workspace.pending
        assert "--sidecars" in flushed.problems[0].message
    finally:
        root.chmod(0o700)
    assert workspace.flush().saved


def test_a_collection_whose_folder_vanished_is_not_made_again(
    root: Path, tmp_path: Path, workspace: Workspace, first: Article, reopened: Reopen
):
    tag(workspace, first, 0, 8)
    root.rename(tmp_path / "away")
    flushed = workspace.flush()
    assert not flushed.saved
    assert not root.exists()
    (tmp_path / "away").rename(root)
    assert workspace.flush().saved
    assert len(reopened().annotations("001.txt")) == 1


def test_work_can_be_kept_in_another_folder_when_its_own_is_gone(
    root: Path, tmp_path: Path, workspace: Workspace, first: Article, reopened: Reopen
):
    tag(workspace, first, 0, 8)
    workspace.stage("claim", [PutClaim(Claim("c", "C."))])
    workspace.flush()
    tag(workspace, first, 9, 12)
    workspace.undo()
    root.rename(tmp_path / "away")
    assert not workspace.flush().saved
    workspace.keep_in(tmp_path / "safe")
    assert workspace.flush().saved
    (tmp_path / "away").rename(root)
    fresh = reopened(sidecars=tmp_path / "safe")
    assert fresh.annotations("001.txt") == workspace.annotations("001.txt")
    assert list(fresh.claims) == ["c"]
    assert [step.undone for step in fresh.history()] == [False, False, True]
    assert fresh.redo() is not None
    assert len(fresh.annotations("001.txt")) == 2


def test_another_folder_may_hold_work_already(
    tmp_path: Path, workspace: Workspace, first: Article, reopened: Reopen
):
    earlier = reopened(sidecars=tmp_path / "safe")
    tag(earlier, first, 0, 8, "earlier")
    earlier.flush()
    tag(workspace, first, 9, 12, "now")
    workspace.flush()
    workspace.keep_in(tmp_path / "safe")
    assert workspace.flush().saved
    fresh = reopened(sidecars=tmp_path / "safe")
    assert {a.tags for a in fresh.annotations("001.txt")} == {("earlier",), ("now",)}
    assert len(fresh.history()) == 2


def test_permissions_of_a_sidecar_are_kept(workspace: Workspace, first: Article, root: Path):
    tag(workspace, first, 0, 8)
    workspace.flush()
    sidecar = root / "001.txt.annotations.json"
    sidecar.chmod(0o640)
    tag(workspace, first, 9, 12)
    workspace.flush()
    assert sidecar.stat().st_mode & 0o777 == 0o640


def test_a_deleted_sidecar_comes_back_whole(
    workspace: Workspace, first: Article, root: Path, reopened: Reopen
):
    tag(workspace, first, 0, 8)
    workspace.flush()
    (root / "001.txt.annotations.json").unlink()
    assert workspace.refresh() == []
    tag(workspace, first, 9, 12)
    assert workspace.flush().saved
    assert len(reopened().annotations("001.txt")) == 2


@pytest.mark.parametrize("name", ["001.txt.annotations.json", "claims.json", "codebook.toml"])
def test_a_link_out_of_the_collection_is_neither_read_nor_written(
    name: str, root: Path, tmp_path: Path, first: Article, reopened: Reopen
):
    outside = tmp_path / "outside"
    outside.write_text('{"type": "AnnotationCollection", "total": 0}')
    (root / name).symlink_to(outside)
    workspace = reopened()
    edits = {
        "001.txt.annotations.json": PutAnnotation(annotate(first, 0, 8)),
        "claims.json": PutClaim(Claim("c", "C.")),
        "codebook.toml": SetCodebook(replace(workspace.codebook, name="Mine")),
    }
    with pytest.raises(ReadOnlyError, match="link"):
        workspace.stage("change", [edits.pop(name)])
    workspace.stage("change", list(edits.values()))
    assert len(workspace.problems) == 1
    assert "link" in workspace.problems[0].message
    assert workspace.flush().saved
    assert outside.read_text() == '{"type": "AnnotationCollection", "total": 0}'
    assert (root / name).is_symlink()


@pytest.mark.parametrize(
    "name", ["", "texts", "history.jsonl", "lock", "lock.by"], ids=lambda name: name or ".crossread"
)
def test_a_link_for_what_serves_recovery_leads_nowhere(
    name: str, root: Path, tmp_path: Path, workspace: Workspace, first: Article
):
    outside = tmp_path / "outside"
    if "." in name or name == "lock":
        outside.write_bytes(b"theirs")
    else:
        outside.mkdir()
    link = root / ".crossread" / name
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(outside)
    tag(workspace, first, 0, 8)
    flushed = workspace.flush()
    assert flushed.saved == (name == "lock.by")
    if not flushed.saved:
        [problem] = flushed.problems
        assert "link" in problem.message
        assert len(problem.message.split("\n")) == 1
    assert not (root / "001.txt.annotations.json").exists() or flushed.saved
    assert outside.is_dir() or outside.read_bytes() == b"theirs"
    assert outside.is_file() or list(outside.iterdir()) == []
    link.unlink()
    assert workspace.flush().saved
    assert len(workspace.annotations("001.txt")) == 1


def test_a_dangling_link_out_of_the_collection_is_not_written_through(
    root: Path, tmp_path: Path, workspace: Workspace, first: Article
):
    (root / "001.txt.annotations.json").symlink_to(tmp_path / "nowhere")
    tag(workspace, first, 0, 8)
    assert not workspace.flush().saved
    assert not (tmp_path / "nowhere").exists()


def test_a_link_within_the_collection_is_followed(
    root: Path, workspace: Workspace, first: Article, reopened: Reopen
):
    (root / "001.txt.annotations.json").symlink_to(root / "deep" / "real.json")
    tag(workspace, first, 0, 8)
    assert workspace.flush().saved
    assert (root / "001.txt.annotations.json").is_symlink()
    assert len(reopened().annotations("001.txt")) == 1


def test_a_quote_that_is_not_in_the_text_is_refused(workspace: Workspace, first: Article):
    made = annotate(first, 0, 8)
    for wrong in (
        replace(made, exact="The mole"),
        replace(made, end=9),
        replace(made, article="004.txt"),
    ):
        with pytest.raises(ValueError, match=r"quote|open"):
            workspace.stage("wrong", [PutAnnotation(annotate(first, 10, 12)), PutAnnotation(wrong)])
    assert not workspace.annotations("001.txt")
    assert not workspace.pending


def test_an_edit_that_does_not_say_its_time_gets_one(workspace: Workspace, first: Article):
    old = replace(annotate(first, 0, 8), modified="2020-01-01T00:00:00Z")
    workspace.stage("tag", [PutAnnotation(old)])
    workspace.stage("note", [PutAnnotation(replace(old, note="new"))])
    assert workspace.annotations("001.txt")[0].modified > "2026"


def test_staging_while_flushing_loses_nothing(
    workspace: Workspace, first: Article, reopened: Reopen
):
    stop = threading.Event()

    def keep_flushing() -> None:
        while not stop.is_set():
            workspace.flush()

    worker = threading.Thread(target=keep_flushing)
    worker.start()
    made: list[Annotation] = [tag(workspace, first, n % 50, n % 50 + 5) for n in range(100)]
    stop.set()
    worker.join()
    assert workspace.flush().saved
    assert {a.id for a in reopened().annotations("001.txt")} == {a.id for a in made}
    assert len(reopened().history()) == 100

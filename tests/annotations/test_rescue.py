"""What could not be saved is kept, and brought back without harm to what others did since."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from crossread.annotations.model import Annotation, Claim, annotate
from crossread.annotations.rescue import Rescue
from crossread.annotations.workspace import (
    DropAnnotation,
    PutAnnotation,
    PutClaim,
    SetCodebook,
    Workspace,
)
from crossread.articles.collection import Collection

Reopen = Callable[..., Workspace]


@pytest.fixture
def first(collection: Collection) -> Annotation:
    return annotate(collection.articles[0], 0, 8, note="first")


@pytest.fixture
def rescue(root: Path, tmp_path: Path) -> Rescue:
    return Rescue(tmp_path / "state", root)


def brought(rescue: Rescue, root: Path, workspace: Workspace) -> Workspace:
    """What a workspace holds after everything left is brought back and saved."""
    for left in Rescue(rescue.path.parent, root).left():
        workspace.bring_back("brought back", left.changes)
    assert workspace.flush().saved
    return workspace


def notes(workspace: Workspace) -> list[str]:
    return sorted(a.note for a in workspace.annotations("001.txt"))


def test_everything_comes_back(reopened: Reopen, first: Annotation, rescue: Rescue, root: Path):
    workspace = reopened()
    gone = annotate(workspace.collection.articles[1], 0, 3)
    workspace.stage("tag", [PutAnnotation(gone)])
    workspace.flush()
    workspace.stage("tag", [PutAnnotation(first), PutClaim(Claim("c", "C."))])
    workspace.stage("delete", [DropAnnotation(gone.article, gone.id)])
    workspace.stage("name", [SetCodebook(replace(workspace.codebook, name="New"))])
    rescue.keep(workspace.unsaved())
    again = brought(rescue, root, reopened())
    assert again.annotations("001.txt") == workspace.annotations("001.txt")
    assert again.annotations("002.txt") == ()
    assert list(again.claims) == ["c"]
    assert again.codebook.name == "New"
    assert brought(rescue, root, again).history() == again.history()


def test_what_was_saved_after_all_is_not_brought_twice(
    reopened: Reopen, first: Annotation, rescue: Rescue, root: Path
):
    workspace = reopened()
    workspace.stage("tag", [PutAnnotation(first)])
    rescue.keep(workspace.unsaved())
    workspace.flush()
    assert workspace.unsaved() == ()
    assert len(brought(rescue, root, reopened()).history()) == 1


def test_others_work_since_stays(reopened: Reopen, first: Annotation, rescue: Rescue, root: Path):
    workspace = reopened()
    workspace.stage("tag", [PutAnnotation(first)])
    workspace.flush()
    workspace.stage("note", [PutAnnotation(replace(first, note="mine"))])
    rescue.keep(workspace.unsaved())
    other = reopened()
    other.stage("note", [PutAnnotation(replace(first, note="theirs"))])
    other.flush()
    assert notes(brought(rescue, root, reopened())) == ["mine", "theirs"]


def test_a_deletion_does_not_take_what_was_changed_since(
    reopened: Reopen, first: Annotation, rescue: Rescue, root: Path
):
    workspace = reopened()
    workspace.stage("tag", [PutAnnotation(first)])
    workspace.flush()
    workspace.stage("delete", [DropAnnotation("001.txt", first.id)])
    rescue.keep(workspace.unsaved())
    other = reopened()
    other.stage("note", [PutAnnotation(replace(first, note="theirs"))])
    other.flush()
    assert notes(brought(rescue, root, reopened())) == ["theirs"]


def test_sessions_annotators_and_collections_keep_apart(
    reopened: Reopen, first: Annotation, rescue: Rescue, root: Path, tmp_path: Path
):
    workspace = reopened()
    workspace.stage("tag", [PutAnnotation(first)])
    rescue.keep(workspace.unsaved())
    state = rescue.path.parent
    assert rescue.left() == []
    assert Rescue(state, root, "rivera").left() == []
    assert Rescue(state, tmp_path).left() == []
    second = Rescue(state, root)
    second.keep(workspace.unsaved())
    assert len(Rescue(state, root).left()) == 2
    rescue.drop()
    assert len(Rescue(state, root).left()) == 1


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"at": "", "changes": [1]}', b"\xff"])
def test_a_damaged_copy_is_passed_over(
    content: bytes, reopened: Reopen, first: Annotation, rescue: Rescue, root: Path
):
    workspace = reopened()
    workspace.stage("tag", [PutAnnotation(first)])
    rescue.keep(workspace.unsaved())
    damaged = rescue.path.with_name(f"{rescue.path.name.partition('.')[0]}.0.json")
    damaged.write_bytes(content)
    assert len(Rescue(rescue.path.parent, root).left()) == 1

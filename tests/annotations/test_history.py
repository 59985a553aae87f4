"""Undo and redo without limit, across articles, sessions and programs."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from crossread.annotations.model import Claim, annotate
from crossread.annotations.workspace import DropAnnotation, PutAnnotation, PutClaim, Step, Workspace
from crossread.articles.collection import Collection

Reopen = Callable[..., Workspace]


@pytest.fixture
def workspace(collection: Collection) -> Workspace:
    return Workspace.open(collection)


def tag(workspace: Workspace, name: str, article: int = 0) -> Step:
    made = annotate(workspace.collection.articles[article], 0, 8, tags=(name,))
    return workspace.stage(f"tag {name}", [PutAnnotation(made)])


def tags(workspace: Workspace, article: str = "001.txt") -> set[str]:
    return {tag for annotation in workspace.annotations(article) for tag in annotation.tags}


def test_undo_and_redo_go_all_the_way_back_and_forth_across_restarts(
    workspace: Workspace, reopened: Reopen
):
    for number in range(30):
        tag(workspace, str(number), number % 3)
    workspace.flush()
    for count in range(30, 0, -1):
        workspace = reopened() if count % 7 == 0 else workspace
        step = workspace.undo()
        assert step is not None
        assert step.label == f"tag {count - 1}"
        assert step.undone
        workspace.flush()
    assert workspace.undo() is None
    assert not any(workspace.annotations(article.id) for article in workspace.collection.articles)
    for count in range(30):
        workspace = reopened() if count % 7 == 0 else workspace
        step = workspace.redo()
        assert step is not None
        assert step.label == f"tag {count}"
        workspace.flush()
    assert workspace.redo() is None
    assert sum(len(workspace.annotations(a.id)) for a in workspace.collection.articles) == 30


def test_a_new_step_ends_redoing_but_the_undone_step_can_be_gone_back_to(workspace: Workspace):
    tag(workspace, "a")
    second = tag(workspace, "b")
    workspace.undo()
    third = tag(workspace, "c")
    assert workspace.redo() is None
    assert [step.undone for step in workspace.history()] == [False, True, False]
    workspace.go_to(second.id)
    assert tags(workspace) == {"a", "b"}
    workspace.go_to(third.id)
    assert tags(workspace) == {"a", "c"}
    workspace.go_to("")
    assert tags(workspace) == set()


def test_going_to_an_unknown_step_changes_nothing(workspace: Workspace):
    tag(workspace, "a")
    with pytest.raises(KeyError):
        workspace.go_to("urn:uuid:unknown")
    assert tags(workspace) == {"a"}


def test_a_deleted_annotation_comes_back_with_everything(workspace: Workspace, reopened: Reopen):
    made = replace(
        annotate(workspace.collection.articles[0], 28, 47),
        tags=("quotes", "unheard of"),
        speaker="the owner",
        note="twice\n“so”",
        claim="closure",
        attributes={"frame": "loss"},
        extra={"https://example.org/colour": ["red", {"deep": None}]},
    )
    workspace.stage("tag", [PutAnnotation(made)])
    workspace.stage("delete", [DropAnnotation("001.txt", made.id)])
    workspace.flush()
    fresh = reopened()
    fresh.undo()
    fresh.flush()
    assert list(reopened().annotations("001.txt")) == [made]


def test_the_log_is_only_added_to(workspace: Workspace, root: Path):
    log = root / ".crossread" / "history.jsonl"
    written = b""
    for act in (lambda: tag(workspace, "a"), workspace.undo, workspace.redo, workspace.undo):
        act()
        workspace.flush()
        assert log.read_bytes().startswith(written)
        assert len(log.read_bytes()) > len(written)
        written = log.read_bytes()


@pytest.mark.parametrize(
    "torn", [b'{"step": "urn:uuid:1", "cha', b"\x00\xff\n", b"[[[[\n", b"[]\n"]
)
def test_a_torn_line_is_passed_over(
    torn: bytes, workspace: Workspace, root: Path, reopened: Reopen
):
    tag(workspace, "a")
    workspace.flush()
    with (root / ".crossread" / "history.jsonl").open("ab") as log:
        log.write(torn)
    fresh = reopened()
    tag(fresh, "b")
    fresh.flush()
    assert [step.label for step in reopened().history()] == ["tag a", "tag b"]


def test_undo_does_not_destroy_what_another_program_changed(workspace: Workspace, reopened: Reopen):
    tag(workspace, "a")
    workspace.flush()
    other = reopened()
    known = other.annotations("001.txt")[0]
    other.stage("note", [PutAnnotation(replace(known, note="theirs"))])
    other.flush()
    workspace.undo()  # would delete the annotation
    assert workspace.flush().saved
    assert [a.note for a in reopened().annotations("001.txt")] == ["theirs"]


def test_undo_after_a_refresh_leaves_what_another_program_changed(
    workspace: Workspace, reopened: Reopen
):
    tag(workspace, "a")
    known = workspace.annotations("001.txt")[0]
    workspace.stage("retag", [PutAnnotation(replace(known, tags=("b",)))])
    workspace.flush()
    other = reopened()
    theirs = replace(other.annotations("001.txt")[0], tags=("c",))
    other.stage("retag", [PutAnnotation(theirs)])
    other.flush()
    assert workspace.refresh() == ["001.txt"]
    assert workspace.undo() is not None
    assert tags(workspace) == {"c"}
    flushed = workspace.flush()
    assert flushed.saved
    assert "another program" in flushed.problems[0].message
    assert known.id in flushed.problems[0].message


def test_steps_in_an_article_that_cannot_be_read_are_passed_over(
    workspace: Workspace, root: Path, reopened: Reopen
):
    tag(workspace, "a", 1)
    tag(workspace, "b", 0)
    workspace.flush()
    (root / "001.txt.annotations.json").write_text("{")
    fresh = reopened()
    step = fresh.undo()
    assert step is not None
    assert step.label == "tag a"
    assert fresh.undo() is None
    assert (root / "001.txt.annotations.json").read_text() == "{"


def test_undoing_a_claim_in_a_broken_file_says_so(
    workspace: Workspace, root: Path, reopened: Reopen
):
    workspace.stage("claim", [PutClaim(Claim("c", "C."))])
    workspace.flush()
    (root / "claims.json").write_text("{")
    fresh = reopened()
    assert fresh.undo() is not None
    assert "claims.json" in fresh.flush().problems[0].message
    assert (root / "claims.json").read_text() == "{"


def test_two_programs_undo_their_own_steps_first(workspace: Workspace, reopened: Reopen):
    tag(workspace, "mine")
    workspace.flush()
    other = reopened()
    tag(other, "theirs")
    other.flush()
    workspace.refresh()
    step = workspace.undo()
    assert step is not None
    assert step.label == "tag mine"
    assert tags(workspace) == {"theirs"}


def test_a_step_in_articles_that_are_not_open_keeps_its_place(
    workspace: Workspace, collection: Collection
):
    tag(workspace, "a", 0)
    tag(workspace, "b", 1)
    workspace.flush()
    part = Workspace.open(replace(collection, articles=collection.articles[:1]))
    step = part.undo()
    assert step is not None
    assert step.label == "tag a"
    assert [step.undone for step in part.history()] == [True, False]

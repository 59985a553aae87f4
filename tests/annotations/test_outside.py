"""What other programs and people do to the files while a workspace is open."""

import errno
import fcntl
import json
import os
import re
import socket
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from crossread.annotations.files import Disk
from crossread.annotations.model import Annotation, Claim, annotate
from crossread.annotations.workspace import (
    DropAnnotation,
    PutAnnotation,
    PutClaim,
    ReadOnlyError,
    SetCodebook,
    Workspace,
)
from crossread.articles.collection import Collection

Reopen = Callable[..., Workspace]
NAME = "001.txt"

BROKEN = [
    b"",
    b"{",
    b"\x00\x01binary",
    b'{"type": "AnnotationCollection",\n"total": NaN}',
    b'{"type": "AnnotationCollection",\n"total": 1e400}',
    b'{"type": "AnnotationCollection",\n"total": 1, "total": 1}',
    b'{"type": "AnnotationCollection",\n"version": 99}',
    b'{"type": "AnnotationCollection",\n"x": ' + b"[" * 50_000 + b"}",
    b"<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> theirs\n",
]


@pytest.fixture
def workspace(collection: Collection) -> Workspace:
    return Workspace.open(collection)


@pytest.fixture
def sidecar(root: Path) -> Path:
    return root / f"{NAME}.annotations.json"


def tag(workspace: Workspace, name: str, start: int = 0) -> Annotation:
    made = annotate(workspace.collection.articles[0], start, start + 8, tags=(name,))
    workspace.stage(f"tag {name}", [PutAnnotation(made)])
    return made


def tags(workspace: Workspace) -> list[str]:
    return sorted(t for annotation in workspace.annotations(NAME) for t in annotation.tags)


def test_two_programs_keep_both_their_work(workspace: Workspace, reopened: Reopen):
    other = reopened()
    tag(workspace, "mine")
    tag(other, "theirs")
    assert workspace.flush().merged == ()
    flushed = other.flush()
    assert flushed.saved
    assert flushed.merged == (NAME,)
    assert flushed.problems == ()
    assert tags(other) == tags(reopened()) == ["mine", "theirs"]
    assert workspace.refresh() == [NAME]
    assert tags(workspace) == ["mine", "theirs"]
    assert workspace.refresh() == []


def test_each_sides_deletions_and_changes_are_kept(workspace: Workspace, reopened: Reopen):
    for name in "abcd":
        tag(workspace, name)
    workspace.flush()
    by_tag = {a.tags[0]: a for a in workspace.annotations(NAME)}
    other = reopened()
    workspace.stage("delete a", [DropAnnotation(NAME, by_tag["a"].id)])
    workspace.stage("retag b", [PutAnnotation(replace(by_tag["b"], tags=("B",)))])
    other.stage("delete c", [DropAnnotation(NAME, by_tag["c"].id)])
    other.stage("retag d", [PutAnnotation(replace(by_tag["d"], tags=("D",)))])
    workspace.flush()
    other.flush()
    assert tags(reopened()) == ["B", "D"]


def test_one_annotation_changed_twice_is_kept_twice_and_told(
    workspace: Workspace, reopened: Reopen
):
    known = tag(workspace, "a")
    workspace.flush()
    other = reopened()
    workspace.stage("note", [PutAnnotation(replace(known, note="mine"))])
    other.stage("note", [PutAnnotation(replace(known, note="theirs"))])
    assert workspace.flush().problems == ()
    flushed = other.flush()
    assert flushed.saved
    assert "both versions" in flushed.problems[0].message
    assert known.id in flushed.problems[0].message
    assert {a.note for a in reopened().annotations(NAME)} == {"mine", "theirs"}
    assert known.id in {a.id for a in reopened().annotations(NAME)}


def test_a_conflict_found_by_a_refresh_is_told_with_the_next_save(
    workspace: Workspace, reopened: Reopen
):
    known = tag(workspace, "a")
    workspace.flush()
    other = reopened()
    other.stage("note", [PutAnnotation(replace(known, note="theirs"))])
    other.flush()
    workspace.stage("note", [PutAnnotation(replace(known, note="mine"))])
    assert workspace.refresh() == [NAME]
    assert len(workspace.annotations(NAME)) == 2
    assert "both versions" in workspace.flush().problems[0].message
    assert {a.note for a in reopened().annotations(NAME)} == {"mine", "theirs"}


def test_one_deletes_what_the_other_changes(workspace: Workspace, reopened: Reopen):
    known = tag(workspace, "a")
    workspace.flush()
    other = reopened()
    workspace.stage("delete", [DropAnnotation(NAME, known.id)])
    other.stage("note", [PutAnnotation(replace(known, note="kept"))])
    other.flush()
    workspace.flush()
    assert [a.note for a in reopened().annotations(NAME)] == ["kept"]


def test_claims_of_two_programs_are_merged(workspace: Workspace, reopened: Reopen):
    other = reopened()
    workspace.stage("claim", [PutClaim(Claim("a", "A.")), PutClaim(Claim("both", "Mine."))])
    other.stage("claim", [PutClaim(Claim("b", "B.")), PutClaim(Claim("both", "Theirs."))])
    workspace.flush()
    flushed = other.flush()
    assert "claims.json" in flushed.problems[0].message
    statements = sorted(claim.statement for claim in reopened().claims.values())
    assert statements == ["A.", "B.", "Mine.", "Theirs."]


def test_codebooks_of_two_programs_are_merged(workspace: Workspace, reopened: Reopen):
    other = reopened()
    for side, letter in ((workspace, "X"), (other, "Y")):
        known = side.codebook
        new = replace(known.tags[0], id=f"new-{letter}", key="", letter=letter)
        side.stage("add", [SetCodebook(replace(known, tags=(*known.tags, new)))])
        assert side.flush().saved
    found = [tag.id for tag in reopened().codebook.tags]
    assert found[:2] == ["asserts", "reports"]
    assert {"new-X", "new-Y"} <= set(found)


def test_keys_and_annotations_of_other_programs_survive(
    workspace: Workspace, sidecar: Path, reopened: Reopen
):
    tag(workspace, "a")
    workspace.flush()
    document: dict[str, Any] = json.loads(sidecar.read_bytes())
    document["https://example.org/reviewed"] = {"by": ["ann"]}
    document["first"]["https://example.org/page"] = None
    document["first"]["items"][0]["https://example.org/score"] = 0.25
    foreign = {"id": "urn:x:f", "type": "Annotation", "target": "https://example.org/"}
    document["first"]["items"].append(foreign)
    sidecar.write_text(json.dumps(document))
    tag(workspace, "b", 3)
    assert workspace.flush().saved
    written = json.loads(sidecar.read_bytes())
    items = written["first"]["items"]
    assert document["https://example.org/reviewed"] == written["https://example.org/reviewed"]
    assert "https://example.org/page" in written["first"]
    assert foreign in items
    assert document["first"]["items"][0] in items
    assert written["total"] == len(items) == 3
    known = reopened().annotations(NAME)[0]
    fresh = reopened()
    fresh.stage("note", [PutAnnotation(replace(known, note="ours"))])
    fresh.flush()
    item = json.loads(sidecar.read_bytes())["first"]["items"][0]
    assert item["https://example.org/score"] == 0.25


@pytest.mark.parametrize("content", BROKEN)
def test_a_broken_sidecar_is_never_overwritten(
    content: bytes, sidecar: Path, root: Path, reopened: Reopen
):
    sidecar.write_bytes(content)
    workspace = reopened()
    problem = workspace.read_only(NAME)
    assert problem is not None
    assert problem in workspace.problems
    assert sidecar.name in problem.message
    assert f"line {problem.line}" in problem.message
    assert "until then it is not changed" in problem.message
    with pytest.raises(ReadOnlyError):
        tag(workspace, "a")
    assert workspace.read_only("002.txt") is None
    other = annotate(workspace.collection.articles[1], 0, 4)
    workspace.stage("tag", [PutAnnotation(other)])
    assert workspace.flush().saved
    assert sidecar.read_bytes() == content
    assert (root / "002.txt.annotations.json").exists()


@pytest.mark.parametrize("content", BROKEN)
def test_a_sidecar_broken_meanwhile_is_not_overwritten_and_the_work_is_kept(
    content: bytes, workspace: Workspace, sidecar: Path, reopened: Reopen
):
    tag(workspace, "a")
    workspace.flush()
    good = sidecar.read_bytes()
    sidecar.write_bytes(content)
    tag(workspace, "b")
    flushed = workspace.flush()
    assert not flushed.saved
    assert flushed.problems == (workspace.read_only(NAME),)
    assert sidecar.read_bytes() == content
    assert tags(workspace) == ["a", "b"]
    with pytest.raises(ReadOnlyError):
        tag(workspace, "c")
    sidecar.write_bytes(good)
    assert workspace.refresh() == [NAME]
    assert workspace.read_only(NAME) is None
    assert workspace.flush().saved
    assert tags(reopened()) == ["a", "b"]


def test_a_broken_sidecar_that_is_moved_away_frees_the_article(sidecar: Path, reopened: Reopen):
    sidecar.write_bytes(b"{")
    workspace = reopened()
    sidecar.unlink()
    assert workspace.refresh() == [NAME]
    tag(workspace, "a")
    assert workspace.flush().saved
    assert tags(reopened()) == ["a"]


@pytest.mark.parametrize("content", [b"[]", b'{"claims": 1}', b'{"claims": [{"id": 1}]}', b"{"])
def test_broken_claims_are_never_overwritten(content: bytes, root: Path, reopened: Reopen):
    (root / "claims.json").write_bytes(content)
    workspace = reopened()
    assert "claims.json" in workspace.problems[0].message
    with pytest.raises(ReadOnlyError):
        workspace.stage("claim", [PutClaim(Claim("a", "A."))])
    tag(workspace, "a")
    assert workspace.flush().saved
    assert (root / "claims.json").read_bytes() == content


def test_two_claims_with_one_id_are_both_kept_and_told(root: Path, reopened: Reopen):
    entries = [{"id": "a", "statement": "One."}, {"id": "a", "statement": "Two.", "x": [1]}]
    (root / "claims.json").write_text(json.dumps({"claims": entries, "y": 2}))
    workspace = reopened()
    assert [claim.statement for claim in workspace.claims.values()] == ["One.", "Two."]
    assert "one id" in workspace.problems[0].message
    workspace.stage("claim", [PutClaim(Claim("b", "B."))])
    assert workspace.flush().saved
    written = json.loads((root / "claims.json").read_bytes())
    assert written["y"] == 2
    assert [entry["statement"] for entry in written["claims"]] == ["One.", "Two.", "B."]
    assert written["claims"][1]["x"] == [1]


def test_a_broken_codebook_leaves_the_last_good_one_in_use(workspace: Workspace, root: Path):
    good = replace(workspace.codebook, name="Good")
    workspace.stage("name", [SetCodebook(good)])
    workspace.flush()
    (root / "codebook.toml").write_text("name = \n")
    workspace.refresh()
    assert workspace.codebook == good
    assert workspace.problems[0].line == 1
    with pytest.raises(ReadOnlyError):
        workspace.stage("name", [SetCodebook(replace(good, name="New"))])
    assert (root / "codebook.toml").read_text() == "name = \n"


def test_a_folder_without_locks_loses_nothing(
    collection: Collection, reopened: Reopen, monkeypatch: pytest.MonkeyPatch
):
    def no_locks(descriptor: int, operation: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    def no_marks(*_: object) -> None:
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))

    monkeypatch.setattr("fcntl.flock", no_locks)
    monkeypatch.setattr("filelock.SoftFileLock.acquire", no_marks)
    other = reopened()

    class BusyDisk(Disk):
        """Another program saves while the temporary file is being written."""

        rounds = 2

        def write(self, descriptor: int, data: bytes) -> int:
            if self.rounds and b"AnnotationCollection" in data:
                self.rounds -= 1
                tag(other, f"theirs {self.rounds}")
                assert other.flush().saved
            return super().write(descriptor, data)

    workspace = Workspace.open(collection, disk=BusyDisk())
    tag(workspace, "mine")
    flushed = workspace.flush()
    assert flushed.saved
    assert flushed.merged == (NAME,)
    assert tags(reopened()) == tags(workspace) == ["mine", "theirs 0", "theirs 1"]


def test_another_program_that_never_finishes_is_told(
    workspace: Workspace, root: Path, monkeypatch: pytest.MonkeyPatch, reopened: Reopen
):
    monkeypatch.setattr("crossread.annotations.turn.LOCK_SECONDS", 0.05)
    tag(workspace, "a")
    workspace.flush()
    with (root / ".crossread" / "lock").open("r+b") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        other = reopened()
        tag(other, "b")
        flushed = other.flush()
        assert not flushed.saved
        assert f"another program (process {os.getpid()})" in flushed.problems[0].message
    assert other.flush().saved
    assert tags(reopened()) == ["a", "b"]


@pytest.mark.parametrize(
    ("process", "host", "told"),
    [
        (2**22 + 1, "", "has ended and left it locked; delete"),
        (1, "elsewhere", r"process 1 on elsewhere\) keeps it locked; close it there, or delete"),
        (1, "\x1b[2J", r"process 1 on [^\x1b]+keeps it locked"),
    ],
)
def test_a_stale_lock_is_told(
    workspace: Workspace,
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
    process: int,
    host: str,
    told: str,
):
    monkeypatch.setattr("crossread.annotations.turn.LOCK_SECONDS", 0.05)
    tag(workspace, "a")
    workspace.flush()
    (root / ".crossread" / "lock.by").write_text(f"{process}\n{host or socket.gethostname()}\n")
    tag(workspace, "b")
    with (root / ".crossread" / "lock").open("r+b") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        problem = workspace.flush().problems[0]
    assert re.search(told, problem.message)
    assert workspace.flush().saved


def test_a_folder_without_locks_is_locked_by_a_file(
    workspace: Workspace, root: Path, monkeypatch: pytest.MonkeyPatch
):
    def no_locks(descriptor: int, operation: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("fcntl.flock", no_locks)
    monkeypatch.setattr("crossread.annotations.turn.LOCK_SECONDS", 0.5)
    tag(workspace, "a")
    assert workspace.flush().saved
    mark = root / ".crossread" / "lock.held"
    assert not mark.exists()
    mark.write_text("1\nelsewhere\n")
    tag(workspace, "b")
    flushed = workspace.flush()
    assert not flushed.saved
    assert "lock.held" in flushed.problems[0].message
    assert "on elsewhere" in flushed.problems[0].message
    mark.unlink()
    assert workspace.flush().saved


def test_a_same_sized_change_within_the_same_moment_is_noticed(workspace: Workspace, sidecar: Path):
    tag(workspace, "aaa")
    workspace.flush()
    times = sidecar.stat()
    sidecar.write_bytes(sidecar.read_bytes().replace(b"aaa", b"bbb"))
    os.utime(sidecar, ns=(times.st_atime_ns, times.st_mtime_ns))
    tag(workspace, "c")
    assert workspace.flush().merged == (NAME,)
    assert tags(workspace) == ["bbb", "c"]


def test_a_file_that_keeps_changing_is_told_and_the_work_kept(
    collection: Collection, sidecar: Path, reopened: Reopen
):
    class RestlessDisk(Disk):
        """Another program that knows no locks writes again and again."""

        restless = True

        def write(self, descriptor: int, data: bytes) -> int:
            if self.restless and b"AnnotationCollection" in data:
                sidecar.write_bytes(sidecar.read_bytes() + b"\n")
            return super().write(descriptor, data)

    first = reopened()
    tag(first, "first")
    assert first.flush().saved
    disk = RestlessDisk()
    workspace = Workspace.open(collection, disk=disk)
    tag(workspace, "mine")
    flushed = workspace.flush()
    assert not flushed.saved
    assert "keeps changing" in flushed.problems[0].message
    assert workspace.pending
    disk.restless = False
    assert workspace.flush().saved
    assert tags(reopened()) == ["first", "mine"]


def test_a_system_without_locks_is_no_hindrance(
    workspace: Workspace, reopened: Reopen, monkeypatch: pytest.MonkeyPatch
):
    def not_there(*_: object) -> None:
        raise NotImplementedError

    monkeypatch.setattr("filelock.FileLock.acquire", not_there)
    tag(workspace, "mine")
    assert workspace.flush().saved
    assert tags(reopened()) == ["mine"]

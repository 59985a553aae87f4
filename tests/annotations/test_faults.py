"""Every file operation in turn fails, or is the last one before a kill."""

import errno
import os
import re
from pathlib import Path

import pytest

from crossread.annotations.files import Disk
from crossread.annotations.model import annotate
from crossread.annotations.workspace import (
    DropAnnotation,
    PutAnnotation,
    Workspace,
)
from crossread.articles.collection import Collection
from tests.annotations.disks import CountingDisk, Killed
from tests.annotations.work import Session, copy_of, notes_on_disk, operations


def test_an_operation_that_fails_once_loses_nothing(collection: Collection):
    for failing in range(1, operations(copy_of(collection, "clean")) + 1):
        copy = copy_of(collection, f"run-{failing}")

        reason = (errno.ENOSPC, errno.EIO, errno.EACCES)[failing % 3]

        def fail(number: int, name: str, failing: int = failing, reason: int = reason) -> None:
            if number == failing:
                raise OSError(reason, os.strerror(reason))

        session = Session(copy, CountingDisk(fail))
        session.run()
        expected = session.notes()
        session.flush()
        assert session.states[session.saved] == expected
        assert len(expected) == 2
        assert notes_on_disk(copy) == expected
        assert [step.undone for step in Workspace.open(copy).history()] == [0, 0, 1, 0, 0]
        assert all(re.search(r"; .{10,}\.$", message) for message in session.problems)


def test_a_disk_that_is_full_for_good_never_says_saved(collection: Collection):
    for failing in range(1, operations(copy_of(collection, "clean")) + 1):
        copy = copy_of(collection, f"run-{failing}")
        full = [True]

        def fail(number: int, name: str, failing: int = failing, full: list[bool] = full) -> None:
            if full[0] and number >= failing and name in ("write", "sync", "make_folder"):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        session = Session(copy, CountingDisk(fail))
        session.run()
        assert session.is_kept(notes_on_disk(copy))
        full[0] = False
        session.flush()
        assert session.saved == len(session.states) - 1
        assert session.notes() == notes_on_disk(copy)


def test_short_writes_are_continued(collection: Collection):
    class ShortDisk(CountingDisk):
        def write(self, descriptor: int, data: bytes) -> int:
            return super().write(descriptor, data[: max(1, len(data) // 3)])

    session = Session(collection, ShortDisk())
    session.run()
    assert session.saved == 4
    assert session.states[4] == notes_on_disk(collection)


def test_a_kill_at_any_operation_loses_nothing_that_was_saved(collection: Collection):
    for last in range(1, operations(copy_of(collection, "clean")) + 1):
        copy = copy_of(collection, f"run-{last}")

        def kill(number: int, name: str, last: int = last) -> None:
            if number >= last:
                raise Killed

        session = Session(copy, CountingDisk(kill))
        with pytest.raises(Killed):
            session.run()
        assert session.is_kept(notes_on_disk(copy))
        again = Session(copy, CountingDisk())
        again.run()
        assert again.saved == 4
        assert again.states[4] == notes_on_disk(copy)


def test_what_is_done_while_saving_is_in_the_log_before_it_is_in_a_file(collection: Collection):
    article = collection.articles[0]
    log = collection.root / ".crossread" / "history.jsonl"
    renamed: list[bytes] = []

    class BusyDisk(Disk):
        """Somebody deletes an annotation while the log is written."""

        def write(self, descriptor: int, data: bytes) -> int:
            if b'"label": "tag again"' in data:
                workspace.stage("delete", [DropAnnotation(article.id, first.id)])
            return super().write(descriptor, data)

        def rename(self, source: Path, target: Path) -> None:
            if target.name.startswith(article.id) and first.id.encode() not in source.read_bytes():
                renamed.append(log.read_bytes())
            super().rename(source, target)

    workspace = Workspace.open(collection, disk=BusyDisk())
    first = annotate(article, 0, 8)
    workspace.stage("tag", [PutAnnotation(first)])
    assert workspace.flush().saved
    workspace.stage("tag again", [PutAnnotation(annotate(article, 4, 8))])
    assert workspace.flush().saved
    assert [b'"label": "delete"' in known for known in renamed] == [True]
    assert workspace.flush().saved
    assert [step.label for step in Workspace.open(collection).history()][-1] == "delete"


def test_what_is_done_after_a_file_was_composed_is_not_called_saved(collection: Collection):
    article = collection.articles[0]

    class BusyDisk(Disk):
        """Somebody goes on tagging while the file is put in its place."""

        def rename(self, source: Path, target: Path) -> None:
            if target.name.startswith(article.id) and len(made) == 1:
                made.append(annotate(article, 4, 8))
                workspace.stage("tag", [PutAnnotation(made[1])])
            super().rename(source, target)

    workspace = Workspace.open(collection, disk=BusyDisk())
    made = [annotate(article, 0, 8)]
    workspace.stage("tag", [PutAnnotation(made[0])])
    workspace.flush()
    assert workspace.pending
    assert workspace.flush().saved
    assert not workspace.pending
    assert set(notes_on_disk(collection)) == {f"{article.id} {one.id}" for one in made}


def test_what_a_killed_program_left_lying_is_cleaned_up(collection: Collection):
    def kill(number: int, name: str) -> None:
        if name in ("rename", "remove"):
            raise Killed

    session = Session(collection, CountingDisk(kill))
    with pytest.raises(Killed):
        session.run()
    left = [path for path in collection.root.rglob(".*.tmp") if path.is_file()]
    assert left
    for path in left:
        os.utime(path, (0, 0))
    Session(collection, CountingDisk()).run()
    assert not list(collection.root.rglob("*.tmp"))

"""Every file operation in turn fails, is the last one before a kill, or before the power goes."""

import errno
import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from crossread.annotations.files import Disk
from crossread.annotations.model import Claim, annotate
from crossread.annotations.workspace import (
    DropAnnotation,
    PutAnnotation,
    PutClaim,
    SetCodebook,
    Workspace,
)
from crossread.articles.article import Article
from crossread.articles.collection import Collection


class Killed(BaseException):
    """The program ends here."""


class CountingDisk(Disk):
    """Calls ``before`` with the number and name of each operation; syncs nothing really."""

    def __init__(self, before: Callable[[int, str], None] = lambda number, name: None) -> None:
        self.count = 0
        self.armed = False
        """Whether operations count: not while the collection is opened."""
        self._before = before
        self._lock = threading.Lock()

    def _step(self, name: str) -> None:
        with self._lock:  # the log is synced by a thread of its own
            if self.armed:
                self.count += 1
                self._before(self.count, name)

    def read(self, path: Path) -> bytes | None:
        self._step("read")
        return super().read(path)

    def open(self, path: Path, flags: int) -> int:
        self._step("open")
        return super().open(path, flags)

    def write(self, descriptor: int, data: bytes) -> int:
        self._step("write")
        return super().write(descriptor, data)

    def sync(self, descriptor: int) -> None:
        self._step("sync")

    def rename(self, source: Path, target: Path) -> None:
        self._step("rename")
        super().rename(source, target)

    def remove(self, path: Path) -> None:
        self._step("remove")
        super().remove(path)

    def make_folder(self, path: Path) -> None:
        self._step("make_folder")
        super().make_folder(path)


class Session:
    """Some work on two articles, which notes what was told to be saved."""

    def __init__(self, collection: Collection, disk: Disk) -> None:
        self.workspace = Workspace.open(collection, disk=disk)
        if isinstance(disk, CountingDisk):
            disk.armed = True
        self.states: list[dict[str, str]] = [{}]
        """The notes by annotation id, before each save."""
        self.saved = 0
        """Which of the states was told to be saved."""
        self.problems: list[str] = []

    STEPS = (0, 1, 3, 4, 5)
    """How many steps the history has at each save."""

    def run(self) -> None:
        for _ in self.steps():
            self.flush()

    def flush(self) -> None:
        self.states.append(self.notes())
        flushed = self.workspace.flush()
        self.problems += [problem.message for problem in flushed.problems]
        assert flushed.saved or flushed.problems
        if flushed.saved:
            self.saved = len(self.states) - 1

    def is_kept(self, found: dict[str, str]) -> bool:
        """Whether each article is as it was when told to be saved, or as it became since."""
        return all(
            any(_of(article, state) == _of(article, found) for state in self.states[self.saved :])
            for article in ("001.txt", "002.txt")
        )

    def steps(self) -> Iterator[None]:
        workspace = self.workspace
        one, two = workspace.collection.articles[:2]
        first = annotate(one, 0, 8, note="one")
        workspace.stage("tag", [PutAnnotation(first)])
        yield
        workspace.stage("note", [PutAnnotation(replace(first, note="changed"))])
        both = [PutAnnotation(annotate(article, 4, 8, note="both")) for article in (one, two)]
        workspace.stage("tag both", [*both, PutClaim(Claim("c", "C."))])
        yield
        workspace.undo()
        workspace.stage("name", [SetCodebook(replace(workspace.codebook, name="New"))])
        yield
        workspace.stage("tag", [PutAnnotation(annotate(two, 4, 9, note="last"))])
        yield

    def notes(self) -> dict[str, str]:
        articles = self.workspace.collection.articles
        return {
            f"{known.id} {a.id}": a.note
            for known in articles
            for a in self.workspace.annotations(known.id)
        }


def _of(article: str, notes: dict[str, str]) -> dict[str, str]:
    return {key: note for key, note in notes.items() if key.startswith(article)}


def operations(collection: Collection) -> int:
    """How many operations the session needs when nothing goes wrong."""
    disk = CountingDisk()
    session = Session(collection, disk)
    session.run()
    assert not session.problems
    assert len(session.states[session.saved]) == 2
    return disk.count


def copy_of(collection: Collection, name: str) -> Collection:
    root = collection.root.with_name(name)
    shutil.copytree(collection.root, root)
    articles = (replace(a, path=root / a.id) for a in collection.articles)
    return Collection(root, tuple(articles))


def notes_on_disk(collection: Collection) -> dict[str, str]:
    """What a fresh start finds; every file must parse and every article be as it was."""
    workspace = Workspace.open(collection)
    assert workspace.problems == ()
    for article in collection.articles:
        assert (collection.root / article.id).read_text() == article.text
    return Session.notes(Session(collection, Disk()))


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


class PowerDisk(CountingDisk):
    """Knows what would be left if the power went: only what was synced, under synced names."""

    def __init__(self, root: Path, before: Callable[[int, str], None]) -> None:
        super().__init__(before)
        self._root = root
        self._files: dict[int, Path] = {}
        self._content: dict[int, bytes] = {}
        self._names: dict[Path, int] = {}
        self._folders: set[int] = set()
        for path in root.rglob("*"):
            self._note(path)

    def _note(self, path: Path) -> None:
        inode = path.stat().st_ino
        self._names[path] = inode
        if path.is_dir():
            self._folders.add(inode)
        else:
            self._content[inode] = path.read_bytes()

    def open(self, path: Path, flags: int) -> int:
        descriptor = super().open(path, flags)
        self._files[descriptor] = path
        return descriptor

    def sync(self, descriptor: int) -> None:
        super().sync(descriptor)
        path = self._files[descriptor]
        if path.is_file():
            self._content[os.fstat(descriptor).st_ino] = path.read_bytes()
            return
        gone = [known for known in self._names if known.parent == path]
        for known in gone:
            del self._names[known]
        for known in path.iterdir():
            inode = self._names[known] = known.stat().st_ino
            if known.is_dir():
                self._folders.add(inode)

    def leave(self, root: Path) -> None:
        """Write what is left into another folder."""
        shutil.rmtree(root, ignore_errors=True)
        root.mkdir()
        for path, inode in sorted(self._names.items()):
            place = root / path.relative_to(self._root)
            if not place.parent.is_dir():
                continue
            if inode in self._folders:
                place.mkdir(exist_ok=True)
            else:
                place.write_bytes(self._content.get(inode, b""))


def test_the_power_going_at_any_operation_loses_nothing_that_was_saved(collection: Collection):
    for last in range(1, operations(copy_of(collection, "clean")) + 1):
        copy = copy_of(collection, f"run-{last}")

        def cut(number: int, name: str, last: int = last) -> None:
            if number >= last:
                raise Killed

        disk = PowerDisk(copy.root, cut)
        session = Session(copy, disk)
        with pytest.raises(Killed):
            session.run()
        disk.leave(copy.root)
        assert session.is_kept(notes_on_disk(copy))
        assert len(Workspace.open(copy).history()) >= session.STEPS[session.saved]


def test_a_new_folder_for_the_annotations_outlives_the_power(collection: Collection):
    disk = PowerDisk(collection.root, lambda number, name: None)
    kept = collection.root / "new" / "deep"
    workspace = Workspace.open(collection, sidecars=kept, disk=disk)
    workspace.stage("tag", [PutAnnotation(annotate(collection.articles[0], 0, 8))])
    assert workspace.flush().saved
    disk.leave(collection.root)
    assert len(Workspace.open(collection, sidecars=kept).annotations("001.txt")) == 1


def test_a_folder_made_by_a_program_that_was_killed_then_outlives_the_power(tmp_path: Path):
    path = tmp_path / "deep" / "a.txt"
    path.parent.mkdir()
    path.write_text("The harbour closed.", "utf-8")
    article = Article("deep/a.txt", path, "The harbour closed.")
    collection = Collection(tmp_path, (article,))
    disk = PowerDisk(tmp_path, lambda number, name: None)
    (tmp_path / ".crossread").mkdir()  # and killed before it was synced
    workspace = Workspace.open(collection, disk=disk)
    workspace.stage("tag", [PutAnnotation(annotate(article, 0, 8))])
    assert workspace.flush().saved
    disk.leave(tmp_path)
    assert len(Workspace.open(collection).history()) == 1


class ForgetfulDisk(PowerDisk):
    """What a folder could not be synced of is not there, however often that is tried again.

    So it is on Linux: a fault is told once, and what could not be written counts as written then.
    Only names that are made anew are synced again. The log's is made once: it has to be spared.
    """

    def __init__(self, root: Path, failing: int) -> None:
        super().__init__(root, lambda number, name: None)
        self._failing = failing
        self._forgotten: set[tuple[Path, int]] = set()
        self.synced = 0

    def sync(self, descriptor: int) -> None:
        path = self._files[descriptor]
        if not path.is_dir():
            super().sync(descriptor)
            return
        self.synced += 1
        known = {(one, one.stat().st_ino) for one in path.iterdir() if one.suffix != ".jsonl"}
        if self.synced == self._failing:
            self._forgotten |= known - set(self._names.items())
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        before = dict(self._names)
        super().sync(descriptor)
        for one, _ in known & self._forgotten:
            del self._names[one]
            if one in before:
                self._names[one] = before[one]

    def rename(self, source: Path, target: Path) -> None:
        super().rename(source, target)
        self._forgotten.discard((target, target.stat().st_ino))

    def make_folder(self, path: Path) -> None:
        super().make_folder(path)
        self._forgotten.discard((path, path.stat().st_ino))


def test_what_could_not_be_synced_is_written_once_more(collection: Collection):
    clean = ForgetfulDisk(copy_of(collection, "clean").root, 0)
    Session(copy_of(collection, "counted"), clean).run()
    assert clean.synced > 10
    for failing in range(1, clean.synced + 1):
        copy = copy_of(collection, f"run-{failing}")
        disk = ForgetfulDisk(copy.root, failing)
        session = Session(copy, disk)
        session.run()
        session.flush()
        assert session.saved == len(session.states) - 1
        disk.leave(copy.root)
        assert session.notes() == notes_on_disk(copy)
        assert len(Workspace.open(copy).history()) == session.STEPS[-1]


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


def test_what_another_program_wrote_is_synced_before_it_is_called_saved(collection: Collection):
    disk = PowerDisk(collection.root, lambda number, name: None)
    workspace = Workspace.open(collection, disk=disk)
    other = Workspace.open(collection)  # its syncs are none on this disk
    made = annotate(collection.articles[0], 0, 8)
    other.stage("tag", [PutAnnotation(made)])
    assert other.flush().saved
    workspace.refresh()
    workspace.stage("tag", [PutAnnotation(annotate(collection.articles[0], 4, 8))])
    workspace.undo()
    assert workspace.flush().saved
    disk.leave(collection.root)
    assert set(notes_on_disk(collection)) == {f"{made.article} {made.id}"}


def test_without_a_sync_the_power_test_would_fail(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("crossread.annotations.files.sync_folder", lambda disk, path: None)
    disk = PowerDisk(collection.root, lambda number, name: None)
    session = Session(collection, disk)
    session.run()
    disk.leave(collection.root)
    assert session.saved == 4
    assert not session.is_kept(notes_on_disk(collection))


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

"""The power goes: only what was synced is left, under names that were."""

from pathlib import Path

import pytest

from crossread.annotations.model import annotate
from crossread.annotations.workspace import (
    PutAnnotation,
    Workspace,
)
from crossread.articles.article import Article
from crossread.articles.collection import Collection
from tests.annotations.disks import ForgetfulDisk, Killed, PowerDisk
from tests.annotations.work import Session, copy_of, notes_on_disk, operations


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

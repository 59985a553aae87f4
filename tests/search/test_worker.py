"""Large collections: a process of their own, which may die, and other programs beside it."""

import os
import signal
import threading
from collections.abc import Generator, Sequence
from pathlib import Path

import pytest

from crossread.articles.article import Article
from crossread.search import engine
from crossread.search.engine import Notes, SearchError, SearchIndex
from crossread.search.store import Store
from tests.bait import make_bait


@pytest.fixture
def large(
    tmp_path: Path, articles: Sequence[Article], monkeypatch: pytest.MonkeyPatch
) -> Generator[SearchIndex]:
    """A collection that counts as large."""
    monkeypatch.setattr(engine, "LARGE", 1)
    monkeypatch.setattr(engine, "BULK", 2)
    with SearchIndex.open(tmp_path, articles, cache=tmp_path / "cache") as index:
        yield index


def children() -> set[int]:
    """Processes that this one has started, alive or not yet waited for."""
    listed = Path(f"/proc/self/task/{threading.get_native_id()}/children")
    if not listed.exists():
        pytest.skip("needs Linux to see child processes")
    return {int(pid) for pid in listed.read_text("ascii").split()}


def test_a_large_collection_answers_the_same(large: SearchIndex) -> None:
    seen: list[tuple[int, int]] = []
    assert large.update({}, progress=lambda done, of: seen.append((done, of))) == 3
    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert [hit.article for hit in large.search("harbour").hits] == ["002.txt", "001.txt"]
    large.renote("001.txt", Notes(tags=("denies",)))
    assert large.search("tag:denies").total == 1
    assert large.search("harbuor").suggestion == "harbour"


def test_the_process_imports_nothing_from_the_folder_it_is_started_in(
    tmp_path: Path, articles: Sequence[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make_bait(tmp_path))
    monkeypatch.setattr(engine, "LARGE", 1)
    with SearchIndex.open(tmp_path, articles, cache=tmp_path / "cache") as index:
        before = children()
        assert index.update({}) == 3
        assert children() - before, "no process was started"
        assert index.search("harbour").total == 2
    assert not (tmp_path / "sprung").exists()


def test_cancelling_ends_the_indexing(large: SearchIndex) -> None:
    assert large.update({}, cancelled=lambda: True) == 0
    assert large.search("harbour").total == 0
    assert large.update({}) == 3


def test_a_process_that_dies_is_started_again(large: SearchIndex) -> None:
    before = children()
    large.update({})
    for _ in range(3):
        for pid in children() - before:
            os.kill(pid, signal.SIGKILL)
        assert large.search("harbour").total == 2


def test_a_process_that_always_dies_is_one_clear_sentence(
    large: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false")
    with pytest.raises(SearchError, match="stopped unexpectedly"):
        large.search("harbour")


def test_closing_ends_the_process(large: SearchIndex) -> None:
    before = children()
    large.update({})
    assert children() - before
    large.close()
    assert not children() - before
    with pytest.raises(SearchError, match="closed"):
        large.search("harbour")


def test_closing_ends_an_update_under_way(large: SearchIndex) -> None:
    before = children()
    assert large.update({}, progress=lambda done, of: large.close()) == 0
    assert not children() - before


@pytest.fixture
def another_writer(tmp_path: Path, articles: Sequence[Article]) -> Generator[None]:
    """Another program that is writing the same index."""
    with SearchIndex.open(tmp_path, articles[:2], cache=tmp_path / "cache") as index:
        index.update({})
    (folder,) = (p for p in (tmp_path / "cache").iterdir() if p.is_dir())
    begun, done = threading.Event(), threading.Event()

    def entries():
        begun.set()
        done.wait(30)
        yield from ()

    thread = threading.Thread(target=lambda: Store(folder).write(entries()))
    thread.start()
    begun.wait(30)
    yield
    done.set()
    thread.join()


@pytest.mark.usefixtures("another_writer")
def test_beside_another_writer_search_goes_on(
    tmp_path: Path, articles: Sequence[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crossread.search.store.LOCK_PATIENCE", 0.0)
    with SearchIndex.open(tmp_path, articles, cache=tmp_path / "cache") as index:
        assert index.update({}) == 0
        assert index.search("harbour").total == 2
        index.renote("001.txt", Notes(tags=("denies",)))
        assert index.search("tag:denies").total == 0


def test_what_was_saved_beside_another_writer_comes_later(
    tmp_path: Path,
    articles: Sequence[Article],
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    with SearchIndex.open(tmp_path, articles, cache=tmp_path / "cache") as index:
        index.update({})
        (folder,) = (p for p in (tmp_path / "cache").iterdir() if p.is_dir())
        monkeypatch.setattr("crossread.search.store.LOCK_PATIENCE", 0.0)

        def entries():
            index.renote("001.txt", Notes(tags=("denies",)))
            assert index.search("tag:denies").total == 0
            yield from ()

        Store(folder).write(entries())
        index.renote("002.txt", Notes(tags=("asserts",)))
        assert index.search("tag:*").total == 2


def test_two_programs_share_one_index(tmp_path: Path, articles: Sequence[Article]) -> None:
    with (
        SearchIndex.open(tmp_path, articles, cache=tmp_path / "cache") as one,
        SearchIndex.open(tmp_path, articles, cache=tmp_path / "cache") as other,
    ):
        assert one.update({}) == 3
        assert other.update({}) == 0
        for number in range(12):
            writer, reader = (one, other) if number % 2 else (other, one)
            writer.renote("001.txt", Notes(tags=(f"tag{number}",)))
            assert reader.search(f"tag:tag{number}").total == 1
            assert reader.search("*").total == 3


def test_saves_during_an_update_are_not_lost(tmp_path: Path, articles: Sequence[Article]) -> None:
    with SearchIndex.open(tmp_path, articles, cache=tmp_path / "cache") as index:

        def progress(done: int, of: int) -> None:
            saver = threading.Thread(
                target=index.renote, args=("001.txt", Notes(tags=(f"saved{done}",)))
            )
            saver.start()
            saver.join()

        index.update({}, progress=progress)
        assert index.search("tag:saved3").total == 1
        assert index.search("tag:saved1").total == 0

"""An index that is up to date is not opened before somebody searches."""

import subprocess
import sys
from pathlib import Path

import pytest

from crossread.articles.collection import load_collection
from crossread.search import stamp
from crossread.search.engine import SearchIndex
from crossread.search.results import Notes

PROBE = """
import sys
from pathlib import Path
from crossread.articles.collection import load_collection
from crossread.search.engine import SearchIndex
folder, cache = map(Path, sys.argv[1:])
with SearchIndex.open(folder, load_collection([folder]).articles, cache=cache) as index:
    written = index.update({})
    print(written, "whoosh" in sys.modules, index.search("bridge").total, "whoosh" in sys.modules)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "articles"
    place.mkdir()
    (place / "a.txt").write_text("The bridge is closed.\n", "utf-8")
    (place / "b.txt").write_text("A ferry sails instead of the bridge.\n", "utf-8")
    return place


def opened(folder: Path) -> SearchIndex:
    articles = load_collection([folder]).articles
    return SearchIndex.open(folder, articles, cache=folder.parent / "cache")


def stamped(folder: Path) -> Path:
    """Bring the index up to date twice; its folder."""
    for _ in range(2):
        with opened(folder) as index:
            index.update({})
    return next(path for path in (folder.parent / "cache").iterdir() if path.is_dir())


def test_nothing_is_opened_until_somebody_searches(folder: Path) -> None:
    stamped(folder)
    done = subprocess.run(
        [sys.executable, "-c", PROBE, str(folder), str(folder.parent / "cache")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["0", "False", "2", "True"]


def test_what_has_changed_is_indexed(folder: Path) -> None:
    stamped(folder)
    (folder / "a.txt").write_text("The tunnel is closed.\n", "utf-8")
    with opened(folder) as index:
        assert index.update({}) == 1
        assert index.search("tunnel").total == 1
    with opened(folder) as index:
        assert index.update({"b.txt": Notes(notes=("quay",))}) == 1
        assert index.search("note:quay").total == 1


def test_what_another_program_has_written_counts(folder: Path) -> None:
    stamped(folder)
    with opened(folder) as other:
        other.update({"b.txt": Notes(notes=("quay",))})
    with opened(folder) as index:
        assert index.update({}) == 1
        assert index.search("note:quay").total == 0


def test_an_index_that_lost_a_file_is_made_anew(folder: Path) -> None:
    place = stamped(folder)
    for path in place.iterdir():
        if path.suffix not in (".json", ".toc") and path.name != "crossread-stamp":
            path.unlink()
    with opened(folder) as index:
        index.update({})
        assert index.search("bridge").total == 2


def test_a_stamp_that_is_no_text_says_nothing(folder: Path) -> None:
    place = stamped(folder)
    (place / "crossread-stamp").write_bytes(b"\xff\xfe")
    assert not stamp.holds(place, {})


def test_a_state_is_another_one_after_every_write(tmp_path: Path) -> None:
    (tmp_path / "segment").write_bytes(b"one")
    before = stamp.state_of(tmp_path)
    assert before == stamp.state_of(tmp_path)
    stamp.put(tmp_path, {"a": "1"}, before)
    assert stamp.holds(tmp_path, {"a": "1"})
    assert not stamp.holds(tmp_path, {"a": "2"})
    (tmp_path / "other").write_bytes(b"two")
    (tmp_path / "other").replace(tmp_path / "segment")
    assert not stamp.holds(tmp_path, {"a": "1"})
    assert stamp.state_of(tmp_path / "gone") == ""

"""The cache folder: private, ours, and made anew whenever it is anything else."""

import json
import os
import pickle
import stat
from collections.abc import Sequence
from pathlib import Path

import pytest

from crossread.articles.article import Article
from crossread.search.cache import existing_folder, open_folder
from crossread.search.engine import Notes, SearchError, SearchIndex


def folder_of(cache: Path) -> Path:
    (folder,) = (path for path in cache.iterdir() if path.is_dir())
    return folder


@pytest.fixture
def cache(tmp_path: Path, articles: Sequence[Article]) -> Path:
    """A cache with an index in it."""
    with SearchIndex.open(tmp_path, articles, cache=tmp_path / "cache") as index:
        index.update({})
    return tmp_path / "cache"


def test_each_collection_has_a_private_folder(tmp_path: Path) -> None:
    one = open_folder(tmp_path / "one", tmp_path / "cache").path
    other = open_folder(tmp_path / "other", tmp_path / "cache").path
    assert one != other
    assert stat.S_IMODE(one.stat().st_mode) == 0o700


def rebuilt(tmp_path: Path, articles: Sequence[Article]) -> bool:
    """Whether everything is indexed again, and found."""
    with SearchIndex.open(tmp_path, articles, cache=tmp_path / "cache") as index:
        written = index.update({})
        assert index.search("harbour").total == 2
    return written == len(articles)


def test_an_index_as_left_is_used(tmp_path: Path, cache: Path, articles: Sequence[Article]) -> None:
    assert not rebuilt(tmp_path, articles)


@pytest.mark.parametrize("part", ["*.json", "*.toc", "*.words"])
@pytest.mark.parametrize("content", [b"", b"garbage", None])
def test_a_damaged_index_is_rebuilt(
    tmp_path: Path, cache: Path, articles: Sequence[Article], part: str, content: bytes | None
) -> None:
    (file,) = folder_of(cache).glob(part)
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)
    assert rebuilt(tmp_path, articles)


def test_half_a_segment_is_rebuilt(
    tmp_path: Path, cache: Path, articles: Sequence[Article]
) -> None:
    (file,) = folder_of(cache).glob("*.words")
    data = file.read_bytes()
    for cut in (data[: len(data) // 2], bytes(len(data)), data[:-40] + bytes(40)):
        file.unlink()
        file.write_bytes(cut)
        with SearchIndex.open(tmp_path, articles, cache=cache) as index:
            assert index.search("harbour").total == 2
        (file,) = folder_of(cache).glob("*.words")


def test_damage_while_open_is_mended_by_the_next_search(
    tmp_path: Path, cache: Path, articles: Sequence[Article]
) -> None:
    with SearchIndex.open(tmp_path, articles, cache=cache) as index:
        index.update({"001.txt": Notes(tags=("denies",))})
        for file in folder_of(cache).iterdir():
            file.unlink()
        assert index.search("harbour").total == 2
        assert index.search("tag:denies").total == 1


def test_an_outdated_index_is_rebuilt(
    tmp_path: Path, cache: Path, articles: Sequence[Article]
) -> None:
    marker = folder_of(cache) / "crossread-index.json"
    known = json.loads(marker.read_text("utf-8"))
    marker.write_text(json.dumps({**known, "words": known["words"] - 1}), "utf-8")
    assert rebuilt(tmp_path, articles)


class Trap:
    """Leaves a trace when it is unpickled."""

    def __init__(self, trace: Path) -> None:
        self.trace = trace

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.trace),)


@pytest.mark.parametrize("marked", [True, False])
def test_what_others_wrote_is_never_unpickled(
    tmp_path: Path, cache: Path, articles: Sequence[Article], marked: bool
) -> None:
    folder = folder_of(cache)
    (contents,) = folder.glob("*.toc")
    trap = pickle.dumps(Trap(tmp_path / "sprung"))
    contents.write_bytes(contents.read_bytes()[:40] + trap)
    if marked:  # ours by its marker, but open to others
        folder.chmod(0o777)
    else:
        (folder / "crossread-index.json").unlink()
    assert rebuilt(tmp_path, articles)
    assert not (tmp_path / "sprung").exists()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_link_in_place_of_the_folder_is_not_followed(
    tmp_path: Path, cache: Path, articles: Sequence[Article]
) -> None:
    folder = folder_of(cache)
    elsewhere = tmp_path / "elsewhere"
    folder.rename(elsewhere)
    kept = sorted(elsewhere.iterdir())
    folder.symlink_to(elsewhere)
    assert rebuilt(tmp_path, articles)
    assert sorted(elsewhere.iterdir()) == kept


def test_a_folder_of_somebody_else_is_not_opened(
    tmp_path: Path, cache: Path, articles: Sequence[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As good an index as ours, and private: but who owns it could have written anything."""
    folder = folder_of(cache)
    (contents,) = folder.glob("*.toc")
    contents.write_bytes(contents.read_bytes()[:40] + pickle.dumps(Trap(tmp_path / "sprung")))
    theirs = {path.name: path.read_bytes() for path in folder.iterdir()}
    us = os.getuid() + 1
    monkeypatch.setattr("crossread.search.cache.os.getuid", lambda: us)
    opened = open_folder(tmp_path, cache)
    assert opened.temporary
    opened.release()
    assert existing_folder(tmp_path, cache) == (folder, False)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == theirs
    assert not (tmp_path / "sprung").exists()


def test_a_cache_folder_that_others_may_write_is_closed_to_them(
    tmp_path: Path, cache: Path, articles: Sequence[Article]
) -> None:
    cache.chmod(0o777)
    assert not rebuilt(tmp_path, articles)
    assert stat.S_IMODE(cache.stat().st_mode) == 0o700


def test_without_a_usable_cache_folder_search_still_works(
    tmp_path: Path, articles: Sequence[Article]
) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    assert rebuilt(tmp_path, articles)


def test_the_stand_in_folder_is_removed(tmp_path: Path) -> None:
    (tmp_path / "cache").touch()
    folder = open_folder(tmp_path, tmp_path / "cache")
    assert folder.temporary
    folder.release()
    assert not folder.path.exists()


def test_what_cannot_be_mended_is_one_clear_sentence(
    tmp_path: Path, articles: Sequence[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with SearchIndex.open(tmp_path, articles, cache=tmp_path / "cache") as index:
        monkeypatch.setattr("crossread.search.segment.os.fsync", broken)
        with pytest.raises(SearchError, match="No space left on device"):
            index.update({})
        monkeypatch.undo()
        assert index.update({}) == 3

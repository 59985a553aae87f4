"""Small files: replacing, appending, links, leftovers, and where everything lies."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.annotations import files
from crossread.annotations.files import ChangedError, Disk, Fence, OutsideError
from crossread.annotations.layout import Layout, safe_name
from crossread.annotations.texts import Texts
from crossread.articles.article import Article

DISK = Disk()


def test_a_replaced_file_is_whole_and_nothing_is_left_beside_it(tmp_path: Path):
    path = tmp_path / "new" / "a.json"
    for content in (b"one", b"", b"two" * 100_000):
        files.replace(DISK, path, content)
        assert path.read_bytes() == content
    assert list(path.parent.iterdir()) == [path]


def test_a_guard_prevents_the_replacement_and_leaves_nothing(tmp_path: Path):
    path = tmp_path / "a.json"
    path.write_bytes(b"old")

    def refuse() -> None:
        raise ChangedError

    with pytest.raises(ChangedError):
        files.replace(DISK, path, b"new", guard=refuse)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_gets_the_umasks_permissions(tmp_path: Path):
    old = os.umask(0o027)
    try:
        files.replace(DISK, tmp_path / "a.json", b"")
    finally:
        os.umask(old)
    assert (tmp_path / "a.json").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("before", "after"), [(b"", b"x\n"), (b"a\n", b"a\nx\n"), (b"a\ntorn", b"a\ntorn\nx\n")]
)
def test_appending_ends_a_torn_line_first(before: bytes, after: bytes, tmp_path: Path):
    path = tmp_path / "log.jsonl"
    path.write_bytes(before)
    files.append(DISK, path, b"x\n").wait()
    assert path.read_bytes() == after


def test_appending_does_not_follow_a_link(tmp_path: Path):
    (tmp_path / "log").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="symbolic links"):
        files.append(DISK, tmp_path / "log", b"x")
    assert not (tmp_path / "elsewhere").exists()


def test_a_fault_of_the_sync_is_told_to_everyone_who_waits(tmp_path: Path):
    class BadDisk(Disk):
        def sync(self, descriptor: int) -> None:
            raise OSError(5, "bad")

    syncing = files.append(BadDisk(), tmp_path / "log", b"x")
    for _ in range(2):
        with pytest.raises(OSError, match="bad"):
            syncing.wait()


def test_a_disk_that_takes_nothing_is_a_fault(tmp_path: Path):
    class FullDisk(Disk):
        def write(self, descriptor: int, data: bytes) -> int:
            return 0

    (tmp_path / "a.json").write_bytes(b"old")
    with pytest.raises(OSError, match="Input/output"):
        files.replace(FullDisk(), tmp_path / "a.json", b"new")
    assert (tmp_path / "a.json").read_bytes() == b"old"


def test_a_stored_text_that_is_damaged_is_stored_again(tmp_path: Path):
    article = Article("a.txt", tmp_path / "a.txt", "The mill closes.")
    place = tmp_path / "texts" / f"{article.sha256}.txt"
    for damaged in (b"", b"The mill", None):
        if damaged is not None:
            place.parent.mkdir(exist_ok=True)
            place.write_bytes(damaged)
        Texts(place.parent, Fence(tmp_path)).keep(DISK, article)
        assert Texts(place.parent, Fence(tmp_path)).get(DISK, article.sha256) == article.text


@pytest.mark.parametrize(
    "place", ["link.json", "out/a.json", "in/../../a.json", "deep/more/../../../a.json"]
)
def test_a_fence_keeps_everything_inside(place: str, tmp_path: Path):
    home = tmp_path / "home"
    (home / "in").mkdir(parents=True)
    (home / "out").symlink_to(tmp_path)
    (home / "link.json").symlink_to("/etc/passwd")
    with pytest.raises(OutsideError):
        Fence(home).follow(home / place)
    assert Fence(home).follow(home / "in" / "a.json") == home.resolve() / "in" / "a.json"


def test_only_old_leftovers_of_ours_are_removed(tmp_path: Path):
    names = {
        ".001.txt.annotations.json.0123456789ab.tmp": False,
        ".claims.json.0123456789ab.tmp": False,
        ".mine.tmp": True,
        ".claims.json.tmp": True,
        "claims.json.0123456789ab.tmp": True,
    }
    for name in names:
        (tmp_path / name).write_bytes(b"")
        os.utime(tmp_path / name, (0, 0))
    young = tmp_path / ".codebook.toml.0123456789ab.tmp"
    young.write_bytes(b"")
    files.remove_leftovers(DISK, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {
        young.name,
        *(name for name, stays in names.items() if stays),
    }


@given(st.text())
def test_an_annotators_name_is_safe_in_a_file_name(name: str):
    try:
        safe = safe_name(name)
    except ValueError:
        return
    assert "." not in safe
    assert "/" not in safe
    assert safe.isprintable()
    assert len(safe) <= 64
    assert bool(safe) == bool(name.strip())
    assert safe_name(safe) == safe


@pytest.mark.parametrize("name", ["a/b", "/a", "a/", "a\\b", "/", "../a"])
def test_an_annotators_name_is_no_path(name: str):
    with pytest.raises(ValueError, match="written like a path"):
        safe_name(name)


def test_sidecars_are_told_apart_by_article_and_annotator(tmp_path: Path):
    names = ("a.txt", "a.txt.ann", "many.jsonl#2")
    layout = Layout(tmp_path, None, "ann")
    for name in (
        "a.txt.annotations.json",
        "a.txt.bob.annotations.json",
        "a.txt.ann.annotations.json",
        "many.jsonl#2.ann.annotations.json",
        "gone.txt.annotations.json",
    ):
        (tmp_path / name).write_bytes(b"")
    found = {path.name: (article, who) for article, who, path in layout.sidecars(names)}
    assert found["a.txt.annotations.json"] == ("a.txt", "")
    assert found["a.txt.bob.annotations.json"] == ("a.txt", "bob")
    assert found["a.txt.ann.annotations.json"] == ("a.txt.ann", "")
    assert found["many.jsonl#2.ann.annotations.json"] == ("many.jsonl#2", "ann")
    assert found["gone.txt.annotations.json"][0] == ""
    assert layout.sidecar("many.jsonl#2").name == "many.jsonl#2.ann.annotations.json"


@given(text=st.text(st.characters(), max_size=50))
def test_stored_texts_come_back_as_they_were(text: str, tmp_path_factory: pytest.TempPathFactory):
    home = tmp_path_factory.mktemp("home")
    texts = Texts(home / "texts", Fence(home))
    article = Article("a.txt", home / "a.txt", text)
    texts.keep(DISK, article)
    assert texts.get(DISK, article.sha256) == text


def test_a_damaged_or_unknown_text_is_no_text(tmp_path: Path):
    texts = Texts(tmp_path, Fence(tmp_path))
    article = Article("a.txt", tmp_path / "a.txt", "The mill will close.")
    texts.keep(DISK, article)
    (tmp_path / f"{article.sha256}.txt").write_text("Something else.")
    for name in (article.sha256, "0" * 64, "../a", "", "\x00" * 64):
        assert texts.get(DISK, name) is None


def test_a_private_folder_is_closed_to_others_and_its_name_is_synced(tmp_path: Path):
    synced: set[int] = set()

    class Noting(Disk):
        def sync(self, descriptor: int) -> None:
            synced.add(os.fstat(descriptor).st_ino)

    place = tmp_path / "state" / "drafts"
    files.ensure_private(Noting(), place)
    assert place.stat().st_mode & 0o077 == 0
    assert {tmp_path.stat().st_ino, place.parent.stat().st_ino} <= synced
    place.chmod(0o755)
    files.ensure_private(Noting(), place)
    assert place.stat().st_mode & 0o777 == 0o755, "a folder that was there is left as it is"

"""Which files make a collection, in which order, with which ids."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.articles.collection import LoadingError, load_article, load_collection
from crossread.articles.loading import files
from crossread.articles.loading.walk import is_passed_over, natural_key


def put(path: Path, text: str = "Title\n\nText.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def ids(*paths: Path) -> list[str]:
    return [article.id for article in load_collection(paths).articles]


def test_natural_order() -> None:
    names = ["10.txt", "2.txt", "a10b.txt", "A2b.txt", "b/1.txt", "b/01.txt", "²", "B.txt", "b"]
    assert sorted(names, key=natural_key) == [
        "2.txt",
        "10.txt",
        "A2b.txt",
        "a10b.txt",
        "b",
        "b/01.txt",
        "b/1.txt",
        "B.txt",
        "²",
    ]


@given(st.lists(st.text(max_size=8)))
def test_any_names_can_be_ordered(names: list[str]) -> None:
    def key(name: str) -> tuple[list[tuple[tuple[int, int, str], ...]], str]:
        return natural_key(name), name

    ordered = sorted(names, key=key)
    names.sort(key=key, reverse=True)
    assert names[::-1] == ordered


@pytest.mark.parametrize(
    "name",
    [
        ".a.txt",
        "a.txt.annotations.json",
        "a.txt.rivera.annotations.json",
        "claims.json",
        "work.csv.claims.jsonl",
    ],
)
def test_own_files(name: str) -> None:
    assert is_passed_over(name)


def test_ids_are_unique_when_folders_are_opened_together(tmp_path: Path) -> None:
    put(tmp_path / "one" / "a.txt")
    put(tmp_path / "two" / "a.txt")
    put(tmp_path / "two" / "b.TXT")
    assert ids(tmp_path / "two", tmp_path / "one") == ["two/a.txt", "two/b.TXT", "one/a.txt"]
    assert ids(tmp_path / "one" / ".." / "one", tmp_path / "one" / "a.txt") == ["a.txt"]
    collection = load_collection([tmp_path / "two" / "a.txt", tmp_path / "one"])
    assert collection.root == tmp_path
    assert [article.path for article in collection.articles] == [
        tmp_path / "two" / "a.txt",
        tmp_path / "one" / "a.txt",
    ]


def test_relative_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "a.txt")
    monkeypatch.chdir(tmp_path)
    collection = load_collection([Path("a.txt")])
    assert collection.root == tmp_path
    assert collection.articles[0].path == tmp_path / "a.txt"


def test_links_inside_the_folder_open_once_and_loops_end(tmp_path: Path) -> None:
    put(tmp_path / "a" / "x.txt")
    put(tmp_path / ".store" / "1.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "again.txt").symlink_to(tmp_path / "a" / "x.txt")
    (tmp_path / "stored.txt").symlink_to(tmp_path / ".store" / "1.txt")
    (tmp_path / "self.txt").symlink_to("self.txt")
    (tmp_path / "gone.txt").symlink_to("nowhere.txt")
    collection = load_collection([tmp_path])
    assert [article.id for article in collection.articles] == ["a/x.txt", "stored.txt"]
    assert sorted(told.path.name for told in collection.skipped) == ["gone.txt", "self.txt"]
    assert {told.reason for told in collection.skipped} == {
        "is a link that leads nowhere; mend or remove it"
    }
    assert all(told.passed_over for told in collection.skipped)


def test_a_link_to_a_hidden_folder_inside_is_walked(tmp_path: Path) -> None:
    put(tmp_path / ".store" / "b" / "1.txt")
    (tmp_path / "seen").symlink_to(tmp_path / ".store")
    assert ids(tmp_path) == ["seen/b/1.txt"]


def test_links_that_lead_out_are_told_and_open_when_named(tmp_path: Path) -> None:
    outside = put(tmp_path / "outside" / "secret.txt")
    put(tmp_path / "folder" / "a.txt")
    link = tmp_path / "folder" / "link.txt"
    link.symlink_to(outside)
    (tmp_path / "folder" / "dir").symlink_to(outside.parent)
    collection = load_collection([tmp_path / "folder"])
    assert [article.id for article in collection.articles] == ["a.txt"]
    assert sorted(skipped.path.name for skipped in collection.skipped) == ["dir", "link.txt"]
    assert "leads out of the folder" in collection.skipped[0].reason
    assert ids(link) == ["link.txt"]
    assert ids(tmp_path / "folder" / "dir") == ["secret.txt"]


def test_an_article_that_became_a_link_out_is_not_read_again(tmp_path: Path) -> None:
    outside = put(tmp_path / "outside" / "secret.txt", "Secret")
    path = put(tmp_path / "folder" / "deep" / "a.txt")
    named = put(tmp_path / "folder" / "named.txt")
    collection = load_collection([path.parent, named])
    assert collection.named == {path.parent, named}
    for link in (path, named):
        link.unlink()
        link.symlink_to(outside)
    with pytest.raises(LoadingError, match="through a link"):
        load_article(path, collection.root, named=collection.named)
    with pytest.raises(LoadingError, match="through a link"):
        load_article(path, tmp_path / "folder")
    (article,) = load_article(named, collection.root, named=collection.named)
    assert article.text == "Secret"
    path.unlink()
    path.parent.rename(tmp_path / "folder" / "other")
    path.parent.symlink_to(outside.parent)
    with pytest.raises(LoadingError, match="through a link"):
        load_article(path.parent / "secret.txt", tmp_path / "folder")
    put(tmp_path / "folder" / "other" / "b.txt", "Inside")
    (tmp_path / "folder" / "c.txt").symlink_to("other/b.txt")
    assert load_article(tmp_path / "folder" / "c.txt", tmp_path / "folder")[0].text == "Inside"


def test_other_endings_are_passed_over_unless_named(tmp_path: Path) -> None:
    put(tmp_path / "a.txt")
    put(tmp_path / "b.log")
    put(tmp_path / "README")
    assert load_collection([tmp_path]).skipped == ()
    named = load_collection([tmp_path / "b.log", tmp_path / "README", tmp_path / "a.txt"])
    assert [article.id for article in named.articles] == ["a.txt"]
    assert "ending '.log'" in named.skipped[0].reason
    assert "no ending" in named.skipped[1].reason


def test_sidecars_that_a_shell_names_are_passed_over(tmp_path: Path) -> None:
    names = ("1.txt", "1.txt.annotations.json", "1.txt.rivera.annotations.json", "claims.json")
    paths = [put(tmp_path / name) for name in (*names, "codebook.toml", "out.jsonl.claims.jsonl")]
    collection = load_collection(paths)
    assert [article.id for article in collection.articles] == ["1.txt"]
    assert collection.skipped == ()
    with pytest.raises(LoadingError, match=r"claims\.json: written by crossread, no article"):
        load_collection([tmp_path / "claims.json"])


def test_pipes_do_not_hang(tmp_path: Path) -> None:
    put(tmp_path / "a.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    os.mkfifo(tmp_path / "pipe")
    os.mkfifo(tmp_path / ".hidden")
    (tmp_path / "link.txt").symlink_to(".hidden")
    collection = load_collection([tmp_path])
    assert [article.id for article in collection.articles] == ["a.txt"]
    assert sorted(told.path.name for told in collection.skipped) == ["link.txt", "pipe.txt"]
    assert all(told.passed_over for told in collection.skipped)
    with pytest.raises(LoadingError, match=r"pipe\.txt is not a regular file"):
        load_collection([tmp_path / "pipe.txt"])


def test_permissions_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "a.txt")
    put(tmp_path / "shut.txt")
    put(tmp_path / "closed" / "b.txt")
    real_open, real_scandir = os.open, os.scandir

    def closed_open(path: str, flags: int) -> int:
        if path.endswith("shut.txt"):
            raise PermissionError(13, "Permission denied")
        return real_open(path, flags)

    def closed_scandir(path: str) -> object:
        if path.endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return real_scandir(path)

    monkeypatch.setattr(os, "open", closed_open)
    monkeypatch.setattr(os, "scandir", closed_scandir)
    collection = load_collection([tmp_path])
    monkeypatch.undo()
    assert [article.id for article in collection.articles] == ["a.txt"]
    told = {skipped.path.name: skipped.reason for skipped in collection.skipped}
    assert "change its permissions" in told["shut.txt"]
    assert "cannot be listed" in told["closed"]
    assert not any(skipped.passed_over for skipped in collection.skipped)


def test_a_library_that_gives_up_costs_one_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "a.txt")
    put(tmp_path / "b.md")

    def broken(data: bytes, encoding: str | None) -> object:
        raise TypeError("inside")

    files.reader_for("b.md")
    monkeypatch.setitem(files.__dict__["_loaded"], ".md", broken)
    collection = load_collection([tmp_path])
    assert [article.id for article in collection.articles] == ["a.txt"]
    assert "TypeError: inside" in collection.skipped[0].reason


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    path = put(tmp_path / "a" / "b.txt")
    put(path, "New title\n\nText.")
    (article,) = load_article(path, tmp_path)
    assert (article.id, article.title) == ("a/b.txt", "New title")
    path.unlink()
    with pytest.raises(LoadingError, match="no longer there"):
        load_article(path, tmp_path)


def test_names_of_files_may_be_anything(tmp_path: Path) -> None:
    put(tmp_path / "a\nb\x1b[31m.txt")
    put(tmp_path / "name.md" / "x.txt")
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt"))).write_text("T")
    assert ids(tmp_path) == ["a\nb\x1b[31m.txt", "name.md/x.txt", "\udcff.txt"]


def test_articles_stay_as_they_are(tmp_path: Path) -> None:
    path = put(tmp_path / "a.txt", "\ufeffTitle\r\n\r\nText.")
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    assert load_collection([tmp_path]).articles[0].text == "Title\n\nText."
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_an_unknown_encoding_is_an_error_before_anything_is_read(tmp_path: Path) -> None:
    put(tmp_path / "a.txt")
    with pytest.raises(LoadingError, match="no text encoding called 'klingon'"):
        load_collection([tmp_path], encoding="klingon")
    assert load_collection([tmp_path], encoding="cp1252").articles[0].encoding == "cp1252"


def test_importing_the_loader_imports_no_heavy_library() -> None:
    program = (
        "import sys, crossread.articles.collection as c\n"
        "from crossread.seeds import sample_paths\n"
        "c.load_collection(sample_paths())\n"
        "heavy = {'trafilatura', 'lxml', 'charset_normalizer', 'email', 'json', 'zipfile'}\n"
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stderr == ""
    assert done.returncode == 0

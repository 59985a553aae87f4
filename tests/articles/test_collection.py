"""Opening files and folders."""

from pathlib import Path

import pytest

from crossread.articles.collection import LoadingCancelled, LoadingError, load_collection


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")


def test_folder_is_opened_in_natural_order(tmp_path: Path) -> None:
    for name in ("10.txt", "2.txt", "a/1.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"Title of {name}\n\nText.", encoding="utf-8")
    collection = load_collection([tmp_path])
    assert [article.id for article in collection.articles] == ["2.txt", "10.txt", "a/1.md"]
    assert collection.root == tmp_path
    assert collection.articles[0].title == "Title of 2.txt"
    assert collection.article("a/1.md") is collection.articles[2]
    assert collection.article("b") is None


def test_files_keep_the_order_in_which_they_are_named(tmp_path: Path) -> None:
    write(tmp_path, a_txt="A", b_txt="B")
    collection = load_collection([tmp_path / "b.txt", tmp_path / "a.txt", tmp_path / "b.txt"])
    assert [article.id for article in collection.articles] == ["b.txt", "a.txt"]


def test_own_and_hidden_files_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path, a_txt="A", claims_json="[]", codebook_toml="")
    (tmp_path / "a.txt.annotations.json").write_text("{}")
    (tmp_path / ".hidden.txt").write_text("no")
    (tmp_path / ".crossread").mkdir()
    (tmp_path / ".crossread" / "x.txt").write_text("no")
    collection = load_collection([tmp_path])
    assert [article.id for article in collection.articles] == ["a.txt"]
    assert collection.skipped == ()


def test_what_cannot_be_read_is_listed_and_the_rest_opens(tmp_path: Path) -> None:
    write(tmp_path, a_txt="A", empty_txt="")
    (tmp_path / "picture.txt").write_bytes(bytes(range(256)) * 4)
    (tmp_path / "large.txt").write_text("x" * 101)
    collection = load_collection([tmp_path], max_bytes=1024)
    assert {skipped.path.name for skipped in collection.skipped} == {"empty.txt", "picture.txt"}
    assert len(collection.articles) == 2
    small = load_collection([tmp_path], max_bytes=100)
    assert "too large" in {s.path.name: s.reason for s in small.skipped}["large.txt"]


@pytest.mark.parametrize("content", ["", "\n\n \t\n"])
def test_nothing_to_read_is_an_error_with_a_reason(tmp_path: Path, content: str) -> None:
    write(tmp_path, a_txt=content)
    with pytest.raises(LoadingError, match=r"a\.txt is empty"):
        load_collection([tmp_path])


def test_missing_path_empty_folder_and_no_path(tmp_path: Path) -> None:
    with pytest.raises(LoadingError, match="does not exist"):
        load_collection([tmp_path / "nowhere.txt"])
    with pytest.raises(LoadingError, match=r"no article in .*\.txt"):
        load_collection([tmp_path])
    with pytest.raises(LoadingError, match="named"):
        load_collection([])


def test_loading_reports_progress_and_can_be_cancelled(tmp_path: Path) -> None:
    write(tmp_path, a_txt="A", b_txt="B")
    steps: list[tuple[int, int]] = []
    load_collection([tmp_path], progress=lambda done, found: steps.append((done, found)))
    assert steps == [(0, 2), (1, 2), (2, 2)]
    with pytest.raises(LoadingCancelled):
        load_collection([tmp_path], cancelled=lambda: True)

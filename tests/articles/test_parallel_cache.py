import json
from pathlib import Path

import pytest

from crossread.articles import parallel_cache
from crossread.articles.article import Article
from crossread.articles.parallel_cache import cached_parallels
from crossread.articles.parallels import find_parallels

TEXTS = (
    "The harbour council voted on Monday to rebuild the pier.\n“We start in May,” said Jo Li.",
    "Harbour council votes to rebuild the pier.\n“We start in May,” Jo Li told the Post.",
)


@pytest.fixture
def articles() -> list[Article]:
    return [Article(f"{n}.txt", Path(f"{n}.txt"), text) for n, text in enumerate(TEXTS)]


def test_kept_parallels_are_those_computed(
    articles: list[Article], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = cached_parallels(articles, tmp_path / "new" / "folder")
    assert first.pairs == find_parallels(articles).pairs
    assert first.pairs

    def never(*_: object, **__: object) -> None:
        raise AssertionError("computed again")

    monkeypatch.setattr(parallel_cache, "find_parallels", never)
    again = cached_parallels(articles, tmp_path / "new" / "folder")
    assert again.pairs == first.pairs
    assert again.signs("0.txt") == first.signs("0.txt")


def test_another_text_is_another_set(articles: list[Article], tmp_path: Path) -> None:
    cached_parallels(articles, tmp_path)
    changed = [articles[0], Article("1.txt", Path("1.txt"), "Nothing of the kind.")]
    assert cached_parallels(changed, tmp_path).pairs == ()
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b'{"pairs": 3}',
        b'{"pairs": [[]]}',
        b'{"pairs": [[0, 0, 9, 1, 0, 9999, 0.5, "same-fact", "strong"]]}',
        b'{"pairs": [[0, 0, 9, -1, 0, 9, 0.5, "same-fact", "strong"]]}',
        b'{"pairs": [[0, 0, 9, 7, 0, 9, 0.5, "same-fact", "strong"]]}',
        b'{"pairs": [[0, "0", 9, 1, 0, 9, 0.5, "same-fact", "strong"]]}',
        b'{"pairs": [[0, 0, 9, 1, 0, 9, 0.5, "no-such", "strong"]]}',
        b'{"pairs": [[0, 0.5, 9, 1, 0, 9, 0.5, "same-fact", "strong"]]}',
        b'{"pairs": [[true, 0, 9, 1, 0, 9, 0.5, "same-fact", "strong"]]}',
        b'{"pairs": [[0, 0, 9, 1, 0, 9, NaN, "same-fact", "strong"]]}',
        b'{"pairs": [[0, 0, 9, 1, 0, 9, %b, "same-fact", "strong"]]}' % (b"9" * 400),
        b"[" * 100_000,
    ],
)
def test_a_damaged_file_is_computed_anew(
    damaged: bytes, articles: list[Article], tmp_path: Path
) -> None:
    expected = cached_parallels(articles, tmp_path)
    (path,) = tmp_path.iterdir()
    path.write_bytes(damaged)
    assert cached_parallels(articles, tmp_path).pairs == expected.pairs
    assert json.loads(path.read_bytes())["pairs"]


def test_a_folder_that_cannot_be_written_costs_nothing(
    articles: list[Article], tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    assert cached_parallels(articles, blocked / "below").pairs


def test_only_so_many_sets_are_kept(
    articles: list[Article], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parallel_cache, "_FILES", 2)
    for number in range(4):
        extra = Article("2.txt", Path("2.txt"), f"Number {number} of many.")
        cached_parallels([*articles, extra], tmp_path)
    assert len(list(tmp_path.iterdir())) == 2

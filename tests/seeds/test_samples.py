"""The sample articles: five, complete, and different where the originals differ."""

import datetime
from pathlib import Path

import pytest

from crossread.articles.article import Article
from crossread.articles.collection import load_collection
from crossread.seeds import copy_samples, sample_folder, sample_paths


@pytest.fixture(scope="module")
def samples() -> tuple[Article, ...]:
    return load_collection(sample_paths()).articles


def test_five_articles_with_their_metadata(samples: tuple[Article, ...]) -> None:
    assert len(samples) == 5
    assert len({article.metadata.outlet for article in samples}) == 5
    for article in samples:
        assert article.metadata.title in article.text[article.front_matter :]
        assert article.metadata.author
        assert article.metadata.date is not None
        assert article.metadata.date >= datetime.date(2020, 9, 14)


def test_each_is_as_long_as_a_report(samples: tuple[Article, ...]) -> None:
    for article in samples:
        assert 250 <= len(article.text[article.front_matter :].split()) <= 600


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("combatting disinformation", 4),
        ("combating disinformation", 1),
        ("September 15", 2),
        ("15 September", 1),
        ("September 20", 1),
        ("20 September", 1),
        ("technology partner", 4),
        ("Walmart", 1),
        ("said it was “confident our proposal", 1),
    ],
)
def test_where_they_agree_and_differ(samples: tuple[Article, ...], words: str, number: int) -> None:
    assert sum(words in article.text for article in samples) == number


def test_furniture_clings_to_each(samples: tuple[Article, ...]) -> None:
    for article in samples:
        assert any(line.reason != "front matter" for line in article.furniture)


def test_samples_are_copied_once_and_never_overwritten(tmp_path: Path) -> None:
    target = copy_samples(tmp_path / "new" / "samples")
    first = target / sample_paths()[0].name
    first.write_text("mine", encoding="utf-8")
    (target / sample_paths()[1].name).unlink()
    assert copy_samples(target) == target
    assert first.read_text(encoding="utf-8") == "mine"
    assert [path.name for path in sorted(target.iterdir())] == [p.name for p in sample_paths()]
    assert sample_paths(target)[0] == first
    assert sample_folder().joinpath("README.md").is_file()

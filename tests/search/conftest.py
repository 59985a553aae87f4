"""Collections to search in."""

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crossread.articles.article import Article, Metadata
from crossread.search.engine import SearchIndex


def make_article(number: int, text: str, **known: object) -> Article:
    path = Path(f"{number:03}.txt")
    return Article(path.name, path, text, Metadata(**known))  # pyright: ignore[reportArgumentType]


ARTICLES = (
    make_article(
        1,
        "Harbour deal rejected\n\nThe port of Lindau rejected the bid by Norvik & Co on Monday. "
        "“We remain open,” said a spokesman for the U.S. firm.",
        title="Harbour deal rejected",
        outlet="The Lindau Gazette",
        date=datetime.date(2020, 9, 14),
    ),
    make_article(
        2,
        "Norvik’s bid for the harbour\n\nA technology partner of AT&T may still buy the harbour, "
        "two people said.\nThe harbour has 1,000 berths.",
        title="Norvik’s bid for the harbour",
        outlet="Wire",
        date=datetime.date(2020, 9, 16),
    ),
    make_article(
        3, "Technology partners wanted\n\nNothing about ports. 東京都の港。", outlet="Wire"
    ),
)


@pytest.fixture
def articles() -> tuple[Article, ...]:
    return ARTICLES


Opener = Callable[..., SearchIndex]


@pytest.fixture
def opened(tmp_path: Path, articles: tuple[Article, ...]) -> Iterator[SearchIndex]:
    with SearchIndex.open(tmp_path, articles, cache=tmp_path / "cache") as index:
        index.update({})
        yield index

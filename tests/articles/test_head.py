"""What the first lines of a plain text tell, and what they leave unknown."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.articles.article import Metadata
from crossread.articles.collection import load_collection
from crossread.articles.loading.dates import find_date
from crossread.articles.loading.head import read_head, shorten_title

RATES = "Bank raises rates again"
DAY = datetime.date(2020, 9, 14)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("A headline\n\nText follows.", "A headline"),
        ("\n\n  A headline  \nText", "A headline"),
        ("# A heading #\n\nText", "A heading"),
        ("[![badge](x.svg)](y)\n<!-- note -->\n# A heading\n\nText", "A heading"),
        ("One word each\nthese words go on and on without a stop", "One word each"),
        ("This article is more than 2 years old\n\nRates rise again\n\nText.", "Rates rise again"),
        ("Expo - Book now\n-d -h -min -sec\nMoney\nBank raises rates again\n\nT", RATES),
        ("Share on X\nNews\nBank raises rates again", RATES),
        ("14 September 2020\nBy Ann Example\nWho pays?\nText.", "Who pays?"),
        ("By Ann Example\n", ""),
        ("Share prices tumble\n\nText.", "Share prices tumble"),
        ("Photo finish in Ohio\n\nText.", "Photo finish in Ohio"),
        ("Advertisement\nMENU\nSkip to main content\n\nWho pays?", "Who pays?"),
        ("Title: Stated plainly\nSource: The Daily\n\nText of it.", "Stated plainly"),
    ],
)
def test_title(text: str, title: str) -> None:
    assert read_head(text).title == title


@pytest.mark.parametrize(
    "line",
    [
        "Sep 14, 2020 11:19 GMT  ·  By",
        "September 14, 2020 | 4 min read",
        "Monday 14 September 2020",
        "Mon, 14th Sept. 2020",
        "Published: 2020-09-14T10:00:00Z",
        "Updated on 14.09.2020, 10:15",
        "Date: 14/9/2020",
        "By Ann Example, September 14, 2020",
        "BERLIN, Sept 14, 2020 (Agency) - The bank raised its rates, it said in a statement.",
        "(14 September 2020)",
        "14. September 2020",
    ],
)
def test_a_dated_line_gives_the_date(line: str) -> None:
    assert read_head(f"A headline\n\n{line}\n\nText.").date == DAY


@pytest.mark.parametrize(
    "line",
    [
        "Text that mentions September 14, 2020 in passing, as texts do.",
        "03/04/2020",
        "99 September 2020",
        "September 31, 2020",
        "Sep 14",
        "In the spring of 2020 - nobody knows when",
    ],
)
def test_what_is_no_certain_date_stays_unknown(line: str) -> None:
    assert read_head(f"A headline\n\n{line}").date is None


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Ann Example", "Ann Example"),
        ("by Ann van Example | The Daily", "Ann van Example"),
        ("By Ann Example, Reporter, Asia", "Ann Example"),
        ("BY ANN EXAMPLE", "ANN EXAMPLE"),
        ("By Ann Example and Bo O’Sample", "Ann Example and Bo O’Sample"),
        ("Sep 14, 2020 11:19 GMT  ·  By", ""),
        ("By noon the shop was empty.", ""),
        ("By Friday nobody was left in the building.", ""),
    ],
)
def test_author(line: str, author: str) -> None:
    assert read_head(f"A headline\n\n{line}\n\nText.").author == author


def test_labelled_lines() -> None:
    text = "Headline: H\nPublication: The Daily\nAuthor: Ann\nDate: 14 Sep 2020\nURL: https://e.org/\n\nT"
    assert read_head(text) == Metadata("H", "The Daily", "Ann", DAY, "https://e.org/")


def test_nothing_is_invented() -> None:
    assert read_head("") == Metadata()
    assert read_head("A headline\n\nAnd its text, which names nobody.") == Metadata("A headline")


def test_long_titles_end_after_a_word() -> None:
    title = shorten_title("word " * 100)
    assert len(title) <= 241
    assert title.endswith("word…")
    assert shorten_title("x" * 1_000_000) == "x" * 240 + "…"


@given(st.text())
def test_any_text_has_a_head(text: str) -> None:
    metadata = read_head(text)
    assert "\n" not in metadata.title + metadata.author + metadata.outlet


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)))
def test_dates_are_read_as_they_are_printed(date: datetime.date) -> None:
    for form in ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%a, %d %b %Y 10:00:00 GMT", "%d.%m.%Y"):
        assert find_date(date.strftime(form)) == date


SEEDS = Path(__file__).parents[2] / ".." / "shared" / "seeds"


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the real reports are not here")
def test_titles_of_real_reports_are_not_furniture() -> None:
    for article in load_collection([SEEDS]).articles:
        start = article.text.index(article.metadata.title)
        assert start >= 0
        assert not any(line.start <= start < line.end for line in article.furniture)

"""What is highlighted, and what snippets show."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.articles.article import Article
from crossread.articles.span import Span
from crossread.search.analyzer import stem_of, words
from crossread.search.highlight import SNIPPET_LENGTH, Highlighter, snippet
from crossread.search.parser import parse


def article(text: str, head: str = "") -> Article:
    return Article("a.txt", Path("a.txt"), head + text, front_matter=len(head))


def shown(query: str, text: str, *, typing: bool = False) -> list[str]:
    found = Highlighter(parse(query, typing=typing)).matches(article(text))
    return [text[span.start : span.end] for span in found]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("bid", "The bid, the BIDS, the bidder", ["bid", "BIDS"]),
        ("company", "Company’s companies", ["Company’s", "companies"]),
        ('"state of the art"', "state-of-the-art art of the state", ["state-of-the-art"]),
        ('"a b"', "a\nb", ["a\nb"]),
        ("bid offer", "no offer", ["offer"]),
        ("bid NOT offer", "bid and offer", ["bid"]),
        ("bid OR offer", "bid and offer", ["bid", "offer"]),
        ("byte*", "ByteDance bytes bite", ["ByteDance", "bytes"]),
        ("w?ld", "wild Wald world", ["wild", "Wald"]),
        ("oracel~1", "Oracle oral", ["Oracle"]),
        ("us", "the U.S. and us", ["U.S", "us"]),
        ("at&t", "AT&T at T", ["AT&T"]),
        ("cafe", "Café cafe\u0301s", ["Café", "cafe\u0301s"]),
        ("東京", "東京都", ["東京"]),
        ("東京都", "東京都 東京", ["東京都"]),
        ("京", "東京都", ["京都"]),
        ("tag:bid date:2020", "bid 2020", []),
        ("title:bid", "bid", []),
        ('"two part*"', "two partners, two others", ["two partners"]),
    ],
)
def test_matches(query: str, text: str, expected: list[str]) -> None:
    assert shown(query, text) == expected


def test_while_typing_the_last_word_is_a_prefix_and_itself() -> None:
    assert shown("the compani", "The companies", typing=True) == ["The", "companies"]
    assert shown("companies", "a company", typing=True) == ["company"]
    assert shown('"two par', "two partners", typing=True) == ["two partners"]


WORDS = st.sampled_from(["bid", "bids", "Bid’s", "the", "U.S.", "–", "\n", "\x1b[2J", "東京", "é"])
TEXTS = st.lists(WORDS, max_size=60).map(" ".join)


@given(TEXTS, st.sampled_from(["bid", "the", "us", "e"]))
def test_matches_are_what_the_analyzer_says(text: str, word: str) -> None:
    found = words(text)
    expected = [
        Span(start, end)
        for form, start, end in zip(found.forms, found.starts, found.ends, strict=True)
        if stem_of(form) == stem_of(word)
    ]
    assert Highlighter(parse(word)).matches(article(text)) == expected


@given(TEXTS, st.sampled_from(["bid", '"the bid"', "東*", "b* OR t*"]), st.data())
def test_a_part_of_an_article_has_the_matches_of_the_whole(
    text: str, query: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    within = Span(start, data.draw(st.integers(start, len(text))))
    highlighter = Highlighter(parse(query))
    whole = [span for span in highlighter.matches(article(text)) if span.overlaps(within)]
    part = [span for span in highlighter.matches(article(text), within) if span.overlaps(within)]
    assert part == whole


@given(st.text(), st.lists(st.tuples(st.integers(0, 400), st.integers(1, 9)), max_size=9))
def test_snippets_are_the_articles_own_text(text: str, spans: list[tuple[int, int]]) -> None:
    text = text + " word" * 90
    matches = sorted({Span(start, start + length) for start, length in spans})
    made = snippet(article(text), matches)
    end = made.start + len(made.text)
    assert text[made.start : end] == made.text
    assert len(made.text) <= SNIPPET_LENGTH
    assert all(made.start <= span.start and span.end <= end for span in made.matches)
    assert bool(made.matches) == bool(matches)


def test_a_snippet_shows_most_different_words() -> None:
    text = "bid bid bid " + "x " * 300 + "bid and oracle " + "y " * 300
    matches = Highlighter(parse("bid oracle")).matches(article(text))
    made = snippet(article(text), matches)
    assert [text[span.start : span.end] for span in made.matches] == ["bid", "oracle"]


def test_a_snippet_of_one_endless_word() -> None:
    made = snippet(article("x" * 5000), [Span(0, 5000)])
    assert made.text == "x" * SNIPPET_LENGTH
    assert made.start == 0


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("The bid.", "The bid."),
        ("\n\nThe bid.", "The bid."),
        ("Bid", "Bid"),
        (f"First line\n{'word ' * 6}bid", "word word"),
    ],
)
def test_a_snippet_begins_behind_short_front_matter(text: str, start: str) -> None:
    found = article(text, "---\na: bid\n---\n")
    made = snippet(found, Highlighter(parse("bid")).matches(found))
    assert made.text.startswith(start)
    assert made.start == found.text.index(start)
    assert len(made.matches) == 1

"""What is looked at of a long article: the place that matters, found as in the whole."""

from pathlib import Path

import pytest

from crossread.articles import sentence_index
from crossread.articles.article import Article
from crossread.articles.sentence_index import SentenceIndex

PARAGRAPH = 'The mayor, Ada Okafor, said: "We close the harbour today." She left in a hurry.'
LONG = "\n".join(f"{number}. {PARAGRAPH}" for number in range(8_000))


def article(text: str, front_matter: int = 0) -> Article:
    return Article("a.txt", Path("a.txt"), text, front_matter=front_matter)


def test_quotations_near_a_place_are_those_of_the_whole() -> None:
    whole = article(LONG)
    place = LONG.index("We close", 300_000)
    near = whole.quotations_near(place, place + 8)
    assert 10 < len(near) < 1_000
    assert set(near) < set(whole.quotations)
    assert any(one.start < place < one.end and one.speaker for one in near)
    for edge in (0, len(LONG)):
        assert set(whole.quotations_near(edge, edge)) < set(whole.quotations)


def test_of_a_short_article_all_quotations_are_near() -> None:
    short = article("\n".join([PARAGRAPH] * 3))
    assert short.quotations_near(0, 1) == short.quotations
    assert len(short.quotations) == 3


def test_a_text_that_is_no_web_page_has_front_matter_alone_as_furniture() -> None:
    head = "---\ntitle: x\n---\n"
    notice = "Sign up for our newsletter"
    found = article(f"{head}{LONG}\n{notice}", len(head)).furniture
    assert [line.reason for line in found] == ["front matter"] * 3
    brief = f"{head}{LONG[:2000]}\n{notice}"
    assert len(article(brief, len(head)).furniture) > 3


def test_the_sentences_of_paragraphs_are_those_of_the_text() -> None:
    head = "---\ntitle: x. Y z.\n---\n"
    whole = article(f"{head}{LONG[:9_000]}\n\n  \n“Yes.” U.S. officials left.", len(head))
    by_paragraph = [
        sentence
        for paragraph in range(len(whole.paragraphs))
        for sentence in whole.sentences_of(paragraph)
    ]
    assert by_paragraph == list(whole.sentences)
    assert len(by_paragraph) > 100


def test_the_more_sentences_the_fewer_places_of_words_are_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines = [f"Ferry sailings of line {letter} stop." for letter in "bcdefghjk"]
    a = article("\n".join([*lines, "Ferry sailings stop beside the lighthouse."]))
    b = article("\n".join([*lines, "A lighthouse burned."]))
    index = SentenceIndex([a, b])
    last = len(index) - 1
    whole = index.candidates(9)
    assert len(whole) == 10
    monkeypatch.setattr(sentence_index, "_PLACES", range(2, 2))
    assert index.candidates(9) == [last]

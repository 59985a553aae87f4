"""Words that still stand are never lost, and places are proposed in whole words."""

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from crossread.annotations.anchors import Anchorer
from crossread.annotations.borders import whole_words
from crossread.annotations.model import Anchor, Annotation, annotate
from crossread.annotations.quote_search import only_place
from crossread.articles.article import Article
from crossread.articles.span import Span


def article(text: str) -> Article:
    return Article("a.txt", Path("a.txt"), text)


def anchored(new: str, quote: str, old: str, *, stored: bool = True) -> Annotation:
    """What becomes of an annotation of ``quote`` when ``old`` becomes ``new``."""
    start = old.index(quote)
    made = annotate(article(old), start, start + len(quote))
    kept = {made.text_sha256: old} if stored else {}
    return Anchorer(article(new), kept.get).anchored(made)


# A quote that stands once, word for word

TEXTS = st.text("ab .\n🎉", max_size=50)


@given(TEXTS, st.text("abc .", min_size=1, max_size=40), TEXTS, TEXTS, TEXTS, st.booleans())
def test_words_that_stand_once_are_never_lost(
    head: str, quote: str, tail: str, before: str, after: str, stored: bool
):
    old, new = head + quote + tail, before + quote + after
    assume(only_place(quote, new) is not None)
    made = annotate(article(old), len(head), len(head + quote))
    anchorer = Anchorer(article(new), {made.text_sha256: old}.get if stored else {}.get)
    found = anchorer.anchored(made)
    assert found.anchor is not Anchor.ORPHAN
    if found.placed:
        assert new[found.start : found.end] == quote
    else:
        assert len(before) in [place.start for place in anchorer.candidates(made)]


REPORT = (
    "A headline stands here\n\n"
    "SEATTLE, Sept 16 (Wire) - The attempt to buy the ferry failed because of its language.\n\n"
    "The owner turned the bidder down on Sunday and has chosen a partner instead: Northern Line.\n"
)


def two_edits(text: str) -> str:
    new = text.replace("SEATTLE", "INSERTED first sentence here. SEATTLE")
    return new.replace(
        "The owner turned the bidder down on", "The island firm rejected the company"
    )


@pytest.mark.parametrize(("stored", "anchor"), [(True, Anchor.MOVED), (False, Anchor.REVIEW)])
def test_edits_before_and_after_a_sentence_leave_it_where_it_is(stored: bool, anchor: Anchor):
    quote = REPORT.split("\n\n")[1]
    found = anchored(two_edits(REPORT), quote, REPORT, stored=stored)
    assert found.anchor is anchor
    if found.placed:
        assert found.start == two_edits(REPORT).index(quote)


def test_a_sentence_moved_to_another_paragraph_is_for_review():
    quote = REPORT.split("\n\n")[1]
    new = "Another beginning altogether.\n" * 3 + quote + "\nAnd nothing of the rest."
    assert anchored(new, quote, REPORT).anchor in (Anchor.MOVED, Anchor.REVIEW)


# Proposed places


def proposed(new: str, quote: str, old: str) -> list[str]:
    start = old.index(quote)
    made = annotate(article(old), start, start + len(quote))
    places = Anchorer(article(new), {made.text_sha256: old}.get).candidates(made)
    return [new[place.start : place.end] for place in places]


def test_a_reworded_sentence_is_proposed_whole():
    quote = REPORT.split("\n\n")[2].strip()
    new = two_edits(REPORT)
    assert proposed(new, quote, REPORT) == [new.split("\n\n")[2].strip()]


def test_a_part_of_a_sentence_is_proposed_in_whole_words():
    old = "The owner turned the bidder down on Sunday and has chosen a partner instead."
    new = "The island firm rejected the company Sunday and has chosen a partner instead."
    for end in (42, 51, 60):
        for place in proposed(new, old[4:end].strip(), old):
            assert set(place.split()) <= set(new.split()) | {"instead"}


@given(st.text("ab' \u0301ไทย漢字", max_size=30), st.data())
def test_no_span_of_whole_words_cuts_a_word(text: str, data: st.DataObject):
    start = data.draw(st.integers(0, max(0, len(text) - 1)))
    end = data.draw(st.integers(start + 1, max(start + 1, len(text))))
    assume(text[start:end].strip())
    span = whole_words(text, Span(start, end))
    assert 0 <= span.start < span.end <= len(text)
    for edge in span:
        around = text[max(0, edge - 1) : edge + 1]
        assert not (len(around) == 2 and around.isascii() and around.isalpha())
        assert edge == 0 or text[edge : edge + 1] != "\u0301"

"""Where foreign spans land when the texts differ."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.annotations.formats.support import placing as reasons
from crossread.annotations.formats.support.landing import NO_ARTICLE, REPEATED, Landing
from crossread.annotations.formats.support.placing import Found, look_alike
from crossread.annotations.model import Anchor, Annotation
from crossread.articles.article import Article

TEXT = "😀 One said: no.\nTwo said: no.\nThe end, he said."


def article(text: str = TEXT, id: str = "a.txt") -> Article:
    return Article(id, Path("/c") / id, text)


def land(
    found: Found, own: str | None = None, ours: str = TEXT
) -> tuple[Landing, Annotation | None]:
    landing = Landing([article(ours)], "test")
    return landing, landing.land(landing.document("a.txt", text=own), found)


def test_a_span_whose_quote_fits_stays() -> None:
    landing, one = land(Found(start=2, end=5, exact="One"))
    assert one is not None
    assert (one.start, one.end, one.exact, one.prefix) == (2, 5, "One", "😀 ")
    assert not landing.report.lost
    assert not landing.report.changed


def test_offsets_with_crlf_and_bom_land_on_the_normalised_text() -> None:
    raw = "\ufeff" + TEXT.replace("\n", "\r\n")
    start = raw.index("Two")
    _, one = land(Found(start=start, end=start + 3, pieces=((start, start + 1),)), own=raw)
    assert one is not None
    assert one.exact == "Two"


def test_a_quote_that_moved_is_found_and_told() -> None:
    landing, one = land(Found(start=9, end=12, exact="end", pieces=((9, 10), (11, 12))))
    assert one is not None
    assert TEXT[one.start : one.end] == "end" == one.exact
    assert [TEXT[a:b] for a, b in one.pieces] == ["e", "d"]
    assert landing.report.changed == {reasons.MOVED: 1}


def test_utf16_offsets_are_recognised_by_their_quote() -> None:
    landing, one = land(Found(start=3, end=6, exact="One", pieces=((3, 4), (5, 6))))
    assert one is not None
    assert one.exact == "One"
    assert [TEXT[a:b] for a, b in one.pieces] == ["O", "e"]
    assert landing.report.changed == {reasons.UNITS: 1}


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (Found(start=40, end=400), reasons.OUTSIDE),
        (Found(start=5, end=5), reasons.OUTSIDE),
        (Found(start=7, end=2), reasons.OUTSIDE),
        (Found(start=0, end=9, exact="not in it"), reasons.NOT_FOUND),
        (Found(exact="said: no."), reasons.AMBIGUOUS),
        (Found(exact="said: no.", prefix="elsewhere"), reasons.AMBIGUOUS),
        (Found(tags=("asserts",)), reasons.NO_SPAN),
        (Found(start=2, end=5, text_sha256="0" * 64), reasons.OTHER_TEXT),
    ],
)
def test_what_cannot_land_is_counted(found: Found, reason: str) -> None:
    landing, one = land(found)
    assert one is None
    assert landing.report.lost == {reason: 1}
    assert landing.result().annotations == []


LONG = (
    "The harbour master spoke on Monday morning before the council.\n"
    "Nobody had told the fishermen that the quay would be closed for repairs.\n"
    "They learnt it from the newspaper, like everybody else in the little town.\n"
)


def test_spans_of_an_older_text_follow_their_sentence() -> None:
    older = LONG.replace("on Monday morning ", "")
    start = older.index("the quay")
    landing, one = land(Found(start=start, end=start + 8), own=older, ours=LONG)
    assert one is not None
    assert LONG[one.start : one.end] == one.exact == "the quay"
    assert one.anchor is Anchor.MOVED
    assert landing.report.changed == {reasons.MOVED: 1}


@pytest.mark.parametrize("alone", [True, False])
def test_a_quote_that_was_rewritten_is_for_review(alone: bool) -> None:
    words = "the quay would soon be closed for repair"
    older = LONG.replace("the quay would be closed for repairs", words)
    start = older.index(words)
    end = start + len(words)
    found = Found(start=start, end=end)
    if alone:
        found = Found(exact=words, prefix=older[start - 32 : start], suffix=older[end : end + 32])
    landing, one = land(found, own=None if alone else older, ours=LONG)
    assert one is not None
    assert (one.exact, one.anchor) == (words, Anchor.REVIEW)
    assert one.end - one.start == len(words)
    assert landing.report.changed == {reasons.REVIEW: 1}


def test_a_quote_in_two_places_is_decided_by_its_context() -> None:
    _, one = land(Found(exact="said: no.", prefix="Two "))
    assert one is not None
    assert TEXT[one.start - 4 : one.end] == "Two said: no."


def test_a_document_that_is_not_open_is_counted() -> None:
    landing = Landing([article()], "test")
    assert landing.land(landing.document("b.txt"), Found(start=0, end=1)) is None
    assert landing.report.lost == {NO_ARTICLE: 1}


def test_the_same_file_gives_the_same_ids() -> None:
    first, second = (land(Found(start=2, end=5, tags=("x",)))[1] for _ in range(2))
    assert first is not None
    assert second is not None
    assert first.id == second.id


def test_a_span_that_comes_twice_is_taken_once() -> None:
    landing = Landing([article()], "test")
    for _ in range(2):
        landing.land(landing.document("a.txt"), Found(start=2, end=5))
    assert len(landing.result().annotations) == 1
    assert landing.report.changed == {REPEATED: 1}


def test_pieces_out_of_order_overlapping_and_touching_are_put_right() -> None:
    pieces = ((12, 15), (2, 5), (4, 7), (7, 8))
    _, one = land(Found(start=2, end=15, pieces=pieces))
    assert one is not None
    assert one.pieces == ((2, 8), (12, 15))


@given(st.text("ab\t\n\x00\x85é\u2028😀", min_size=1, max_size=8))
def test_stand_ins_for_control_characters_look_alike(text: str) -> None:
    assert look_alike(text, text.replace("\x00", "\ufffd").replace("\u2028", " "))
    assert not look_alike(text, text + "a")
    assert not look_alike("c" + text, "d" + text)


@given(st.data())
def test_every_span_of_the_old_text_lands_on_its_own_words_or_nowhere(data: st.DataObject) -> None:
    ours = data.draw(st.text("ab \n😀", min_size=1, max_size=30))
    theirs = data.draw(st.text("ab \n\r😀", min_size=1, max_size=30))
    start = data.draw(st.integers(0, len(theirs) - 1))
    end = data.draw(st.integers(start + 1, len(theirs)))
    landing, one = land(Found(start=start, end=end), own=theirs, ours=ours)
    if one is None:
        assert landing.report.lost.total() == 1
    elif one.anchor in (Anchor.EXACT, Anchor.MOVED):
        words = theirs[start:end].replace("\r\n", "\n").replace("\r", "\n")
        assert look_alike(ours[one.start : one.end], one.exact)
        assert one.exact.split() == words.split()
    else:
        assert one.text_sha256 != article(ours).sha256
        assert len(one.exact) == one.end - one.start

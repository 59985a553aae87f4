"""The map between two texts: what it says is unchanged is the same, and it finds all it can."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.annotations import text_map
from crossread.annotations.text_map import TextMap
from crossread.articles.span import Span

TEXTS = st.text("ab\n🎉", max_size=40)


@pytest.fixture(params=["by code points", "by lines", "not at all"], autouse=True)
def _size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:  # pyright: ignore[reportUnusedFunction]
    limits = {"by code points": 10**9, "by lines": 100, "not at all": 0}
    monkeypatch.setattr(text_map, "LARGEST_PRODUCT", limits[request.param])


@given(TEXTS, TEXTS, st.data())
def test_an_unchanged_span_holds_the_same_text(old: str, new: str, data: st.DataObject):
    known = TextMap(old, new)
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    place = known.unchanged(Span(start, end))
    if place is not None:
        assert new[place.start : place.end] == old[start:end]
    assert 0 <= known.nearest(start) <= known.nearest(end) <= len(new)


@given(TEXTS.filter(bool), TEXTS.filter(bool))
def test_what_stands_before_and_after_an_insertion_is_found(head: str, tail: str):
    known = TextMap(head + tail, head + "#" + tail)
    assert known.unchanged(Span(0, len(head))) == Span(0, len(head))
    rest = Span(len(head), len(head + tail))
    assert known.unchanged(rest) == Span(rest.start + 1, rest.end + 1)


@given(TEXTS.filter(bool))
def test_an_equal_text_is_unchanged(text: str):
    assert TextMap(text, text).unchanged(Span(0, len(text))) == Span(0, len(text))


def test_letters_found_in_a_neighbouring_change_do_not_split_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(text_map, "LARGEST_PRODUCT", 10**9)
    old = "SEATTLE is wet today."
    known = TextMap(old, f"INSERTED first. {old}")
    assert known.unchanged(Span(0, len(old))) == Span(16, 16 + len(old))


def test_a_sentence_after_an_insertion_is_shifted():
    old = "One stays.\nTwo stays.\n"
    new = "One stays.\nSomething came.\nTwo stays.\n"
    assert TextMap(old, new).unchanged(Span(11, 21)) == Span(27, 37)

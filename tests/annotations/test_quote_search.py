"""Finding quotes that the text says a little differently."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.annotations.quote_search import LEAST_LIKENESS, Quote, find, only_place

TEXT = "It began in May. The old mill will close this summer, he said. Nobody was told of it."
QUOTE = Quote("The old mill will close", "It began in May. ", " this summer, he said. Nobody")


def test_an_untouched_quote_is_found_with_full_marks():
    best = find(QUOTE, TEXT)[0]
    assert TEXT[best.start : best.end] == QUOTE.exact
    assert best.score == 1


@pytest.mark.parametrize(
    "changed",
    [
        "The old mill will close".replace("old", "ancient"),
        "The mill will close",
        "The old mills would close",
        "THE old mill will — close",
    ],
)
def test_a_changed_quote_is_found_where_it_stood(changed: str):
    text = TEXT.replace(QUOTE.exact, changed)
    best = find(QUOTE, text)[0]
    place = text.index(changed)
    assert place - 2 <= best.start < best.end <= place + len(changed) + 2


def test_a_place_with_strange_sides_is_no_candidate():
    words = QUOTE.exact.replace("old", "ancient")
    assert find(QUOTE, "x" * 40 + words + "y" * 40) == ()
    assert find(QUOTE, ("x" * 40 + QUOTE.exact + "y" * 40) * 2) == ()


def test_the_only_place_with_the_very_words_is_one_whatever_surrounds_it():
    [found] = find(QUOTE, "x" * 40 + QUOTE.exact + "y" * 40)
    assert (found.start, found.end) == (40, 40 + len(QUOTE.exact))
    assert only_place("aa", "aaa") is None


def test_a_place_with_strange_words_is_no_candidate():
    assert find(QUOTE, TEXT.replace(QUOTE.exact, "Seven swans a-swimming")) == ()


def test_look_alikes_are_all_found():
    text = f"{TEXT} {TEXT.replace('old', 'new')} {TEXT.replace('old', 'red')}"
    assert len(find(QUOTE, text)) == 3


def test_more_than_256_different_characters_are_no_obstacle():
    wide = "".join(map(chr, range(0x4E00, 0x4E00 + 600)))
    quote = Quote(wide[100:500], wide[68:100], wide[500:532])
    best = find(quote, wide.replace(wide[300], "x"))[0]
    assert (best.start, best.end) == (100, 500)


def test_a_text_without_the_quotes_characters_is_searched_too():
    assert find(Quote("mill", "The ", " will"), "") == ()
    assert find(Quote("mill", "The ", " will"), "\ud800\x00🎉" * 9) == ()


WORDS = st.text("abc d", max_size=60)


@given(st.text("abc d", min_size=1, max_size=12), WORDS, st.text(max_size=9))
def test_candidates_are_places_of_the_text_in_order_and_do_not_overlap(
    exact: str, text: str, side: str
):
    found = find(Quote(exact, side, side), text)
    assert sorted(found, key=lambda c: -c.score) == list(found)
    for candidate in found:
        assert 0 <= candidate.start < candidate.end <= len(text)
        assert candidate.likeness >= LEAST_LIKENESS
        sides = max(candidate.before, candidate.after)
        assert sides >= LEAST_LIKENESS or candidate.start == only_place(exact, text)
    places = sorted((candidate.start, candidate.end) for candidate in found)
    assert all(one[1] <= other[0] for one, other in pairwise(places))

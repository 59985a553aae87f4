import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.articles.words import words_in


def forms(text: str) -> list[str]:
    return [word.form for word in words_in(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.S. and the US", ["the", "usa", "and", "the", "usa"]),
        ("tell us", ["tell", "us"]),
        ("Microsoft's bid, Oracle’s offer", ["microsoft", "bid", "oracle", "offer"]),
        ("don’t stop", ["dont", "stop"]),
        ("1,000 of 3.5 and two", ["1000", "of", "3.5", "and", "2"]),
        ("$1.5bn or £14m, 3 km", ["1.5", "billion", "or", "14", "million", "3", "km"]),
        ("ten-year plan", ["10", "year", "plan"]),
        ("微软公司", ["微软", "软公", "公司"]),
        ("की सरकार", ["की", "सरकार"]),
        ("ﬁnal", ["final"]),
        ("— … !", []),
    ],
)
def test_words_are_comparable_across_spellings(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


@pytest.mark.parametrize(
    "family",
    [
        "sell sold sales",
        "die died death",
        "China Chinese",
        "confirm confirms confirmed confirming",
        "stop stopped stopping",
        "city cities",
        "Sept September",
        "agency agencies",
        "colours color",
        "12 twelve dozen",
    ],
)
def test_words_of_one_root_have_one_stem(family: str) -> None:
    assert len({word.stem for word in words_in(family)}) == 1


@pytest.mark.parametrize("pair", ["Texas taxes", "bus business", "ring sing", "red reed"])
def test_words_of_different_roots_have_different_stems(pair: str) -> None:
    assert len({word.stem for word in words_in(pair)}) == 2


def test_only_telling_words_tell() -> None:
    words = words_in("The plan of A and 7 在")
    assert [word.form for word in words if word.tells] == ["plan", "7", "在"]


def test_a_part_of_the_text_keeps_offsets_of_the_whole() -> None:
    assert words_in("one bid more", 4, 7)[0][1:] == (4, 7)


@given(st.text())
def test_words_stand_in_order_inside_the_text(text: str) -> None:
    words = words_in(text)
    assert all(0 <= word.start < word.end <= len(text) for word in words)
    assert words == sorted(words, key=lambda word: (word.start, word.end))
    assert all(word.form for word in words)

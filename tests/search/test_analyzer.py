"""Which spellings are the same word, and where words stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.search import analyzer
from crossread.search.analyzer import LONGEST_FORM, form_of, query_words, stem_of, words


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("The Quick fox", ["the", "quick", "fox"]),
        ("company’s company's COMPANY'S", ["company"] * 3),
        ("don’t O'Brien ʼtwas", ["dont", "obrien", "twas"]),
        ("the U.S. and the U.K.,", ["the", "us", "and", "the", "uk"]),
        ("J.P. Morgan, J.P.Morgan", ["jp", "morgan", "jp", "morgan"]),
        ("the U.S.’s end.A new", ["the", "us", "end", "a", "new"]),
        ("AT&T, R&D", ["at&t", "r&d"]),
        ("$1,000.50 for 5.2bn", ["1000.50", "for", "5.2bn"]),
        ("state-of-the-art co‑operation", ["state", "of", "the", "art", "co", "operation"]),
        ("Zürich café ZÜRICH Straße Ørsted", ["zurich", "cafe", "zurich", "strasse", "orsted"]),
        ("cafe\u0301", ["cafe"]),
        ("ﬁne ＴｉｋＴｏｋ", ["fine", "tiktok"]),
        ("Micro\u00adsoft", ["microsoft"]),
        ("foo_bar a/b", ["foo", "bar", "a", "b"]),
        ("हिन्दी", ["हिनदी"]),
        ("東京都 x", ["東京", "京都", "都", "x"]),
        ("TikTok收购", ["tiktok", "收购", "购"]),
        ("\ud800 \x00 \x1b[31mred", ["31mred"]),
        ("", []),
        ("— … 😀", []),
    ],
)
def test_words_of_a_text(text: str, forms: list[str]) -> None:
    assert words(text).forms == forms


@pytest.mark.parametrize(
    ("one", "other"),
    [("company", "companies"), ("rejected", "rejects"), ("acquire", "acquiring")],
)
def test_endings_of_one_word_have_one_stem(one: str, other: str) -> None:
    assert stem_of(one) == stem_of(other)


@pytest.mark.parametrize("word", ["at&t", "2020", "5.2bn", "東京", "us", "the", "हिनदी"])
def test_what_is_no_english_word_is_its_own_stem(word: str) -> None:
    assert stem_of(word) == word


@given(st.text())
def test_words_stand_where_they_say_they_do(text: str) -> None:
    found = words(text)
    for form, start, end in zip(found.forms, found.starts, found.ends, strict=True):
        assert 0 <= start < end <= len(text)
        assert form_of(text[start:end]) == form
        assert 0 < len(form) <= LONGEST_FORM
        assert not set(form) & set(" \n\0")
    assert list(found.starts) == sorted(found.starts)


@given(st.text())
def test_a_query_asks_for_words_that_the_text_has(text: str) -> None:
    assert set(query_words(text)) <= set(words(text).forms)


def test_a_word_of_a_million_letters_is_cut() -> None:
    assert words("a" * 1_000_000).forms == ["a" * LONGEST_FORM]


@pytest.mark.parametrize("blank", ["\n", " "], ids=["lines", "one line"])
def test_a_long_text_is_split_in_parts_and_gives_the_same_words(
    monkeypatch: pytest.MonkeyPatch, blank: str
) -> None:
    text = blank.join(["U.S.", "don’t", "1,000.50", "états", "x" * 90, "中文"] * 60)
    whole = words(text)
    monkeypatch.setattr(analyzer, "_PART", 200)
    assert words(text) == whole


def test_a_long_text_without_a_blank_is_split_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analyzer, "_PART", 200)
    found = words("é" * 1_000)
    assert (found.starts[0], found.ends[-1]) == (0, 1_000)

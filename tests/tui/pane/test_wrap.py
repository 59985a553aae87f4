import itertools

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from crossread.tui.pane.wrap import wrap

TEXTS = st.text(
    st.one_of(
        st.sampled_from("ab  "),
        st.sampled_from("中文。「」e\u0301\u200d\ufe0f👩\u200b"),
        st.characters(exclude_characters="\n"),
    ),
    max_size=60,
)


def lines(text: str, width: int) -> list[str]:
    rows, _ = wrap(text, 0, len(text), width)
    return [text[start:end] for start, end in rows]


def test_breaks_at_spaces() -> None:
    assert lines("one two three four", 9) == ["one two", "three", "four"]
    assert lines("one two three", 7) == ["one two", "three"]


def test_spaces_at_a_break_are_drawn_on_no_row() -> None:
    assert lines("one    two", 5) == ["one  ", "two"]
    assert lines("one 中   two", 6) == ["one 中", "two"]


def test_long_words_are_cut_at_the_width() -> None:
    assert lines("so abcdefghijklmnopqrstuvw now", 10) == [
        "so",
        "abcdefghij",
        "klmnopqrst",
        "uvw now",
    ]
    assert lines("中a" + "b" * 9, 5) == ["中", "abbbb", "bbbbb"]


def test_addresses_break_where_their_parts_meet() -> None:
    address = "http://news.example/world/2020?id=12&page=3.html"
    assert lines(f"see {address} now", 14) == [
        "see http://",
        "news.example/",
        "world/2020?id",
        "=12&page=3",
        ".html now",
    ]
    assert lines(f"{address}", 26) == ["http://news.example/world/", "2020?id=12&page=3.html"]
    assert lines(f"👍 {address}", 26) == [
        "👍 http://news.example/",
        "world/2020?id=12&page=3",
        ".html",
    ]


def test_an_address_that_fits_a_row_stays_whole() -> None:
    for sign in ("", "👍 "):
        assert lines(f"{sign}see it at http://a.example/b", 19)[-1] == "http://a.example/b"


def test_words_with_hyphens_and_stops_stay_whole_where_they_fit() -> None:
    assert lines("the anti-government U.S.-led march", 16) == [
        "the",
        "anti-government",
        "U.S.-led march",
    ]


def test_an_indent_makes_no_blank_row() -> None:
    assert lines("  abcdefgh", 6) == ["  abcd", "efgh"]
    assert lines("  中中中中", 6) == ["  中中", "中中"]


def test_chinese_breaks_between_characters_but_not_before_a_stop() -> None:
    assert lines("中文中文。文", 8) == ["中文中", "文。文"]
    assert lines("中文中「文」", 8) == ["中文中", "「文」"]


def test_no_row_begins_with_closing_or_ends_with_opening_punctuation() -> None:
    text = "彼は「もうだめだ」と言った。ちょっと待って（今）、Rossa氏は50%だ！本当に？"
    for width in range(8, 30):
        for line in lines(text, width):
            assert line[0] not in "」。）、！？っょ%", (width, line)
            assert line[-1] not in "「（", (width, line)


def test_korean_breaks_at_spaces() -> None:
    assert lines("대통령은 화요일에 말했다", 12) == ["대통령은", "화요일에", "말했다"]


def test_marks_stay_with_what_they_belong_to() -> None:
    for width in range(2, 9):
        for line in lines("नमस्ते cafe\u0301s e\u0301\u0323 👩\u200d🚀 \u200bzero", width):
            assert line[0] not in "\u0301\u0323\u200d\u200b\u093f\u0947"


def test_a_blank_paragraph_has_one_row() -> None:
    assert lines("", 10) == [""]
    assert wrap("abc", 3, 3, 10) == ([(3, 3)], True)


@given(TEXTS, st.integers(2, 20))
def test_rows_fit_and_lose_only_spaces(text: str, width: int) -> None:
    rows, _ = wrap(text, 0, len(text), width)
    assert rows[0][0] == 0
    for start, end in rows:
        assert cell_len(text[start:end]) <= width
    for (_, end), (start, _) in itertools.pairwise(rows):
        assert end <= start
        assert not text[end:start].strip(" ")
    assert not text[rows[-1][1] :].strip(" ")


@given(st.text(st.sampled_from("ab é“”  "), max_size=60), st.integers(2, 20))
def test_both_ways_of_wrapping_agree_on_narrow_text(text: str, width: int) -> None:
    """A wide character on its own line makes the other way of wrapping run."""
    narrow, proven = wrap(text, 0, len(text), width)
    assert proven
    wide, proven = wrap(text + "\u0301", 0, len(text) + 1, width)
    assert not proven
    assert [start for start, _ in narrow][:-1] == [start for start, _ in wide][: len(narrow) - 1]

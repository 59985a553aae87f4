"""Nothing that acts on a terminal gets through, and offsets hold."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.articles.printable import printable, printable_line

any_text = st.text(st.characters(exclude_categories=[])) | st.text("\x1b\x07\x9b\x00\t\na\ud800")

# Format characters that are seen, or that shape their neighbours.
KEPT_FORMATS = {0x200C, 0x200D} | {
    *range(0x600, 0x606),
    0x6DD,
    0x70F,
    0x890,
    0x891,
    0x8E2,
    0x110BD,
    0x110CD,
    *range(0x13430, 0x13456),
}


@given(any_text)
def test_length_is_kept_and_newlines_stay(text: str) -> None:
    shown = printable(text)
    assert len(shown) == len(text)
    assert [i for i, c in enumerate(shown) if c == "\n"] == [
        i for i, c in enumerate(text) if c == "\n"
    ]
    assert printable(shown) == shown


@given(any_text)
def test_a_line_is_one_line(text: str) -> None:
    assert "\n" not in printable_line(text)
    assert len(printable_line(text)) == len(text)


def test_every_control_and_format_character_is_replaced() -> None:
    controls = [
        chr(code)
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
        and code not in KEPT_FORMATS
        and code != 0x0A
    ]
    shown = printable("".join(controls))
    assert len(controls) > 2000
    kept = [hex(ord(a)) for a, b in zip(controls, shown, strict=True) if a == b]
    assert kept == []
    assert {unicodedata.category(c) for c in shown} <= {"So", "Zs", "Pd"}


@pytest.mark.parametrize(
    "text",
    [
        "Plain text, “quoted” – and dashed… née, ™ §\xa0€",
        "👩‍👩‍👧 ❤️ 1️⃣ 🇫🇷",
        "می‌خواهم हिन्दी 中文 한국어 العربية",
        "e\u0301 \U000e0100",
    ],
)
def test_honest_text_is_untouched(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x07", "␛[31mred␇"),
        ("a\tb\x00c\x7f", "a b␀c␡"),
        ("\x9b1m\x85", "�1m�"),
        ("\u202eevil\u2066", "�evil�"),
        ("one\u2028two\r", "one␤two␍"),
        ("in\xadfor\u200bmation\ufeff", "in-for mation�"),
        ("\udc80\U000e0041", "��"),
    ],
)
def test_stand_ins(text: str, shown: str) -> None:
    assert printable(text) == shown

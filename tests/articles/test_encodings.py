"""From bytes to text: what is certain, what is guessed, and what is no text."""

import codecs
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.articles.loading.draft import Unreadable
from crossread.articles.loading.encodings import decode, decode_page, known_encoding

FRENCH = (
    "Le président a déclaré que l’entreprise n’avait « pas encore » répondu à la proposition. "
    "Les négociations, engagées cet été, devaient s’achever au plus tôt en décembre.\n"
) * 4
RUSSIAN = "Компания отклонила предложение и назвала другого партнёра, сообщили источники.\n" * 4
JAPANESE = "同社は提案を拒否し、別の会社を技術パートナーに選んだと発表した。\n" * 4

written = st.text(st.characters(exclude_categories=["Cs", "Cc"])).filter(
    lambda text: not text.startswith("\ufeff")
)


@given(written)
def test_utf8_is_certain_and_unchanged(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8", False)


@given(written, st.sampled_from(["\n", "\r\n", "\r"]))
def test_only_newlines_change(text: str, newline: str) -> None:
    lines = [text, "second", ""]
    assert decode(newline.join(lines).encode()).text == "\n".join(lines)


@given(written, st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]))
def test_a_byte_order_mark_is_believed(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert not decoded.guessed


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE])
def test_big_endian_marks(mark: bytes) -> None:
    name = "utf-16-be" if mark == codecs.BOM_UTF16_BE else "utf-32-be"
    assert decode(mark + "Größe".encode(name)).text == "Größe"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_guessed(encoding: str) -> None:
    assert decode("An article in two bytes a letter".encode(encoding)) == (
        "An article in two bytes a letter",
        encoding,
        True,
    )


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(FRENCH, "cp1252"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (JAPANESE, "shift_jis")],
)
def test_legacy_encodings_are_guessed_and_said_to_be(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.guessed


def test_the_user_overrules_the_guess() -> None:
    data = "naïve “café”".encode("cp1252")
    assert decode(data, "cp1252") == ("naïve “café”", "cp1252", False)
    assert decode("naïve".encode(), "latin-1").text == "naÃ¯ve"


def test_an_encoding_that_does_not_fit_is_told() -> None:
    with pytest.raises(Unreadable, match=r"byte 1 does not fit"):
        decode(b"a\xff", "utf-8")
    with pytest.raises(Unreadable, match="no text encoding called 'klingon'"):
        decode(b"a", "klingon")


@pytest.mark.parametrize("name", ["utf-8", "CP1252", "shift_jis", "latin-1"])
def test_known_encodings(name: str) -> None:
    assert known_encoding(name)


@pytest.mark.parametrize("name", ["", "klingon", "base64", "rot13", "a b", "utf-8\x1b", "x" * 99])
def test_unknown_encodings(name: str) -> None:
    assert not known_encoding(name)


def test_lone_surrogates_survive() -> None:
    data = "before \ud800 after".encode("utf-8", "surrogatepass")
    assert decode(data) == ("before \ud800 after", "utf-8", False)


def test_broken_bytes_do_not_change_the_encoding() -> None:
    hostile = b"\x9b31m \x85 " + "\u202e bidi \u2066 [/]".encode()
    assert decode(hostile) == ("\ufffd31m \ufffd \u202e bidi \u2066 [/]", "utf-8", True)
    data = "Déjà vu à Paris, naïvement été".encode() + b"\xff"
    assert decode(data) == ("Déjà vu à Paris, naïvement été\ufffd", "utf-8", True)


@pytest.mark.parametrize(
    "data",
    [
        b"\x1b]0;title\x07\x1b[2J text \x9b31m and more text",
        b"A few \x00 NUL \x00\x00 bytes in an article.",
        b"A NUL \x00 and a legacy byte: caf\xe9, and the text goes on for a while.",
        b"\x1b[31m" * 200,
    ],
)
def test_hostile_text_opens(data: bytes) -> None:
    assert decode(data).text


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(100),
        b"PK\x03\x04\x14\x00\x00\x00",
        b"\x7fELF\x02\x01\x01" + bytes(50) + b"\xff",
        b"\x00" * 100,
        bytes(range(256)) * 8,
        bytes(range(1, 9)) * 30,
        random.Random(1).randbytes(5000),
    ],
)
def test_binary_files_are_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match="not text"):
        decode(data)


def test_no_encoding_makes_a_picture_text() -> None:
    with pytest.raises(Unreadable, match="a PNG picture"):
        decode(b"\x89PNG\r\n\x1a\n" + bytes(100), "latin-1")


@given(st.binary())
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data)
    except Unreadable:
        return
    assert "\r" not in decoded.text
    assert known_encoding(decoded.encoding)


def test_a_page_may_declare_its_encoding() -> None:
    page = '<html><head><meta charset="iso-8859-2"></head><body>Łódź żółć</body></html>'
    assert decode_page(page.encode("iso-8859-2")) == (page, "iso-8859-2", False)
    for wrong in ("klingon", "utf-16"):
        lying = page.replace("iso-8859-2", wrong)
        assert "<body>" in decode_page(lying.encode("iso-8859-2")).text

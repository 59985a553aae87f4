"""From bytes to text: UTF-8 first, byte order marks, then a guess that is recorded as one."""

import codecs
import re
from typing import NamedTuple

from .draft import Unreadable
from .quiet import quieten

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF document", ".pdf"),
    (b"PK\x03\x04", "a ZIP archive (an .epub, .docx or the like)", "its own ending"),
    (b"\x89PNG\r\n", "a PNG picture", ""),
    (b"\xff\xd8\xff", "a JPEG picture", ""),
    (b"GIF8", "a GIF picture", ""),
    (b"\x1f\x8b", "a gzip archive", ""),
    (b"BZh", "a bzip2 archive", ""),
    (b"\xfd7zXZ\x00", "an xz archive", ""),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", ""),
    (b"\x7fELF", "a program", ""),
    (b"SQLite format 3\x00", "an SQLite database", ""),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office document", ""),
)
# C0 controls that written text has no use for; tab, line ends, form feed, backspace and ESC occur.
_ODD_CONTROLS = bytes(code for code in range(32) if code not in b"\b\t\n\f\r\x1b")
_MOSTLY = 0.3  # share of a file's bytes
_NOTICEABLY = 0.05
# In text of another encoding hardly any byte sequence is valid UTF-8 by chance.
_VALID_PER_BROKEN = 1
_DECLARED = re.compile(
    rb"""<(?:meta\b[^>]{0,200}?\bcharset|\?xml\b[^>]{0,200}?\bencoding)\s*=\s*["']?\s*([\w.:+-]+)""",
    re.IGNORECASE,
)
_HEAD_BYTES = 4096
# Of several encodings that suit a text as well, the one that most old files are in is taken.
_COMMONEST = "cp1252"
_NEAR_TIE = 0.1  # of charset-normalizer's coherence, 0 to 1
_SIGN_IN_WORD = re.compile(r"[^\W\d_][¡-©«¬®-´¶¸¹»-¿×÷][^\W\d_]")
_SAMPLE = 65_536  # bytes
_CHARSET_NAME = re.compile(r"[\w.:+-]{1,40}", re.ASCII)


class Decoded(NamedTuple):
    """Text with its newlines normalised, and the encoding it was read in."""

    text: str
    encoding: str
    guessed: bool


def normalise_newlines(text: str) -> str:
    """Drop a leading byte order mark, turn ``\\r\\n`` and ``\\r`` into ``\\n``, and no more."""
    if text.startswith("\ufeff"):
        text = text[1:]
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def decode(data: bytes, encoding: str | None = None, declared: str | None = None) -> Decoded:
    """Decode a file.

    ``encoding`` is the user's word and overrules everything; ``declared`` is what the document
    says of itself and is believed where it fits. Raises `Unreadable` when the bytes are no text,
    or not in the encoding that the user named.
    """
    if encoding is not None:
        return Decoded(normalise_newlines(_decode_as(data, encoding)), encoding, guessed=False)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = None
    if text is not None and "\x00" not in text:
        _refuse_controls(data, _MOSTLY)
        return Decoded(normalise_newlines(text), "utf-8", guessed=False)
    return _decode_other(data, text, declared)


def decode_page(data: bytes, encoding: str | None = None) -> Decoded:
    """Decode HTML or XHTML, which may declare its encoding in its head. Raises `Unreadable`."""
    declared = _DECLARED.search(data, 0, _HEAD_BYTES)
    return decode(data, encoding, declared[1].decode("ascii", "replace") if declared else None)


def known_encoding(name: str) -> bool:
    """Whether ``name`` is a text encoding that Python knows."""
    if not _CHARSET_NAME.fullmatch(name):
        return False
    try:
        "".encode(name)
    except (LookupError, ValueError):
        return False
    return True


def _decode_as(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"is not in {encoding} (byte {error.start:,} does not fit); "
            "leave --encoding out or name another one"
        ) from error
    except (LookupError, ValueError) as error:
        raise Unreadable(
            f"cannot be decoded: there is no text encoding called {encoding!r}; "
            "name one such as utf-8, cp1252, cp1251 or shift_jis"
        ) from error


def _decode_other(data: bytes, utf8: str | None, declared: str | None) -> Decoded:
    """Everything that is not plainly UTF-8: ``utf8`` is set when only NUL bytes are in the way."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Decoded(normalise_newlines(_decode_marked(data, name)), name, guessed=False)
    _refuse_signatures(data)
    wide = _wide_encoding(data)
    if wide:
        return Decoded(normalise_newlines(data.decode(wide, "replace")), wide, guessed=True)
    _refuse_controls(data, _NOTICEABLY if utf8 is None else _MOSTLY)
    if utf8 is not None:
        return Decoded(normalise_newlines(utf8), "utf-8", guessed=False)
    text, name, guessed = _decode_legacy(data, declared)
    return Decoded(normalise_newlines(text), name, guessed)


def _decode_marked(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return data.decode(encoding, "replace")


def _decode_legacy(data: bytes, declared: str | None) -> Decoded:
    """Bytes that are no strict UTF-8: lone surrogates, a few broken bytes, or an old encoding."""
    try:
        return Decoded(data.decode("utf-8", "surrogatepass"), "utf-8", guessed=False)
    except UnicodeDecodeError:
        pass
    if declared and known_encoding(declared):
        try:
            if b"<a>".decode(declared) != "<a>":  # a declaration in ASCII that says UTF-16 errs
                raise UnicodeError
            return Decoded(data.decode(declared), declared.lower(), guessed=False)
        except UnicodeError:
            pass
    mended = data.decode("utf-8", "replace")
    broken = mended.count("\ufffd")
    valid = sum(1 for character in mended if character > "\x7f") - broken
    if valid >= _VALID_PER_BROKEN * broken:
        return Decoded(mended, "utf-8", guessed=True)
    return _guess(data)


def _guess(data: bytes) -> Decoded:
    """charset-normalizer's best match, or a match as good that is commoner and reads better."""
    quieten()
    from charset_normalizer import from_bytes

    matches = from_bytes(data)
    best = matches.best()
    if best is None:
        return Decoded(data.decode("latin-1"), "latin-1", guessed=True)  # any byte has a meaning
    rivals = [
        name
        for match in matches
        if match.chaos <= best.chaos and match.coherence >= best.coherence - _NEAR_TIE
        for name in (match.encoding, *match.could_be_from_charset)
    ]
    rivals.sort(key=lambda name: name != _COMMONEST)
    name = next((n for n in rivals if not _reads_badly(data, n)), best.encoding)
    return Decoded(data.decode(name, "replace"), name, guessed=True)


def _reads_badly(data: bytes, encoding: str) -> bool:
    return _SIGN_IN_WORD.search(data[:_SAMPLE].decode(encoding, "replace")) is not None


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a byte order mark shows as NUL in (nearly) every second byte of Latin text."""
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    if half < 2 or b"\x00" not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _refuse_signatures(data: bytes) -> None:
    for signature, name, ending in _SIGNATURES:
        if data.startswith(signature):
            remedy = f"give it {ending}" if ending else "convert it to text first"
            raise Unreadable(f"is {name}, not text; {remedy}")


def _refuse_controls(data: bytes, share: float) -> None:
    odd = len(data) - len(data.translate(None, _ODD_CONTROLS))
    if odd > share * len(data):
        raise Unreadable(
            f"is binary, not text ({odd:,} of {len(data):,} bytes are control bytes); "
            "convert it to text first"
        )

"""From bytes to text: UTF-8 first, byte order marks, then a guess that is recorded as one."""

import codecs
import re
from typing import NamedTuple

from .binary import refuse_controls, refuse_signatures
from .draft import Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = (
    rb"""<(?:meta\b[^>]{0,200}?\bcharset|\?xml\b[^>]{0,200}?\bencoding)\s*=\s*["']?\s*([\w.:+-]+)"""
)
_HEAD_BYTES = 4096
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
        refuse_signatures(data)
        return Decoded(normalise_newlines(_decode_as(data, encoding)), encoding, guessed=False)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = None
    if text is not None and "\x00" not in text:
        refuse_controls(data, valid_utf8=True)
        return Decoded(normalise_newlines(text), "utf-8", guessed=False)
    return _decode_other(data, text, declared)


def decode_page(data: bytes, encoding: str | None = None) -> Decoded:
    """Decode HTML or XHTML, which may declare its encoding in its head. Raises `Unreadable`."""
    declared = re.search(_DECLARED, data[:_HEAD_BYTES], re.IGNORECASE)
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
    from .guessing import guess_encoding, wide_encoding  # which few files need

    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decoded(data, name, guessed=False)
    refuse_signatures(data)
    wide = wide_encoding(data)
    if wide:
        return _decoded(data, wide, guessed=True)
    refuse_controls(data, valid_utf8=utf8 is not None)
    if utf8 is not None:
        return Decoded(normalise_newlines(utf8), "utf-8", guessed=False)
    if _fits(data, "utf-8", "surrogatepass"):
        return _decoded(data, "utf-8", guessed=False, errors="surrogatepass")
    # What declares its encoding in ASCII errs when it says UTF-16.
    if declared and _fits(b"<a>", declared) and _fits(data, declared):
        return _decoded(data, declared.lower(), guessed=False)
    if _mostly_utf8(data):
        return _decoded(data, "utf-8", guessed=True)
    return _decoded(data, guess_encoding(data), guessed=True)


def _decoded(data: bytes, encoding: str, guessed: bool, errors: str = "replace") -> Decoded:
    return Decoded(normalise_newlines(data.decode(encoding, errors)), encoding, guessed)


def _fits(data: bytes, encoding: str, errors: str = "strict") -> bool:
    try:
        return known_encoding(encoding) and bool(data.decode(encoding, errors))
    except UnicodeError:
        return False


def _mostly_utf8(data: bytes) -> bool:
    """Whether bytes are broken in UTF-8: in another encoding few would be valid by chance."""
    mended = data.decode("utf-8", "replace")
    broken = mended.count("\ufffd")
    return sum(1 for character in mended if character > "\x7f") - broken >= broken

"""What is no text: signatures of other formats, and too many control bytes."""

from .draft import Unreadable

_SIGNATURES = (
    (b"%PDF-", "a PDF document", ".pdf"),
    (b"PK\x03\x04", "a ZIP archive (an .epub, .docx or the like)", "its own ending"),
    (b"\x89PNG\r\n", "a PNG picture", ""),
    (b"\xff\xd8\xff", "a JPEG picture", ""),
    (b"GIF87a", "a GIF picture", ""),
    (b"GIF89a", "a GIF picture", ""),
    (b"\x1f\x8b", "a gzip archive", ""),
    (b"BZh91AY&SY", "a bzip2 archive", ""),
    (b"\xfd7zXZ\x00", "an xz archive", ""),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", ""),
    (b"\x7fELF", "a program", ""),
    (b"SQLite format 3\x00", "an SQLite database", ""),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office document", ""),
)
# C0 controls that written text has no use for; tab, line ends, form feed, backspace and ESC occur.
_ODD_CONTROLS = bytes(code for code in range(32) if code not in b"\b\t\n\f\r\x1b")
_MOST_IN_UTF8 = 0.3  # share of a file's bytes: a hostile text opens
_MOST_IN_OTHERS = 0.05  # any bytes at all are valid in some encoding


def refuse_signatures(data: bytes) -> None:
    """Raise `Unreadable` when the bytes begin as those of a known format do."""
    for signature, name, ending in _SIGNATURES:
        if data.startswith(signature):
            remedy = f"give it {ending}" if ending else "convert it to text first"
            raise Unreadable(f"is {name}, not text; {remedy}")


def refuse_controls(data: bytes, valid_utf8: bool) -> None:
    """Raise `Unreadable` when more of the bytes are control bytes than any text has."""
    odd = len(data) - len(data.translate(None, _ODD_CONTROLS))
    if odd > (_MOST_IN_UTF8 if valid_utf8 else _MOST_IN_OTHERS) * len(data):
        raise Unreadable(
            f"is binary, not text ({odd:,} of {len(data):,} bytes are control bytes); "
            "convert it to text first"
        )

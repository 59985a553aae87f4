"""Text that may reach a terminal: same length, no code point that acts on it.

Replaced are all control and format characters (C0, DEL, C1, bidi controls, tag characters, line
separators, invisible operators), lone surrogates and noncharacters, each by one visible character
of one cell: a picture of the control where Unicode has one, else U+FFFD. Three are common in
honest web text and get what a reader expects there: a tab and a zero-width space become a space,
a soft hyphen becomes a hyphen.

Kept are the invisible characters that shape the letters and emoji around them and never stand
alone in a grapheme cluster: zero-width joiner and non-joiner, variation selectors, combining marks;
and the visible format characters of Arabic, Syriac, Kaithi and Egyptian.
"""

import re

_UNKNOWN = 0xFFFD
_PICTURES = 0x2400  # pictures of the C0 controls, in their order
_NEWLINE_PICTURE = 0x2424

_STAND_INS: dict[int, int] = {
    **{code: _PICTURES + code for code in range(0x20)},
    0x7F: 0x2421,
    0x09: 0x20,
    0x200B: 0x20,
    0xAD: 0x2D,
    0x2028: _NEWLINE_PICTURE,
    0x2029: _NEWLINE_PICTURE,
}
_UNSAFE = (
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad"
    "\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff0-\ufffb\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff]+"
)


class _StandIns(dict[int, int]):
    def __missing__(self, code: int) -> int:
        return _UNKNOWN


_TABLE = _StandIns(_STAND_INS)


def printable(text: str) -> str:
    """Replace every control character except ``\\n`` one for one by a visible stand-in.

    The result has the same length: offsets hold. Applying it twice changes nothing more.
    """
    if text.replace("\n", "").isprintable():  # strict, but four times as fast on megabytes
        return text
    # Few texts get here, so nothing is compiled before.
    return re.sub(_UNSAFE, lambda run: run[0].translate(_TABLE), text)


def printable_line(text: str) -> str:
    """Like `printable`, for places that hold one line: ``\\n`` becomes a space too."""
    return printable(text).replace("\n", " ")

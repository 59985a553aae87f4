"""Text that may reach a terminal: same length, no code point that acts on it."""

import re

# U+2400.. are pictures of the C0 controls; everything else that has no picture becomes U+FFFD.
_REPLACEMENT = 0xFFFD
_STAND_INS: dict[int, int] = {
    **{code: 0x2400 + code for code in range(0x20) if code != 0x0A},
    0x09: 0x20,
    0x7F: 0x2421,
    **dict.fromkeys(range(0x80, 0xA0), _REPLACEMENT),
    0x061C: _REPLACEMENT,
    **dict.fromkeys((0x200E, 0x200F), _REPLACEMENT),
    0x2028: 0x2424,
    0x2029: 0x2424,
    **dict.fromkeys(range(0x202A, 0x202F), _REPLACEMENT),
    **dict.fromkeys(range(0x2066, 0x206A), _REPLACEMENT),
    **dict.fromkeys(range(0xD800, 0xE000), _REPLACEMENT),
    **dict.fromkeys(range(0xFFF9, 0xFFFC), _REPLACEMENT),
    0xFEFF: _REPLACEMENT,
    **dict.fromkeys(range(0xE0000, 0xE0080), _REPLACEMENT),
}
_UNSAFE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def printable(text: str) -> str:
    """Replace every control character except ``\\n`` one for one by a visible stand-in.

    Covers C0 (a tab becomes one space), DEL, C1, bidi controls, tag characters, lone surrogates
    and line separators other than ``\\n``. The result has the same length: offsets hold.
    """
    return text.translate(_STAND_INS) if _UNSAFE.search(text) else text


def printable_line(text: str) -> str:
    """Like `printable`, for places that hold one line: ``\\n`` becomes a space too."""
    return printable(text).replace("\n", " ")

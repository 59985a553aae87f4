"""Which encoding old files are in: a guess, to be recorded and shown as one."""

import re

from .quiet import quieten

# Of several encodings that suit a text as well, the one that most old files are in is taken.
_COMMONEST = "cp1252"
_NEAR_TIE = 0.1  # of charset-normalizer's coherence, 0 to 1
_SIGN_IN_WORD = re.compile(r"[^\W\d_][¡-©«¬®-´¶¸¹»-¿×÷][^\W\d_]")
_SAMPLE = 65_536  # bytes


def guess_encoding(data: bytes) -> str:
    """charset-normalizer's best match, or a match as good that is commoner or reads better."""
    quieten()
    from charset_normalizer import from_bytes

    matches = from_bytes(data)
    best = matches.best()
    if best is None:
        return "latin-1"  # where every byte has a meaning
    rivals = [
        name
        for match in matches
        if match.chaos <= best.chaos and match.coherence >= best.coherence - _NEAR_TIE
        for name in (match.encoding, *match.could_be_from_charset)
    ]
    rivals.sort(key=lambda name: name != _COMMONEST)
    return next((name for name in rivals if not _reads_badly(data, name)), best.encoding)


def wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: NUL in (nearly) every second byte of Latin text."""
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


def _reads_badly(data: bytes, encoding: str) -> bool:
    """Whether signs such as ``³`` stand inside words, as they do in text of another encoding."""
    return _SIGN_IN_WORD.search(data[:_SAMPLE].decode(encoding, "replace")) is not None

"""From a passage to a claim's statement, and from a statement to a short stable id."""

import re
import unicodedata
from collections.abc import Container

from ..articles.printable import printable_line

STATEMENT_LENGTH = 160
"""Code points of a pre-filled statement; one typed by hand may be longer."""

ID_LENGTH = 40
"""Characters of a claim's id."""

_MARKS = {"“": "”", "‘": "’", "«": "»", "„": "“", '"': '"', "'": "'"}
_PAIRS = (("“", "”"), ("«", "»"), ('"', '"'))
_EDGES = " ,;:–—-•*"
_POSSESSIVE = re.compile(r"'s\b")
_ABBREVIATION = re.compile(r"\.\w+\.$")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WORD = re.compile(r"[a-z0-9]+")
_SMALL_WORDS = frozenset(
    _WORD.findall(
        "a an and are as at be been but by for from had has have he her his in is it its of on or"
        " she that the their they this to was were which who will with"
    )
)


def tidy_statement(passage: str, length: int = STATEMENT_LENGTH) -> str:
    """A passage as a statement: one line, no marks around it, cut at a word with ``…`` if long."""
    text = _without_half_marks(_trimmed(" ".join(printable_line(passage).split())))
    while len(text) > 1 and _MARKS.get(text[0]) == text[-1] and _encloses(text):
        text = _trimmed(text[1:-1])
    if len(text) <= length:
        return text
    head = text[: length - 1]
    at_word = head.rsplit(" ", 1)[0] if " " in head[length // 2 :] else head
    return at_word.rstrip(_EDGES) + "…"


def claim_id(statement: str, taken: Container[str]) -> str:
    """A slug for a new claim: ASCII, at most 40 characters, not in ``taken``.

    Made of the statement's words without the small ones; ``claim`` where none are left (other
    scripts); a slug stays as it is. It does not change when the statement is reworded.
    """
    slug = _slug(statement)
    if slug not in taken:
        return slug
    number = 2
    while True:
        suffix = f"-{number}"
        candidate = slug[: ID_LENGTH - len(suffix)].rstrip("-") + suffix
        if candidate not in taken:
            return candidate
        number += 1


def _slug(statement: str) -> str:
    if len(statement) <= ID_LENGTH and _SLUG.fullmatch(statement):
        return statement
    folded = unicodedata.normalize("NFKD", statement).replace("’", "'").lower()
    plain = _POSSESSIVE.sub("", folded).replace("'", "").encode("ascii", "ignore").decode("ascii")
    words = _WORD.findall(plain)
    return _join([word for word in words if word not in _SMALL_WORDS] or words) or "claim"


def _trimmed(text: str) -> str:
    """Without dashes and blanks at the ends, and without a full stop that is no abbreviation's."""
    text = text.strip(_EDGES)
    stopped = text.endswith(".") and not _ABBREVIATION.search(text)
    return text[:-1].rstrip(_EDGES) if stopped else text


def _without_half_marks(text: str) -> str:
    """Without a mark at either end whose partner the passage cuts off."""
    for opening, closing in _PAIRS:
        if text.startswith(opening) and closing not in text[1:]:
            text = _trimmed(text[1:])
        if text.endswith(closing) and opening not in text[:-1]:
            text = _trimmed(text[:-1])
    return text


def _encloses(text: str) -> bool:
    """Whether the marks at both ends are one pair, not two quotations."""
    return text[0] not in text[1:-1] and text[-1] not in text[1:-1]


def _join(words: list[str]) -> str:
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:ID_LENGTH]
        if len(longer) > ID_LENGTH:
            break
        slug = longer
    return slug

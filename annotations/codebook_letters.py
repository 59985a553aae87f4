"""Keys and letters of tags: what is allowed, and which is still free."""

import unicodedata
from collections.abc import Container
from string import ascii_uppercase, digits

KEYS = "123456789"
"""Keys given to new tags; others can be chosen by hand."""


def is_key(key: str) -> bool:
    """Whether ``key`` may apply a tag: one printable character that is no blank."""
    return len(key) == 1 and unicodedata.category(key)[0] in "LNPS"


def is_letter(letter: str) -> bool:
    """Whether ``letter`` may stand for a tag: one printable character, one terminal cell wide."""
    return is_key(letter) and unicodedata.east_asian_width(letter) not in "WF"


def free_key(taken: Container[str]) -> str:
    """The first of `KEYS` not ``taken``; empty when all are."""
    return next((key for key in KEYS if key not in taken), "")


def free_letter(tag_id: str, taken: Container[str]) -> str:
    """A letter for a tag: from its id if one is free, else any; empty when all are taken."""
    wanted = (letter for letter in tag_id.upper() if letter.isalpha() and is_letter(letter))
    for letter in (*wanted, *ascii_uppercase, *digits):
        if letter not in taken:
            return letter
    return ""

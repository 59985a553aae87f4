"""What a codebook must keep to, whether it is read from a file or changed in the reader."""

import re
import unicodedata
from collections.abc import Container
from dataclasses import replace
from string import ascii_uppercase, digits
from typing import NamedTuple

from ..articles.printable import printable_line
from .codebook import THEME_COLOURS, Attribute, Codebook, Tag

KEYS = "123456789"
"""Keys given to new tags; others can be chosen by hand."""

MAX_ID_LENGTH = 100

_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_UNIQUE = {
    "id": "rename or remove one of them",
    "key": "give one of them another key",
    "letter": "give one of them another letter",
}


class CodebookError(ValueError):
    """A codebook that cannot be used: ``message`` is one sentence with the remedy.

    Of a file it names file and line. ``line`` counts from 1; ``None`` when the fault has no line.
    """

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


class Fault(NamedTuple):
    """What is wrong: the ``number``-th (from 0) table of a ``kind``, its ``key``, a sentence."""

    kind: str
    number: int
    key: str
    what: str


def is_id(value: str) -> bool:
    """Whether ``value`` may be the id of a tag or an attribute."""
    return 0 < len(value) <= MAX_ID_LENGTH and value == value.strip() and value.isprintable()


def is_colour(value: str) -> bool:
    """Whether ``value`` is a theme colour, ``#rgb`` or ``#rrggbb``."""
    return value in THEME_COLOURS or _HEX.fullmatch(value) is not None


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


def first_fault(codebook: Codebook) -> Fault | None:
    """The first breach of the rules, or ``None``."""
    for number, tag in enumerate(codebook.tags):
        if found := _tag_fault(tag):
            return Fault("tag", number, *found)
    for number, attribute in enumerate(codebook.attributes):
        if found := _id_fault(attribute.id):
            return Fault("attribute", number, *found)
    return _double("tag", codebook.tags, *_UNIQUE) or _double(
        "attribute", codebook.attributes, "id"
    )


def settled(codebook: Codebook) -> Codebook:
    """With keys and letters unique again after two people's tags came together; earlier tags win.

    A later tag loses its key and gets a free letter.
    """
    keys: set[str] = set()
    letters: set[str] = set()
    every_letter = {tag.letter for tag in codebook.tags}
    tags: list[Tag] = []
    for tag in codebook.tags:
        key = "" if tag.key in keys else tag.key
        letter = tag.letter
        if letter and letter in letters:
            letter = free_letter(tag.id, every_letter | letters)
        keys.add(key)
        letters.add(letter)
        tags.append(replace(tag, key=key, letter=letter))
    return replace(codebook, tags=tuple(tags))


def _id_fault(item_id: str) -> tuple[str, str] | None:
    if is_id(item_id):
        return None
    shown = printable_line(item_id)[:MAX_ID_LENGTH]
    return "id", f'the id "{shown}" is not 1 to {MAX_ID_LENGTH} visible characters; choose another'


def _tag_fault(tag: Tag) -> tuple[str, str] | None:
    if found := _id_fault(tag.id):
        return found
    name = f'tag "{tag.id}"'
    if tag.key and not is_key(tag.key):
        return "key", f"the key of {name} is not one character; write one of 1 to 9"
    if tag.letter and not is_letter(tag.letter):
        remedy = f'write letter = "{free_letter(tag.id, ())}"'
        return "letter", f"the letter of {name} is not one narrow character; {remedy}"
    if tag.colour and not is_colour(tag.colour):
        remedy = f"write #rrggbb or one of {', '.join(THEME_COLOURS)}"
        return "colour", f'{name} has an unknown colour, "{printable_line(tag.colour)}"; {remedy}'
    return None


def _double(kind: str, items: tuple[Tag, ...] | tuple[Attribute, ...], *keys: str) -> Fault | None:
    for key in keys:
        first: dict[str, str] = {}
        for number, item in enumerate(items):
            value: str = getattr(item, key)
            if not value:
                continue
            if other := first.get(value):
                used = "stands twice" if key == "id" else f'is used by "{other}" and "{item.id}"'
                what = f'the {kind} {key} "{printable_line(value)}" {used}; {_UNIQUE[key]}'
                return Fault(kind, number, key, what)
            first[value] = item.id
    return None

"""The tags and attributes in use."""

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import Any

from ..articles.record import record

THEME_COLOURS = (
    "primary",
    "secondary",
    "accent",
    "success",
    "warning",
    "error",
    "foreground",
)
"""Colours that a tag may take from the theme; ``#rgb`` and ``#rrggbb`` are the others."""

OWN_FIELDS = ("speaker", "cue")
"""Attributes that every annotation has a field of its own for; their ids cannot change."""


class Role(StrEnum):
    """What a tag means to the claim board and to progress; `NONE` means nothing to them.

    The first three are *stances*: how an article stands to a claim.
    """

    NONE = ""
    AFFIRMS = "affirms"
    DENIES = "denies"
    OPEN = "open"
    """A stance that neither affirms nor denies, such as reporting or speculating."""
    CHECK = "check"
    """The passage needs checking."""


STANCES = frozenset((Role.AFFIRMS, Role.DENIES, Role.OPEN))

_DEFAULT_ROLES = {
    "asserts": Role.AFFIRMS,
    "reports": Role.OPEN,
    "denies": Role.DENIES,
    "speculates": Role.OPEN,
    "checks": Role.CHECK,
}


def _nothing() -> Mapping[str, Any]:
    return {}


@record
class Tag:
    """One tag: ``id`` is stored in sidecars, ``key`` applies it, ``letter`` stands for it.

    A retired tag has no key and is no longer offered, but is still shown where it was used.
    ``role`` may stay empty for the default tags: see `Codebook.role`. ``extra`` keeps keys of the
    file that this program does not know, ``comments`` its comments (see `codebook_layout`).
    """

    id: str
    key: str = ""
    letter: str = ""
    colour: str = ""
    definition: str = ""
    retired: bool = False
    role: Role = Role.NONE
    extra: Mapping[str, Any] = field(default_factory=_nothing, hash=False)
    comments: Mapping[str, str] = field(default_factory=_nothing, hash=False)


@record
class Attribute:
    """A named value that an annotation may carry beside its tags.

    ``values`` are those offered; empty means free text. See `Tag` for the others.
    """

    id: str
    definition: str = ""
    values: tuple[str, ...] = ()
    retired: bool = False
    extra: Mapping[str, Any] = field(default_factory=_nothing, hash=False)
    comments: Mapping[str, str] = field(default_factory=_nothing, hash=False)


@record
class Codebook:
    """The tags and attributes in use, in the order shown.

    ``version`` counts the coders' own revisions of the codebook; nothing in the program reads it.
    """

    name: str = "Claims"
    version: int = 1
    tags: tuple[Tag, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=_nothing, hash=False)
    comments: Mapping[str, str] = field(default_factory=_nothing, hash=False)

    def tag(self, tag_id: str) -> Tag | None:
        """The tag with this id, or ``None`` when the codebook does not define it."""
        return next((tag for tag in self.tags if tag.id == tag_id), None)

    def tag_for_key(self, key: str) -> Tag | None:
        """The tag that this key applies, or ``None``."""
        return next((tag for tag in self.tags if key and tag.key == key), None)

    def attribute(self, attribute_id: str) -> Attribute | None:
        """The attribute with this id, or ``None`` when the codebook does not define it."""
        return next((found for found in self.attributes if found.id == attribute_id), None)

    def letter(self, tag_id: str) -> str:
        """The letter that shows a tag; for one not defined here, its initial in lower case."""
        tag = self.tag(tag_id)
        return tag.letter if tag and tag.letter else initial(tag_id).lower()

    def role(self, tag_id: str) -> Role:
        """The role of a tag; the default tags keep theirs even where the codebook says nothing."""
        tag = self.tag(tag_id)
        return (tag.role if tag else Role.NONE) or _DEFAULT_ROLES.get(tag_id, Role.NONE)


def initial(tag_id: str) -> str:
    """What stands for a tag that is not defined: its first letter, as a capital if it has one.

    ``?`` where that is a control character, a blank, or anything else but one cell wide.
    """
    first = tag_id[:1]
    if first.isascii():
        return first.upper() if first.isprintable() and not first.isspace() and first else "?"
    from .codebook_rules import is_letter  # which imports this module

    return next(filter(is_letter, (first.upper(), first)), "?")


DEFAULT_CODEBOOK = Codebook(
    tags=(
        Tag("asserts", "1", "A", "success", "The article states it in its own voice."),
        Tag("reports", "2", "R", "primary", "The article says that somebody says so."),
        Tag("denies", "3", "D", "error", "The article denies it."),
        Tag("speculates", "4", "S", "warning", "The article says that it may be so."),
        Tag("quotes", "5", "Q", "secondary", "Somebody's words, quoted."),
        Tag("opinion", "6", "O", "accent", "A judgement, not a fact."),
        Tag("checks", "7", "?", "foreground", "Needs checking."),
    ),
    attributes=(Attribute("speaker", "Who says it, as the article names them."),),
)

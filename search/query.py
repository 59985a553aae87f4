"""What a query is once it is understood: a tree of frozen nodes.

A word, a prefix or a fuzzy word is a `Phrase` of one `Atom`, so evaluation and highlighting
know one kind of leaf.
"""

from collections.abc import Iterator
from enum import Enum, auto

from ..articles.record import record
from .analyzer import stem_of

TEXT = "text"
"""The field searched when a query names none: the article's text, and its title."""

STEMMED_FIELDS = frozenset({TEXT, "title", "note"})
"""Fields that hold prose; words of the others (names, tags) are compared as written."""

FIELDS = (TEXT, "title", "note", "outlet", "author", "tag", "claim", "speaker")
"""Every field that holds words; ``date`` stands beside them."""


def forms_field(field: str) -> str:
    """The index field that holds a field's forms; the field itself when it is not stemmed."""
    return f"{field}_forms" if field in STEMMED_FIELDS else field


class Kind(Enum):
    """How an atom is compared with the words of a text."""

    WORD = auto()
    PREFIX = auto()
    TYPED = auto()
    """The word being typed: a prefix, or the word itself with its other endings."""
    WILDCARD = auto()
    FUZZY = auto()


@record
class Atom:
    """One word of a query. ``value`` is a form, for a wildcard a form with ``*`` and ``?``.

    ``distance`` is the number of letters that may differ in a fuzzy word.
    """

    kind: Kind
    value: str
    distance: int = 0

    def term(self, field: str) -> str:
        """The index term of a plain word in ``field``."""
        return stem_of(self.value) if field in STEMMED_FIELDS else self.value


@record
class Phrase:
    """Words next to each other, in order, in one field; one atom is a word by itself."""

    field: str
    atoms: tuple[Atom, ...]


@record
class Dates:
    """Articles dated ``[first, last]`` in proleptic Gregorian ordinals; ``None`` leaves it open."""

    first: int | None
    last: int | None


@record
class Anything:
    """Every article that has a word in ``field`` (``tag:*``); without a field, every article."""

    field: str = ""


@record
class Not:
    """Articles that do not answer ``part``."""

    part: "Node"


@record
class And:
    """Articles that answer every part."""

    parts: tuple["Node", ...]


@record
class Or:
    """Articles that answer some part."""

    parts: tuple["Node", ...]


Node = Phrase | Dates | Anything | Not | And | Or


def wanted_phrases(node: Node | None) -> Iterator[Phrase]:
    """The phrases an answer may show: all but those under ``NOT``, in query order."""
    match node:
        case Phrase():
            yield node
        case And(parts) | Or(parts):
            for part in parts:
                yield from wanted_phrases(part)
        case _:
            return

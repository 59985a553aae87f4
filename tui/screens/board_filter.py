"""What is typed to filter the claim board. No Textual."""

from collections.abc import Iterable, Mapping, Sequence

from ...annotations.board import Filter
from ...annotations.codebook import Codebook
from ...annotations.model import Annotation

FIELDS = ("tag", "outlet", "by")
"""``by`` names annotators."""


class FilterError(ValueError):
    """A filter that cannot be read; one short sentence that says what there is."""


def parse_filter(text: str) -> Filter:
    """``tag:denies outlet:wire by:rivera`` and words of claims as a filter; ``_`` is a blank.

    Raises `FilterError` for a field that there is not, and for one without a value.
    """
    found: dict[str, set[str]] = {name: set() for name in FIELDS}
    words: list[str] = []
    for word in text.split():
        name, colon, value = word.partition(":")
        field = name.lower()
        if not colon or not name.isalpha():
            words.append(word)
        elif field not in found:
            raise FilterError(f"no field “{name}”: {', '.join(FIELDS)}")
        elif not value:
            raise FilterError(f"“{field}:” needs a word right after it")
        else:
            found[field].add(value.replace("_", " "))
    tags, outlets, annotators = (frozenset(found[name]) for name in FIELDS)
    return Filter(tags, outlets, annotators, tuple(words))


def trouble_in(text: str) -> str:
    """What is wrong with a filter as typed, or nothing."""
    try:
        parse_filter(text)
    except FilterError as error:
        return str(error)
    return ""


def meant(
    typed: Filter,
    outlets: Iterable[tuple[str, str]],
    annotations: Mapping[str, Sequence[Annotation]],
    codebook: Codebook,
) -> Filter:
    """The filter with the names that its words stand for.

    ``outlets`` are pairs of what an article is called and of what the board knows it by.
    """
    if typed == Filter():
        return typed
    every = [made for found in annotations.values() for made in found]
    tags = {tag.id for tag in codebook.tags}.union(*(made.tags for made in every))
    return Filter(
        _names(typed.tags, ((tag, tag) for tag in tags)),
        _names(typed.outlets, outlets),
        _names(typed.annotators, ((name, name) for name in {made.creator for made in every})),
        typed.words,
    )


def _names(typed: Iterable[str], known: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The known names that are called so, else those that hold the word; else the word itself."""
    called = [(_folded(name), known_by) for name, known_by in known]
    found: set[str] = set()
    for word in typed:
        wanted = _folded(word)
        same = {known_by for name, known_by in called if name == wanted}
        found |= same or {known_by for name, known_by in called if wanted in name} or {word}
    return frozenset(found)


def _folded(name: str) -> str:
    return name.replace("_", " ").casefold()

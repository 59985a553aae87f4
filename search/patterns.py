"""Which forms an atom of a query stands for."""

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from .analyzer import stem_of
from .query import Atom, Kind


def accepted(atom: Atom, forms: Collection[str], *, stemmed: bool) -> set[str]:
    """Those of the ``forms``, words of a text, that the atom asks for."""
    value = atom.value
    match atom.kind:
        case Kind.WORD | Kind.TYPED:
            stem = stem_of(value) if stemmed else value
            found = {form for form in forms if (stem_of(form) if stemmed else form) == stem}
            if atom.kind is Kind.TYPED:
                found.update(form for form in forms if form.startswith(value))
            return found
        case Kind.PREFIX:
            return {form for form in forms if form.startswith(value)}
        case Kind.WILDCARD:
            return set(filter(wildcard(value).fullmatch, forms))
        case Kind.FUZZY:
            choices = list(forms)
            return {choices[index] for index in alike(atom, choices)}


@lru_cache(maxsize=64)
def wildcard(pattern: str) -> "re.Pattern[str]":
    """The regular expression of a wildcard.

    Every ``*`` takes the shortest stretch before what follows and never gives it back, so that no
    pattern takes more than linear time.
    """
    pieces = [re.escape(piece).replace(r"\?", "[^\n]") for piece in pattern.split("*")]
    first, *others = pieces
    if not others:
        return re.compile(first)
    *middle, last = others
    lazy = "".join(f"(?>[^\\n]*?{piece})" for piece in middle)
    return re.compile(f"{first}{lazy}[^\\n]*{last}")


def alike(atom: Atom, forms: Sequence[str]) -> list[int]:
    """Which of ``forms`` a fuzzy word stands for.

    The first letter is the same, and at most ``atom.distance`` others are added, left out,
    changed or swapped with their neighbour.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    if atom.distance == 0:
        return [index for index, form in enumerate(forms) if form == atom.value]
    found = process.extract(
        atom.value, forms, scorer=OSA.distance, score_cutoff=atom.distance, limit=None
    )
    return [index for form, _, index in found if form[:1] == atom.value[:1]]

"""Which forms an atom of a query stands for."""

import re
from functools import lru_cache

from .analyzer import stem_of
from .query import Atom, Kind


def accepts(atom: Atom, form: str, *, stemmed: bool) -> bool:
    """Whether ``form``, a word of a text, is one the atom asks for."""
    match atom.kind:
        case Kind.WORD:
            return stem_of(form) == stem_of(atom.value) if stemmed else form == atom.value
        case Kind.PREFIX:
            return form.startswith(atom.value)
        case Kind.TYPED:
            same = stemmed and stem_of(form) == stem_of(atom.value)
            return same or form.startswith(atom.value)
        case Kind.WILDCARD:
            return wildcard(atom.value).fullmatch(form) is not None
        case Kind.FUZZY:
            return is_like(atom, form)


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


def is_like(atom: Atom, form: str) -> bool:
    """Whether at most ``atom.distance`` letters differ; the first letter is the same."""
    from rapidfuzz.distance import OSA

    wanted, limit = atom.value, atom.distance
    if form[:1] != wanted[:1] or abs(len(form) - len(wanted)) > limit:
        return False
    return OSA.distance(wanted, form, score_cutoff=limit) <= limit

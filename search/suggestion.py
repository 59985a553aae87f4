"""Did you mean?"""

import re

from .analyzer import words
from .query import Atom, Kind, Node, wanted_phrases
from .vocabulary import Vocabulary

_NEAR = re.compile(r"\b(\w+) NEAR(?:/\d+)? (\w+)\b")


def suggestion(query: str, node: Node, vocabulary: Vocabulary) -> str:
    """The query with each word that no article has replaced by the nearest that some have."""
    if near := _NEAR.search(query):  # other programs' operator
        return f'{query[: near.start()]}"{near[1]} {near[2]}"{query[near.end() :]}'
    better = query
    for phrase in wanted_phrases(node):
        for atom in phrase.atoms:
            missing = not vocabulary.frequency(phrase.field, atom.term(phrase.field))
            if atom.kind is Kind.WORD and len(atom.value) > 2 and missing:
                better = _replaced(better, atom.value, _nearest(phrase.field, atom, vocabulary))
    return "" if better == query else better


def _nearest(field: str, atom: Atom, vocabulary: Vocabulary) -> str:
    for distance in (1, 2):
        forms = vocabulary.forms(field, Atom(Kind.FUZZY, atom.value, distance))
        if forms:
            return forms.most_common(1)[0][0]
    return ""


def _replaced(query: str, form: str, better: str) -> str:
    found = words(query)
    for index, written in enumerate(found.forms):
        if better and written == form:
            return query[: found.starts[index]] + better + query[found.ends[index] :]
    return query

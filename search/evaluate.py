"""Answering a query tree from one segment of the index: sets of documents, scored by BM25."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Protocol

from .query import STEMMED_FIELDS, And, Anything, Atom, Dates, Kind, Node, Not, Or, Phrase

K1 = 1.2
"""How soon another occurrence of a word stops adding to the score."""
B = 0.75
"""How much a long article's words count less."""


class Segment(Protocol):
    """A part of the index; documents are numbered from 0 within it."""

    count: int
    """Documents in the segment, deleted ones too."""

    deleted: frozenset[int]
    """Documents that are no more."""

    def norms(self) -> Sequence[float]:
        """The part of BM25 that a document's length decides, by document."""
        ...

    def dates(self) -> Sequence[int]:
        """Ordinals by document; 0 when unknown."""
        ...

    def frequencies(self, field: str, term: str) -> Mapping[int, float]:
        """How often the term stands in each document of a field that holds it."""
        ...

    def positions(self, field: str, term: str) -> Callable[[int], Sequence[int]]:
        """Where (in words) the term stands in a document that holds it."""
        ...

    def holders(self, field: str) -> Collection[int]:
        """Documents that have a word in ``field``."""
        ...


Expansion = Callable[[str, Atom], tuple[str, ...]]
"""Index terms an atom stands for in a field; patterns of stemmed fields stand for *forms*."""

Scores = dict[int, float]


def forms_field(field: str) -> str:
    """The index field that holds a field's forms; itself when the field is not stemmed."""
    return f"{field}_forms" if field in STEMMED_FIELDS else field


class Evaluation:
    """One query on one segment. ``idf`` weighs terms by how rare they are in the whole index."""

    def __init__(
        self,
        segment: Segment,
        expand: Expansion,
        idf: Callable[[str, Sequence[str]], float],
    ) -> None:
        self._segment = segment
        self._expand = expand
        self._idf = idf

    def scores(self, node: Node) -> Scores:
        """Documents of the segment that answer ``node``, with their scores."""
        found = self._scores(node)
        for document in self._segment.deleted:
            found.pop(document, None)
        return found

    def _scores(self, node: Node) -> Scores:
        match node:
            case Phrase(field, atoms):
                return self._phrase(field, atoms)
            case And(parts):
                return self._and(parts)
            case Or(parts):
                return self._or(parts)
            case Not(part):
                unwanted = self._scores(part)
                return {d: 0.0 for d in range(self._segment.count) if d not in unwanted}
            case Dates(first, last):
                first, last = first or 1, last or 10**9
                return {
                    d: 0.0 for d, day in enumerate(self._segment.dates()) if first <= day <= last
                }
            case Anything("date"):
                return {d: 0.0 for d, day in enumerate(self._segment.dates()) if day}
            case Anything(""):
                return dict.fromkeys(range(self._segment.count), 0.0)
            case Anything(field):
                return dict.fromkeys(self._segment.holders(field), 0.0)

    def _and(self, parts: Sequence[Node]) -> Scores:
        wanted = [part for part in parts if not isinstance(part, Not)]
        found: Scores | None = None
        for part in wanted:
            scores = self._scores(part)
            if found is None:
                found = scores
            else:
                found = {d: score + scores[d] for d, score in found.items() if d in scores}
            if not found:
                return {}
        if found is None:
            found = dict.fromkeys(range(self._segment.count), 0.0)
        for part in parts:
            if isinstance(part, Not):
                unwanted = self._scores(part.part)
                found = {d: score for d, score in found.items() if d not in unwanted}
        return found

    def _or(self, parts: Sequence[Node]) -> Scores:
        found: Scores = {}
        for part in parts:
            for document, score in self._scores(part).items():
                found[document] = found.get(document, 0.0) + score
        return found

    def _phrase(self, field: str, atoms: Sequence[Atom]) -> Scores:
        found = self._atom(field, atoms[0], alone=len(atoms) == 1)
        for atom in atoms[1:]:
            scores = self._atom(field, atom, alone=False)
            found = {d: score + scores[d] for d, score in found.items() if d in scores}
        if len(atoms) == 1 or not found:
            return found
        return self._in_order(field, atoms, found)

    def _atom(self, field: str, atom: Atom, *, alone: bool) -> Scores:
        """Score all terms of an atom as if they were one word."""
        together: dict[int, float] = {}
        terms = self._index_terms(field, atom, alone=alone)
        for index_field, term in terms:
            for document, times in self._segment.frequencies(index_field, term).items():
                together[document] = together.get(document, 0.0) + times
        weight = self._idf(field, [term for _, term in terms]) * (K1 + 1)
        norms = self._segment.norms()
        return {d: weight * times / (times + norms[d]) for d, times in together.items()}

    def _index_terms(self, field: str, atom: Atom, *, alone: bool) -> list[tuple[str, str]]:
        """(index field, term) pairs; inside a phrase a pattern stands for its forms' stems."""
        if atom.kind is Kind.WORD:
            return [(field, atom.term(field))]
        forms = self._expand(field, atom)
        plain = [(field, atom.term(field))] if atom.kind is Kind.TYPED else []
        if alone:
            return plain + [(forms_field(field), form) for form in forms]
        stems = {Atom(Kind.WORD, form).term(field) for form in forms}
        return list({*plain, *((field, stem) for stem in stems)})

    def _in_order(self, field: str, atoms: Sequence[Atom], found: Scores) -> Scores:
        readers = [
            [
                (self._segment.positions(field, term), self._segment.frequencies(field, term))
                for _, term in self._index_terms(field, atom, alone=False)
            ]
            for atom in atoms
        ]
        kept: Scores = {}
        for document, score in found.items():
            starts: set[int] | None = None
            for offset, group in enumerate(readers):
                places = {
                    position - offset
                    for positions, holders in group
                    if document in holders
                    for position in positions(document)
                }
                starts = places if starts is None else starts & places
                if not starts:
                    break
            if starts:
                kept[document] = score
        return kept

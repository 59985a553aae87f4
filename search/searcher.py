"""Answers queries from a snapshot of the index: expansion, ranking, suggestions."""

import heapq
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .evaluate import Evaluation, forms_field
from .patterns import accepts
from .query import Atom, Kind, Node, wanted_phrases

if TYPE_CHECKING:
    from .store import Snapshot

MOST_COMPLETIONS = 64
"""Words a prefix stands for while it is being typed: the most frequent."""

MOST_EXPANSIONS = 4096
"""Words that a prefix or a wildcard stands for at most."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Articles that answer a query, best first, with scores; how many there are in all."""

    total: int
    ranking: list[tuple[str, float]]
    suggestion: str = ""


class Searcher:
    """Searches one snapshot."""

    def __init__(self, snapshot: "Snapshot") -> None:
        self._snapshot = snapshot

    def answer(self, node: Node, limit: int | None) -> Answer:
        """The best ``limit`` articles; equal scores keep the order they were indexed in."""
        found: list[tuple[float, int, int]] = []
        total = 0
        for number, segment in enumerate(self._snapshot.segments):
            scores = Evaluation(segment, self._expand, self._idf).scores(node)
            total += len(scores)
            ranked = ((-score, number, document) for document, score in scores.items())
            found += ranked if limit is None else heapq.nsmallest(limit, ranked)
        found.sort()
        segments = self._snapshot.segments
        best = found if limit is None else found[:limit]
        return Answer(total, [(segments[n].article(d), -score) for score, n, d in best])

    def _idf(self, field: str, terms: Sequence[str]) -> float:
        count = self._snapshot.count
        holders = min(count, sum(self._snapshot.frequency(field, term) for term in terms))
        return math.log(1 + (count - holders + 0.5) / (holders + 0.5))

    def _expand(self, field: str, atom: Atom) -> tuple[str, ...]:
        index_field = forms_field(field)
        stem = atom.value
        if atom.kind is Kind.WILDCARD:
            stem = atom.value.split("*")[0].split("?")[0]
        elif atom.kind is Kind.FUZZY:
            stem = atom.value[:1]
        forms = [
            form
            for form in self._snapshot.terms(index_field, stem)
            if accepts(atom, form, stemmed=False)
        ]
        most = MOST_EXPANSIONS if atom.kind is not Kind.TYPED else MOST_COMPLETIONS
        if len(forms) > most:
            forms = heapq.nlargest(
                most, forms, key=lambda form: self._snapshot.frequency(index_field, form)
            )
        return tuple(forms)

    def suggestion(self, query: str, node: Node) -> str:
        """The query with each word that no article has replaced by the nearest that some have."""
        better = query
        for phrase in wanted_phrases(node):
            for atom in phrase.atoms:
                if atom.kind is not Kind.WORD or len(atom.value) < 3:
                    continue
                if self._snapshot.frequency(phrase.field, atom.term(phrase.field)):
                    continue
                near = self._nearest(phrase.field, atom.value)
                if near:
                    better = _replaced(better, atom.value, near)
        return "" if better == query else better

    def _nearest(self, field: str, form: str) -> str:
        index_field = forms_field(field)
        for distance in (1, 2):
            atom = Atom(Kind.FUZZY, form, distance)
            forms = self._expand(field, atom)
            if forms:
                return max(forms, key=lambda f: self._snapshot.frequency(index_field, f))
        return ""


def _replaced(query: str, form: str, near: str) -> str:
    from .analyzer import form_of, words

    found = words(query)
    for start, end in zip(found.starts, found.ends, strict=True):
        if form_of(query[start:end]) == form:
            return query[:start] + near + query[end:]
    return query

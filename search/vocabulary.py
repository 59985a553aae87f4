"""Which terms of the index a word, prefix, wildcard or fuzzy word of a query stands for."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from .evaluate import MOST_SCORED, Group
from .lexicon import Lexicon
from .patterns import alike, wildcard
from .query import STEMMED_FIELDS, Atom, Kind, forms_field
from .segment import SegmentFile

MOST_COMPLETIONS = 64
"""Words that the word being typed stands for at most: the most frequent."""

MOST_EXPANSIONS = 1024
"""Words that a prefix, a wildcard or a fuzzy word stands for at most: the most frequent."""

_TYPING_BUDGET = 60_000
"""Postings of completions after which no further completion is read, for each key typed."""


class Vocabulary:
    """The terms of all segments together, for one query."""

    def __init__(self, segments: Sequence[SegmentFile], count: int) -> None:
        self._segments = segments
        self._count = count
        self._groups: dict[tuple[str, Atom, bool], Group] = {}

    def group(self, field: str, atom: Atom, alone: bool) -> Group:
        """The terms of an atom; ``alone`` when it is not part of a longer phrase.

        Inside a phrase a pattern stands for the stems of its forms: only stems have positions.
        """
        known = self._groups.get((field, atom, alone))
        if known is None:
            known = self._groups[field, atom, alone] = self._group(field, atom, alone)
        return known

    def frequency(self, field: str, term: str) -> int:
        """How many documents hold a term of an index field, about."""
        key = term.encode()
        return sum(
            lexicon.counts[index]
            for lexicon in self._lexicons(field)
            if (index := lexicon.find(key)) >= 0
        )

    def forms(self, field: str, atom: Atom) -> Counter[str]:
        """The forms a pattern stands for, with how many documents hold each."""
        found: Counter[str] = Counter()
        most = MOST_COMPLETIONS if atom.kind is Kind.TYPED else MOST_EXPANSIONS
        for lexicon in self._lexicons(forms_field(field)):
            for index in lexicon.most_frequent(_candidates(lexicon, atom), most):
                found[lexicon.term(index).decode()] += lexicon.counts[index]
        return found

    def _group(self, field: str, atom: Atom, alone: bool) -> Group:
        plain = atom.term(field)
        if atom.kind is Kind.WORD:
            return self._weighed([(field, plain)])
        stemmed = field in STEMMED_FIELDS
        terms = {(field, plain): None} if atom.kind is Kind.TYPED else {}
        for form in self._chosen(field, atom):
            stem = Atom(Kind.WORD, form).term(field)
            if stemmed and alone and (field, stem) not in terms:
                terms[forms_field(field), form] = None
            else:
                terms[field, stem] = None
        return self._weighed(list(terms))

    def _chosen(self, field: str, atom: Atom) -> Iterator[str]:
        forms = self.forms(field, atom)
        if atom.kind is not Kind.TYPED:
            yield from forms
            return
        left = _TYPING_BUDGET
        for form, count in forms.most_common(MOST_COMPLETIONS):
            yield form
            left -= count
            if left < 0:
                return

    def _weighed(self, terms: list[tuple[str, str]]) -> Group:
        holders = self._count
        if len(terms) <= MOST_SCORED:
            holders = min(holders, sum(self.frequency(field, term) for field, term in terms))
        weight = math.log(1 + (self._count - holders + 0.5) / (holders + 0.5))
        return Group(tuple((field, term.encode()) for field, term in terms), weight)

    def _lexicons(self, field: str) -> Iterator[Lexicon]:
        for segment in self._segments:
            if field in segment.lexicons:
                yield segment.lexicons[field]


def _candidates(lexicon: Lexicon, atom: Atom) -> Sequence[int]:
    """The forms of one segment that an atom stands for."""
    match atom.kind:
        case Kind.WILDCARD:
            among = lexicon.beginning(re.split("[*?]", atom.value)[0].encode())
            matches = wildcard(atom.value).fullmatch
            terms = zip(among, lexicon.slice(among), strict=True)
            return [index for index, term in terms if matches(term)]
        case Kind.FUZZY:
            among = lexicon.beginning(atom.value[:1].encode())
            return [among[index] for index in alike(atom, lexicon.slice(among))]
        case _:
            return lexicon.beginning(atom.value.encode())

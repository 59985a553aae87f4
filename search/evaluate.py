"""Answering a query tree from one segment of the index: sets of documents, scored by BM25."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Protocol

from ..articles.record import record
from .postings import Postings
from .query import And, Anything, Atom, Dates, Node, Not, Or, Phrase

K1 = 1.2
"""How soon another occurrence of a word stops adding to the score."""
B = 0.75
"""How much a long article's words count less."""

_STEP_OR_SCAN = 8
"""Postings that can be read in a row in the time it takes to find one among many."""

MOST_SCORED = 256
"""Terms of one word from which on how often they occur says nothing, and is not counted."""

Scores = dict[int, float]


@record
class Group:
    """The index terms one atom of a query stands for, scored together as if they were one word."""

    terms: tuple[tuple[str, bytes], ...]
    """(index field, term) pairs."""
    weight: float
    """Inverse document frequency in the whole index."""


class Vocabulary(Protocol):
    """Says which terms an atom stands for."""

    def group(self, field: str, atom: Atom, alone: bool) -> Group:
        """The terms of an atom; ``alone`` when it is not part of a longer phrase."""
        ...


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

    def postings(self, field: str, term: bytes) -> Postings | None:
        """Where a term stands; ``None`` when it is not in the segment."""
        ...

    def holders(self, field: str) -> Collection[int]:
        """Documents that have a word in ``field``."""
        ...


class Evaluation:
    """One query on one segment."""

    def __init__(self, segment: Segment, vocabulary: Vocabulary) -> None:
        self._segment = segment
        self._vocabulary = vocabulary
        self._known: dict[Phrase, list[_Word]] = {}

    def scores(self, node: Node) -> Scores:
        """Documents of the segment that answer ``node``, with their scores."""
        found = self._scores(node, None)
        for document in self._segment.deleted:
            found.pop(document, None)
        return found

    def _scores(self, node: Node, within: Scores | None) -> Scores:
        """Like `scores`; only documents of ``within`` when it is given."""
        match node:
            case Phrase():
                return self._phrase(node, within)
            case And():
                return self._and(node, within)
            case Or(parts):
                found: Scores = {}
                for part in parts:
                    for document, score in self._scores(part, within).items():
                        found[document] = found.get(document, 0.0) + score
                return found
            case Not(part):
                unwanted = self._scores(part, within)
                among = range(self._segment.count) if within is None else within
                return {document: 0.0 for document in among if document not in unwanted}
            case Dates() | Anything():
                return {d: 0.0 for d in self._unscored(node) if within is None or d in within}

    def _unscored(self, node: Dates | Anything) -> Iterator[int] | Collection[int]:
        days = enumerate(self._segment.dates())
        match node:
            case Dates(first, last):
                first, last = first or 1, last or 10**9
                return (document for document, day in days if first <= day <= last)
            case Anything("date"):
                return (document for document, day in days if day)
            case Anything(""):
                return range(self._segment.count)
            case Anything(field):
                return self._segment.holders(field)

    def _and(self, node: And, within: Scores | None) -> Scores:
        found = within
        total: Scores = {}
        for part in sorted(node.parts, key=self._size):
            scores = self._scores(part, found)
            total = {d: score + total.get(d, 0.0) for d, score in scores.items()}
            found = total
            if not found:
                break
        return total

    def _size(self, node: Node) -> int:
        """About how many documents answer; negations come last, for others to narrow them."""
        match node:
            case Phrase():
                return min(word.size() for word in self._words(node))
            case And(parts):
                return min(map(self._size, parts))
            case Or(parts):
                return sum(map(self._size, parts))
            case Not():
                return 2 * self._segment.count
            case _:
                return self._segment.count

    def _phrase(self, phrase: Phrase, within: Scores | None) -> Scores:
        words = self._words(phrase)
        found = within
        total: Scores = {}
        for word in sorted(words, key=_Word.size):
            scores = word.scores(found, self._segment.norms())
            total = {d: score + total.get(d, 0.0) for d, score in scores.items()}
            found = total
            if not found:
                return {}
        return total if len(words) == 1 else _in_order(words, total)

    def _words(self, phrase: Phrase) -> "list[_Word]":
        words = self._known.get(phrase)
        if words is None:
            words = self._known[phrase] = list(self._look_up(phrase))
        return words

    def _look_up(self, phrase: Phrase) -> "Iterator[_Word]":
        alone = len(phrase.atoms) == 1
        for place, atom in enumerate(phrase.atoms):
            group = self._vocabulary.group(phrase.field, atom, alone)
            lists = (self._segment.postings(field, term) for field, term in group.terms)
            yield _Word(place, group.weight, [postings for postings in lists if postings])


@record
class _Word:
    """A word of a phrase in one segment: its place in the phrase, and where it stands."""

    place: int
    weight: float
    lists: list[Postings]

    def size(self) -> int:
        """About how many documents hold it."""
        return sum(len(postings.documents) for postings in self.lists)

    def scores(self, within: Scores | None, norms: Sequence[float]) -> Scores:
        """Documents (of ``within``) that hold the word, with their scores."""
        weight = self.weight * (K1 + 1)
        if len(self.lists) > MOST_SCORED:
            found = self._union(len(norms))
            return dict.fromkeys(found if within is None else found & within.keys(), self.weight)
        if len(self.lists) == 1:
            times = _counted(self.lists[0], within)
        else:
            totals: dict[int, int] = {}
            for postings in self.lists:
                for document, often in _counted(postings, within):
                    totals[document] = totals.get(document, 0) + often
            times = totals.items()
        return {d: weight * often / (often + norms[d]) for d, often in times}

    def _union(self, most: int) -> set[int]:
        """The documents that hold the word; ``most`` are all there are."""
        found: set[int] = set()
        for postings in self.lists:
            found.update(postings.documents)
            if len(found) == most:
                break
        return found

    def positions(self, documents: Collection[int]) -> dict[int, Sequence[int]]:
        """Where the word stands in each of the documents that hold it."""
        if len(self.lists) == 1:
            postings = self.lists[0]
            return {d: postings.positions(index) for index, d in _indexes(postings, documents)}
        found: dict[int, list[int]] = {}
        for postings in self.lists:
            for index, document in _indexes(postings, documents):
                found.setdefault(document, []).extend(postings.positions(index))
        return dict(found)


def _in_order(words: Sequence[_Word], found: Scores) -> Scores:
    """Those documents in which the words stand next to each other."""
    rarest, *others = sorted(words, key=_Word.size)
    standing = {d: set(positions) for d, positions in rarest.positions(found).items()}
    for word in others:
        shifted = (rarest.place - word.place).__add__
        here = word.positions(standing)
        standing = {
            document: kept
            for document, positions in here.items()
            if (kept := standing[document].intersection(map(shifted, positions)))
        }
    return {document: found[document] for document in standing}


def _counted(postings: Postings, within: Collection[int] | None) -> Iterable[tuple[int, int]]:
    """(document, times) pairs, of the documents ``within`` if it is given."""
    if within is None:
        return zip(postings.documents, postings.times, strict=True)
    times = postings.times
    return ((document, times[index]) for index, document in _indexes(postings, within))


def _indexes(postings: Postings, within: Collection[int]) -> Iterator[tuple[int, int]]:
    """(index in the list, document) of the documents ``within`` that hold the term."""
    if len(within) * _STEP_OR_SCAN < len(postings.documents):
        for document in within:
            index = postings.index(document)
            if index >= 0:
                yield index, document
    else:
        for index, document in enumerate(postings.documents):
            if document in within:
                yield index, document

"""Answers queries from the segments as they are: ranking, and "did you mean"."""

import heapq
import threading
from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .analyzer import words
from .evaluate import K1, B, Evaluation, Scores
from .postings import Postings
from .query import FIELDS, Atom, Kind, Node, wanted_phrases
from .segment import SegmentFile
from .vocabulary import Vocabulary

if TYPE_CHECKING:
    from .store import Store


@dataclass(frozen=True, slots=True)
class Answer:
    """Articles that answer a query, best first, with scores; how many there are in all."""

    total: int
    ranking: list[tuple[str, float]]
    suggestion: str = ""


class Searcher:
    """Searches the newest generation of a store. One query at a time; others wait.

    ``opened`` are the articles that queries are answered from; the store may hold more.
    """

    def __init__(self, store: "Store", opened: Set[str]) -> None:
        self.store = store
        self._opened = opened
        self._generation = -1
        self._views: list[_View] = []
        self._asking = threading.Lock()

    def answer(self, query: str, node: Node, limit: int | None, suggest: bool) -> Answer:
        """The best ``limit`` articles; equal scores keep the order they were indexed in.

        ``suggest`` looks for "did you mean" when nothing is found.
        """
        with self._asking:
            return self._answer(query, node, limit, suggest)

    def known(self) -> dict[str, str]:
        """Fingerprints of the entries by article; without those worth writing anew.

        These stand in a segment most of whose documents are no more.
        """
        with self._asking:
            self._refresh()
            return {
                article: view.file.fingerprints[document]
                for view in self._views
                if len(view.removed) <= view.count // 2
                for document, article in enumerate(view.file.articles)
                if document not in view.removed
            }

    def _answer(self, query: str, node: Node, limit: int | None, suggest: bool) -> Answer:
        self._refresh()
        vocabulary = Vocabulary(
            [view.file for view in self._views], sum(view.count for view in self._views)
        )
        best: list[tuple[float, str]] = []
        total = 0
        for view in self._views:
            scores = Evaluation(view, vocabulary).scores(node)
            total += len(scores)
            articles = view.file.articles
            best += [(-score, articles[document]) for document, score in _best(scores, limit)]
        best.sort(key=lambda pair: pair[0])
        suggestion = _suggestion(query, node, vocabulary) if suggest and not total else ""
        return Answer(total, [(article, -score) for score, article in best[:limit]], suggestion)

    def _refresh(self) -> None:
        generation = self.store.generation()
        if generation == self._generation:
            return
        known = {id(view.file): view for view in self._views}
        segments = self.store.segments()
        count = sum(file.count for file, _ in segments)
        length = float(f"{sum(file.words for file, _ in segments) / max(1, count):.1e}") or 1.0
        self._views = []
        for file, deleted in segments:
            view = known.get(id(file))
            if view is None or view.mean_length != length:
                view = _View(file, length, self._opened)
            view.removed = deleted
            view.deleted = deleted | view.others
            self._views.append(view)
        self._generation = generation


class _View:
    """A segment as `evaluate` sees it, with what is worth keeping between queries.

    Documents of ``others`` are not ``opened``, those ``removed`` are no more; ``deleted`` are both.
    ``mean_length`` is the mean number of words of all articles, to two digits, so that it, and
    all that is derived from it, stays while single articles change.
    """

    def __init__(self, file: SegmentFile, mean_length: float, opened: Set[str]) -> None:
        self.file = file
        self.count = file.count
        self.mean_length = mean_length
        self.others = frozenset(
            document for document, name in enumerate(file.articles) if name not in opened
        )
        self.removed: frozenset[int] = frozenset()
        self.deleted: frozenset[int] = frozenset()
        self._norms: list[float] | None = None

    def norms(self) -> Sequence[float]:
        """See `evaluate.Segment`."""
        if self._norms is None:
            least, per_word = K1 * (1 - B), K1 * B / self.mean_length
            self._norms = [least + per_word * length for length in self.file.lengths]
        return self._norms

    def dates(self) -> Sequence[int]:
        """See `evaluate.Segment`."""
        return self.file.dates

    def postings(self, field: str, term: bytes) -> Postings | None:
        """See `evaluate.Segment`."""
        lexicon = self.file.lexicons.get(field)
        index = lexicon.find(term) if lexicon is not None else -1
        return self.file.postings(field, index) if index >= 0 else None

    def holders(self, field: str) -> Collection[int]:
        """See `evaluate.Segment`."""
        bit = 1 << FIELDS.index(field)
        return [document for document, bits in enumerate(self.file.fields) if bits & bit]


def _best(scores: Scores, limit: int | None) -> list[tuple[int, float]]:
    """The best documents, best first; the earlier of equals first."""
    least = 0.0
    if limit is not None and len(scores) > limit:
        least = heapq.nlargest(limit, scores.values())[-1] if limit else float("inf")
    chosen = [(document, score) for document, score in scores.items() if score >= least]
    chosen.sort(key=lambda pair: (-pair[1], pair[0]))
    return chosen[:limit]


def _suggestion(query: str, node: Node, vocabulary: Vocabulary) -> str:
    """The query with each word that no article has replaced by the nearest that some have."""
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

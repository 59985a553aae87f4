"""Answers queries from the segments as they are: ranking, and "did you mean"."""

import heapq
import threading
from collections.abc import Set
from typing import TYPE_CHECKING

from ..articles.record import record
from .evaluate import Evaluation, Scores
from .query import Node
from .suggestion import suggestion
from .view import View
from .vocabulary import Vocabulary

if TYPE_CHECKING:
    from .store import Store


@record
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
        self._views: list[View] = []
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
        better = suggestion(query, node, vocabulary) if suggest and not total else ""
        return Answer(total, [(article, -score) for score, article in best[:limit]], better)

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
                view = View(file, length, self._opened)
            view.removed = deleted
            view.deleted = deleted | view.others
            self._views.append(view)
        self._generation = generation


def _best(scores: Scores, limit: int | None) -> list[tuple[int, float]]:
    """The best documents, best first; the earlier of equals first."""
    least = 0.0
    if limit is not None and len(scores) > limit:
        least = heapq.nlargest(limit, scores.values())[-1] if limit else float("inf")
    chosen = [(document, score) for document, score in scores.items() if score >= least]
    chosen.sort(key=lambda pair: (-pair[1], pair[0]))
    return chosen[:limit]

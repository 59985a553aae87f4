"""Comparing articles, all at once or the passages in view first."""

from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from .article import Article
from .correspondence import Parallel, Passage, Relation, Strength
from .likeness import Features, Likeness, letters_in_common, likeness
from .sentence_index import ComparisonCancelled, SentenceIndex
from .shared_quotes import longest_run, repeated_quotation, shared_quotation
from .span import Span
from .support import support

STRONG = 0.15
"""Least score of what moves the other columns."""
POSSIBLE = 0.13
"""Least score of what is marked in the gutter."""
WEAK = 0.02
"""Least score of what is proposed at all."""

_SUPPORTED = 0.06  # least score that third articles can raise to a possible one
_FEW = 400  # sentences of an article that are all looked at for proposals
_ALONE = 0.013  # what two articles without any third to support them get instead
_PROPOSED = 0.01  # least score of what is proposed when asked for one sentence
_PROPOSALS = 3  # weak parallels kept for a sentence and another article
_QUOTE = 0.5  # least score of a shared quotation
_LONG_RUN = 8  # words shared in a row, quoted or not, that are surely the same fact
_LONG_RUN_SCORE = 0.4
_LONG_RUN_GRAMS = 20  # character 5-grams that such a run has at least

_FLOORS = {Strength.STRONG: STRONG, Strength.POSSIBLE: POSSIBLE, Strength.WEAK: WEAK}


class _Found(NamedTuple):
    """A parallel by the numbers of its sentences, ``a`` before ``b``."""

    score: float
    a: int
    b: int
    relation: Relation
    likeness: Likeness


class ParallelFinder:
    """Compares the sentences of several articles.

    Building it reads every article once. Raises `ComparisonCancelled` from any method whose
    ``cancelled`` callback says so.
    """

    def __init__(
        self, articles: Sequence[Article], *, cancelled: Callable[[], bool] = lambda: False
    ) -> None:
        self.articles = tuple(articles)
        self._numbers = {article.id: number for number, article in enumerate(self.articles)}
        self._index = SentenceIndex(self.articles, cancelled)
        self._alone = _ALONE if len(self.articles) == 2 else 0.0

    def compare(
        self,
        article_id: str,
        spans: Iterable[Span],
        *,
        at_least: Strength = Strength.POSSIBLE,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> list[Parallel]:
        """A first look at some sentences of one article, the ones in view, say; best first.

        Comparing everything may find more: here no third article supports a pair.
        """
        article = self._numbers[article_id]
        found: list[_Found] = []
        for span in spans:
            number = self._index.number_of(article, span)
            if number is not None:
                candidates = self._index.candidates(number)
                found.extend(self._row(number, candidates, _FLOORS[at_least], cancelled))
        return self._parallels(found)

    def run(
        self,
        *,
        at_least: Strength = Strength.POSSIBLE,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> list[Parallel]:
        """All parallels, best first; of the weak ones the best three of either sentence."""
        found: list[_Found] = []
        proposals = _Proposals(self._index.article_of) if at_least is Strength.WEAK else None
        for number in range(len(self._index)):
            later = [c for c in self._index.candidates(number) if c > number]
            row = self._row(number, later, WEAK if proposals else _SUPPORTED, cancelled)
            found.extend(one for one in row if one.score >= _SUPPORTED)
            if proposals:
                proposals.add(row)
        found = _supported(found)
        if proposals:
            found.extend(proposals.without(found))
        return self._parallels(found)

    def best(self, passage: Passage, other: str, n: int = 3) -> list[Parallel]:
        """The ``n`` best parallels of a sentence in the article ``other``, weak ones too."""
        number = self._index.number_of(self._numbers[passage.article], passage.span)
        if number is None or passage.article == other:
            return []
        targets = self._index.numbers_of(self._numbers[other])
        candidates = targets if len(targets) <= _FEW else self._index.candidates(number, targets)
        found = self._row(number, candidates, _PROPOSED, lambda: False)
        found.sort(key=_proposal_order)
        return sorted(self._parallels(found[:n]), key=order)

    def _row(
        self,
        number: int,
        candidates: Iterable[int],
        floor: float,
        cancelled: Callable[[], bool],
    ) -> list[_Found]:
        """What one sentence has in common with others."""
        if cancelled():
            raise ComparisonCancelled
        found: list[_Found] = []
        for candidate in candidates:
            a, b = min(number, candidate), max(number, candidate)
            score, relation, alike = self._judged(self._index.features(a), self._index.features(b))
            if score >= floor:
                found.append(_Found(score, a, b, relation, alike))
        return found

    def _parallels(self, found: list[_Found]) -> list[Parallel]:
        found.sort(key=lambda one: (-one.score, one.a, one.b))
        passages = {n: self._passage(n) for one in found for n in (one.a, one.b)}
        return [
            Parallel(
                passages[one.a],
                passages[one.b],
                round(one.score, 4),
                one.relation,
                strength_of(one.score),
            )
            for one in found
        ]

    def _passage(self, number: int) -> Passage:
        article = self.articles[self._index.article_of(number)]
        return Passage(article.id, self._index.spans[number])

    def _judged(self, one: Features, other: Features) -> tuple[float, Relation, Likeness]:
        rarity = self._index.rarity
        common = one.grams & other.grams
        letters = letters_in_common(one, other, common, rarity)
        alike = likeness(one, other, letters, rarity)
        score = alike.score + self._alone
        relation = _quotation(one, other, len(common))
        if relation.is_quote:
            score = max(score, _QUOTE) + 0.5 * letters
        elif (
            score < _LONG_RUN_SCORE
            and len(common) >= _LONG_RUN_GRAMS
            and longest_run(one.forms, other.forms) >= _LONG_RUN
        ):
            score = _LONG_RUN_SCORE
        return score, relation, alike


def _quotation(one: Features, other: Features, grams: int) -> Relation:
    """Whether both quote the same words, or one repeats unmarked what the other quotes."""
    if one.quoted.pieces and other.quoted.pieces:
        return shared_quotation(one.quoted, other.quoted)
    if grams < _LONG_RUN_GRAMS:
        return Relation.SAME_FACT
    if one.quoted.pieces:
        return repeated_quotation(one.quoted, other.forms)
    return repeated_quotation(other.quoted, one.forms)


def strength_of(score: float) -> Strength:
    """How sure a score is."""
    if score >= STRONG:
        return Strength.STRONG
    return Strength.POSSIBLE if score >= POSSIBLE else Strength.WEAK


def order(pair: Parallel) -> tuple[bool, float]:
    """Sorts parallels of one sentence: quotations before others, the best first."""
    return not pair.relation.is_quote, -pair.score


def _proposal_order(found: _Found) -> tuple[bool, float, int, int]:
    return (
        not found.relation.is_quote,
        -max(found.likeness.rank, found.score if found.score >= _LONG_RUN_SCORE else 0),
        found.a,
        found.b,
    )


def _supported(found: Iterable[_Found]) -> list[_Found]:
    """Those that are possible, with what third articles say of those that are not surely so."""
    found = list(found)
    added = support({(one.a, one.b): one.likeness.score for one in found})
    raised = (
        one
        if one.score >= _LONG_RUN_SCORE
        else one._replace(score=one.score + added.get((one.a, one.b), 0.0))
        for one in found
    )
    return [one for one in raised if one.score >= POSSIBLE]


class _Proposals:
    """The best weak parallels of every sentence in every other article."""

    def __init__(self, article_of: Callable[[int], int]) -> None:
        self._article_of = article_of
        self._best: defaultdict[tuple[int, int], list[_Found]] = defaultdict(list)

    def add(self, row: Iterable[_Found]) -> None:
        """Take in what was found, weak or not: stronger ones leave less room for weak ones."""
        for found in row:
            for here, there in ((found.a, found.b), (found.b, found.a)):
                best = self._best[here, self._article_of(there)]
                insort(best, found, key=lambda one: -one.score)
                del best[_PROPOSALS:]

    def without(self, known: Iterable[_Found]) -> set[_Found]:
        """The best ones that are not known."""
        pairs = {(one.a, one.b) for one in known}
        best = (one for row in self._best.values() for one in row)
        return {one for one in best if (one.a, one.b) not in pairs}

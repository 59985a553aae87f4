"""Comparing articles, all at once or the passages in view first."""

import math
from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from .article import Article
from .correspondence import Parallel, Passage, Relation, Strength
from .likeness import Features, Likeness, letters_in_common, likeness
from .sentence_index import ComparisonCancelled, SentenceIndex
from .shared_quotes import repeated_quotation, shared_quotation
from .span import Span
from .support import support

if TYPE_CHECKING:
    from .proposals import Proposer

STRONG = 0.15
"""Least score of what moves the other columns."""
POSSIBLE = 0.13
"""Least score of what is marked in the gutter."""
WEAK = 0.02
"""Least score of what is proposed at all."""

_SUPPORTED = 0.06  # least score that third articles can raise to a possible one
_FEW = 400  # sentences that are all looked at for proposals
_ALONE = 0.013  # what two articles without any third to support them get instead
_ROW = 12  # sentences of an article that proposals are chosen from in large collections
_PROPOSALS = 3  # for a sentence in another article, what is possible or strong among them
_QUOTE = 0.5  # least score of a shared quotation
_LONG_RUN_SCORE = 0.4  # of sentences with a long run of words in common: surely the same fact
_REPEATED_GRAMS = 20  # character 5-grams that a repeated quotation shares at least

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
        """All parallels, best first; the weak ones are those that `proposed` would give."""
        found: list[_Found] = []
        rows = _Rows(self._index) if at_least is Strength.WEAK else None
        few = len(self._index) <= _FEW
        for number in range(len(self._index)):
            later = self._index.candidates(number, self._later(number))
            row = self._row(number, later, WEAK if rows and not few else _SUPPORTED, cancelled)
            found.extend(one for one in row if one.score >= _SUPPORTED)
            if rows and few:
                row = self._row(number, self._later(number), -math.inf, cancelled)
            if rows:
                rows.add(row)
        found = _supported(found)
        if rows:
            found.extend(self._weak(found, rows, cancelled))
        return self._parallels(found)

    def proposed(
        self, passage: Passage, other: str, marked: Iterable[Passage] = (), n: int = _PROPOSALS
    ) -> list[Parallel]:
        """The ``n`` best counterparts of a sentence in the article ``other`` besides ``marked``.

        They are weak, whatever the score: what is possible is ``marked`` already.
        """
        number = self._index.number_of(self._numbers[passage.article], passage.span)
        if number is None or passage.article == other:
            return []
        article = self._numbers[other]
        targets = self._index.numbers_of(article)
        candidates = targets if len(targets) <= _FEW else self._index.candidates(number, targets)
        row = self._row(number, candidates, -math.inf, lambda: False)
        known = [self._index.number_of(article, one.span) for one in marked]
        taken = [one for one in known if one is not None]
        return self._parallels(list(self._proposals(number, row, taken, n)))

    def _later(self, number: int) -> range:
        """The sentences of the articles after the one that holds this."""
        own = self._index.numbers_of(self._index.article_of(number))
        return range(own.stop, len(self._index))

    def _weak(
        self, found: Iterable[_Found], rows: "_Rows", cancelled: Callable[[], bool]
    ) -> set[_Found]:
        """What is proposed for every sentence in every other article besides what was found."""
        marked: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for one in found:
            marked[one.a, self._index.article_of(one.b)].append(one.b)
            marked[one.b, self._index.article_of(one.a)].append(one.a)
        weak: set[_Found] = set()
        for (number, article), row in rows.items():
            if cancelled():
                raise ComparisonCancelled
            known = marked[number, article]
            weak.update(self._proposals(number, row, known, _PROPOSALS - len(known)))
        return weak

    def _proposals(
        self, number: int, row: Iterable[_Found], marked: Sequence[int], n: int
    ) -> Iterator[_Found]:
        """The best ``n`` of a row besides those that are marked, scored as weak ones."""
        if n <= 0:
            return
        others = {there: one for one in row if (there := one.a + one.b - number) not in marked}
        ranks = {there: one.likeness.rank for there, one in others.items()}
        for there, rank in self._proposer.best(number, ranks, marked, n):
            yield others[there]._replace(score=POSSIBLE * rank / (rank + POSSIBLE))

    @cached_property
    def _proposer(self) -> "Proposer":
        from .proposals import Proposer  # here, because the reader starts without it

        return Proposer(self._index)

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
        elif score < _LONG_RUN_SCORE and not one.runs.isdisjoint(other.runs):
            score = _LONG_RUN_SCORE
        return score, relation, alike


def _quotation(one: Features, other: Features, grams: int) -> Relation:
    """Whether both quote the same words, or one repeats unmarked what the other quotes."""
    if one.quoted.pieces and other.quoted.pieces:
        return shared_quotation(one.quoted, other.quoted)
    if grams < _REPEATED_GRAMS:
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


class _Rows:
    """The likeliest counterparts of every sentence in every other article."""

    def __init__(self, index: SentenceIndex) -> None:
        self._index = index
        self._most = _FEW if len(index) <= _FEW else _ROW
        self._rows: defaultdict[tuple[int, int], list[_Found]] = defaultdict(list)

    def add(self, row: Iterable[_Found]) -> None:
        """Take in what two sentences have in common, for either of them."""
        for found in row:
            for here, there in ((found.a, found.b), (found.b, found.a)):
                best = self._rows[here, self._index.article_of(there)]
                insort(best, found, key=lambda one: -one.likeness.rank)
                del best[self._most :]

    def items(self) -> Iterable[tuple[tuple[int, int], list[_Found]]]:
        """Every sentence and article, and what was found."""
        return self._rows.items()

"""Passages in different articles that correspond."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .article import Article
from .likeness import Features, features_of, likeness, shared_letters, weigh
from .span import Span

_STRONG = 0.20
_POSSIBLE = 0.15
_WEAK = 0.10
_QUOTE_RUN = 5  # words shared in a row inside quotation marks
_LONG_RUN = 8  # words shared in a row anywhere


class Relation(StrEnum):
    """How two passages correspond."""

    VERBATIM = "verbatim-quote"
    EDITED = "edited-quote"
    SAME_FACT = "same-fact"


class Strength(StrEnum):
    """How sure the correspondence is; only ``STRONG`` moves the other columns."""

    STRONG = "strong"
    POSSIBLE = "possible"
    WEAK = "weak"

    @property
    def rank(self) -> int:
        """0 for strong, 1 for possible, 2 for weak."""
        return _RANKS[self]


_RANKS = {Strength.STRONG: 0, Strength.POSSIBLE: 1, Strength.WEAK: 2}


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of one article: the article's id and ``[start, end)`` in code points."""

    article: str
    span: Span


@dataclass(frozen=True, slots=True)
class Parallel:
    """Two passages of different articles; ``a`` stands before ``b`` in the order of the articles."""

    a: Passage
    b: Passage
    score: float
    relation: Relation
    strength: Strength


class Parallels:
    """All parallels of a set of articles, with the look-ups the reader needs."""

    def __init__(self, pairs: Sequence[Parallel] = ()) -> None:
        self.pairs: list[Parallel] = list(pairs)
        self._by_passage: defaultdict[tuple[Passage, str], list[Parallel]] = defaultdict(list)
        for pair in self.pairs:
            self._by_passage[pair.a, pair.b.article].append(pair)
            self._by_passage[pair.b, pair.a.article].append(pair)
        for found in self._by_passage.values():
            found.sort(key=lambda pair: (pair.relation is Relation.SAME_FACT, -pair.score))

    def of(
        self, passage: Passage, other: str, at_least: Strength = Strength.POSSIBLE
    ) -> list[Parallel]:
        """Parallels of a sentence in the article ``other``, best first, quotes before others."""
        found = self._by_passage.get((passage, other), [])
        return [pair for pair in found if pair.strength.rank <= at_least.rank]


def find_parallels(
    articles: Sequence[Article],
    *,
    cancelled: Callable[[], bool] = lambda: False,
) -> Parallels:
    """Compare every article with every other."""
    sentences = [s for i, article in enumerate(articles) for s in features_of(article, i)]
    weigh(sentences)
    pairs: list[Parallel] = []
    for index, one in enumerate(sentences):
        if cancelled():
            break
        for other in sentences[index + 1 :]:
            if one.article != other.article and (found := _pair(articles, one, other)):
                pairs.append(found)
    return Parallels(pairs)


def _pair(articles: Sequence[Article], one: Features, other: Features) -> Parallel | None:
    score, relation = likeness(one, other), Relation.SAME_FACT
    if len(one.grams & other.grams) >= _LONG_RUN:
        letters = shared_letters(one, other)
        run = _longest_run(one.forms, other.forms)
        if run >= _QUOTE_RUN and one.quoted and other.quoted:
            quoted = [[form for piece in s.quoted for form in piece] for s in (one, other)]
            if _longest_run(*quoted) >= _QUOTE_RUN:
                score = max(score, 0.5) + 0.5 * letters
                relation = Relation.VERBATIM if _same_sentence(one, other) else Relation.EDITED
        elif run >= _LONG_RUN:
            score = max(score, 0.4)
    if score < _WEAK:
        return None
    a, b = (Passage(articles[s.article].id, s.span) for s in (one, other))
    return Parallel(a, b, round(score, 4), relation, _strength(score))


def _strength(score: float) -> Strength:
    if score >= _STRONG:
        return Strength.STRONG
    return Strength.POSSIBLE if score >= _POSSIBLE else Strength.WEAK


def _same_sentence(one: Features, other: Features) -> bool:
    return any(len(piece) >= _QUOTE_RUN and piece in other.quoted for piece in one.quoted)


def _longest_run(one: Sequence[str], other: Sequence[str]) -> int:
    """Most words shared in a row."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, word in enumerate(other):
        places[word].append(index)
    best = 0
    previous: Counter[int] = Counter()
    for word in one:
        current: Counter[int] = Counter()
        for index in places.get(word, ()):
            current[index] = previous[index - 1] + 1
            best = max(best, current[index])
        previous = current
    return best

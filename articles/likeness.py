"""How alike two sentences are: shared words by rarity, shared letters, place, numbers, phrases.

- half symmetric BM25 (each side divided by its self-score, so that both lengths count),
- half the cosine of character 5-gram sets weighted by rarity, which meets inflected words and
  spellings but not the titles and names that every sentence holds,
- a little for rare words in absolute terms: three rare words say more than one,
- a little for what stands early in both articles, for a shared number or short quotation.

What is proposed for one sentence is ranked with more of the third and less of the place: there the
question is which, not whether. The words of a name of several words count as less than words of
their own. Rarity is counted over the sentences of the open articles.
"""

import math
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from .record import record
from .shared_quotes import QuotedWords
from .span import Span
from .words import Word

_GRAM = 5
_RUN = 8
_SATURATION = 1.2  # BM25's k1
_LENGTH_SHARE = 0.75  # BM25's b
_WORD_SHRINKAGE = 0.5  # of the mean self-score: keeps one-word sentences from matching everything
_GRAM_SHRINKAGE = 0.55  # of the mean gram norm, for the same reason
_GRAM_POWER = 1.4  # rarity to the 0.7th on either side of the cosine
_SMALLEST = 0.05  # rarity of what stands everywhere

_EVIDENCE = 0.002  # for each unit of rarity of the shared words
_PROPOSED_EVIDENCE = 0.002  # more of it among proposals
_PROPOSED_EARLY = 0.5  # of what a place adds, among proposals
_EARLY = 0.09
_EARLY_FALL = 4.5
_SHARED_PHRASE = 0.1
_SHARED_NUMBER = 0.04


@record
class Features:
    """What the comparison knows about one sentence."""

    number: int
    """Its number in the index."""
    article: int
    span: Span
    early: float
    """What its place in the article adds at most to a score."""
    words: list[Word]
    forms: list[str]
    weights: dict[str, float]
    """BM25 weight of every stem."""
    self_score: float
    runs: frozenset[tuple[str, ...]]
    """Every eight words in a row, quoted or not."""
    grams: frozenset[str]
    gram_norm: float
    numbers: frozenset[str]
    quoted: QuotedWords
    phrases: tuple[str, ...]
    """The short ones of the quotations."""


class _GramWeights(dict[str, float]):
    """Weights of the grams counted; any other is as rare as can be."""

    rarest = 1.0

    def __missing__(self, gram: str) -> float:
        return self.rarest


class Rarity:
    """How rare stems and character 5-grams are among the sentences compared."""

    def __init__(self, sentences: int, mean_length: float, stems: Counter[str]) -> None:
        self._sentences = sentences
        self._mean_length = mean_length or 1.0
        self.stems = {stem: self._of(count) for stem, count in stems.items()}
        """Rarity of every stem that occurs."""
        self._grams = _GramWeights()
        self.mean_self_score = 1.0
        self.mean_gram_norm = 1.0

    def _of(self, count: int) -> float:
        return max(_SMALLEST, math.log((self._sentences + 1) / (count + 0.5)))

    def weight(self, stem: str, count: int, length: int) -> float:
        """BM25 weight of a stem that occurs ``count`` times in a sentence of ``length`` stems."""
        relative = (length or 1) / self._mean_length
        damping = _SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * relative)
        return self.stems[stem] * count * (_SATURATION + 1) / (count + damping)

    def learn_grams(self, sentences: Sequence[frozenset[str]]) -> None:
        """Count grams over a sample of the sentences; grams outside it are as rare as can be."""
        counts = Counter(gram for grams in sentences for gram in grams)
        total = len(sentences) + 1
        by_count = [
            max(_SMALLEST, math.log(total / (count + 0.5))) ** _GRAM_POWER
            for count in range(total + 1)
        ]
        self._grams.rarest = by_count[1]
        self._grams.update({gram: by_count[count] for gram, count in counts.items()})
        self.mean_gram_norm = sum(map(self.gram_norm, sentences)) / max(1, len(sentences)) or 1.0

    def gram_weight(self, grams: frozenset[str]) -> float:
        """Weight of a set of grams."""
        return sum(map(self._grams.__getitem__, grams))

    def gram_norm(self, grams: frozenset[str]) -> float:
        """Length of the vector of a set of grams."""
        return math.sqrt(self.gram_weight(grams))


def grams_of(forms: Sequence[str]) -> frozenset[str]:
    """Every run of five characters of the words, blanks between them included."""
    padded = f" {' '.join(forms)} "
    return frozenset([padded[i : i + _GRAM] for i in range(len(padded) - _GRAM + 1)])


def runs_of(forms: Sequence[str]) -> frozenset[tuple[str, ...]]:
    """Every eight words in a row."""
    return frozenset(zip(*(forms[start:] for start in range(_RUN)), strict=False))


class Likeness(NamedTuple):
    """How alike two sentences are, about 0 to 1."""

    score: float
    rank: float
    """The same for ranking what is proposed for one sentence."""


def likeness(one: Features, other: Features, letters: float, rarity: Rarity) -> Likeness:
    """How alike two sentences are; quotations of three words and more left aside.

    ``letters`` is what `letters_in_common` found.
    """
    early = min(one.early, other.early)
    score = early + 0.5 * letters
    mine, theirs = one.weights, other.weights
    in_mine = in_theirs = evidence = 0.0
    for stem in mine.keys() & theirs.keys():
        in_mine += mine[stem]
        in_theirs += theirs[stem]
        evidence += rarity.stems[stem]
    shrinkage = _WORD_SHRINKAGE * rarity.mean_self_score
    score += _EVIDENCE * evidence + 0.25 * (
        in_theirs / (one.self_score + shrinkage) + in_mine / (other.self_score + shrinkage)
    )
    if not one.numbers.isdisjoint(other.numbers):
        score += _SHARED_NUMBER
    if (one.phrases and _holds_phrase(other, one)) or (other.phrases and _holds_phrase(one, other)):
        score += _SHARED_PHRASE
    return Likeness(score, score - _PROPOSED_EARLY * early + _PROPOSED_EVIDENCE * evidence)


def letters_in_common(
    one: Features, other: Features, common: frozenset[str], rarity: Rarity
) -> float:
    """Cosine of the sets of character 5-grams, weighted by rarity; ``common`` ones of both."""
    if not common:
        return 0.0
    shrinkage = _GRAM_SHRINKAGE * rarity.mean_gram_norm
    return rarity.gram_weight(common) / (
        (one.gram_norm + shrinkage) * (other.gram_norm + shrinkage)
    )


def earliness(position: float) -> float:
    """What a place in the article, from 0 to 1, adds at most to a score."""
    return _EARLY * math.exp(-_EARLY_FALL * position)


def _holds_phrase(one: Features, other: Features) -> bool:
    """Whether a short quotation of ``other`` stands, quoted or not, in ``one``."""
    text = f" {' '.join(one.forms)} "
    return any(f" {phrase} " in text for phrase in other.phrases)

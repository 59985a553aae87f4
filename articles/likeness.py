"""How alike two passages are: shared words by rarity, shared letters, place, and shared quotations.

Half symmetric BM25 over the open articles, half cosine of character 5-gram sets; what stands early
in both articles, and what shares a short quoted phrase, counts a little more.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from .article import Article
from .span import Span
from .words import STOP_WORDS, Word, words_in

_GRAM = 5
_SATURATION = 1.2  # BM25's k1
_LENGTH_SHARE = 0.75  # BM25's b
_SHRINKAGE = 0.3  # of the mean self-score: keeps one-word sentences from matching everything
_EARLY = 0.1
_SHARED_PHRASE = 0.1


@dataclass(slots=True)
class Features:
    """What the comparison knows about one sentence."""

    article: int
    span: Span
    position: float
    words: list[Word]
    counts: Counter[str]
    grams: frozenset[str]
    quoted: list[list[str]]
    """Words inside quotation marks, one list for every quoted sentence or piece of one."""
    weights: dict[str, float] = field(default_factory=dict[str, float])
    self_score: float = 0.0

    @property
    def forms(self) -> list[str]:
        """The words as compared, in order."""
        return [word.form for word in self.words]


@cache
def _inner_end() -> re.Pattern[str]:
    return re.compile(r"(?<=[.!?])\s+")


def features_of(article: Article, number: int) -> list[Features]:
    """Features of every sentence of the article that is not furniture and holds a word."""
    folded = [Span(line.start, line.end) for line in article.furniture]
    spans = [s for s in article.sentences if not any(s.overlaps(f) for f in folded)]
    found: list[Features] = []
    for order, span in enumerate(spans):
        words = words_in(article.text, span.start, span.end)
        if words:
            found.append(_features(article, number, span, words, order / max(1, len(spans) - 1)))
    return found


def _features(
    article: Article, number: int, span: Span, words: list[Word], position: float
) -> Features:
    stems = [w.stem for w in words if w.form not in STOP_WORDS and len(w.form) > 1]
    padded = f" {' '.join(word.form for word in words)} "
    grams = frozenset(padded[i : i + _GRAM] for i in range(len(padded) - _GRAM + 1))
    quoted: list[list[str]] = []
    for quotation in article.quotations:
        start, end = max(span.start, quotation.start), min(span.end, quotation.end)
        if start < end:
            for piece in _inner_end().split(article.text[start:end].strip("“”\"'‘’")):
                forms = [word.form for word in words_in(piece)]
                if forms:
                    quoted.append(forms)
    return Features(number, span, position, words, Counter(stems), grams, quoted)


def weigh(sentences: Sequence[Features]) -> None:
    """Fill in BM25 weights and self-scores from all the sentences that are compared."""
    total = len(sentences)
    frequency = Counter(stem for sentence in sentences for stem in sentence.counts)
    rarity = {s: max(0.05, math.log((total + 1) / (n + 0.5))) for s, n in frequency.items()}
    mean = sum(sum(s.counts.values()) or 1 for s in sentences) / max(1, total)
    for sentence in sentences:
        length = (sum(sentence.counts.values()) or 1) / mean
        damping = _SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * length)
        sentence.weights = {
            stem: rarity[stem] * count * (_SATURATION + 1) / (count + damping)
            for stem, count in sentence.counts.items()
        }
        sentence.self_score = sum(sentence.weights.values())
    shrinkage = _SHRINKAGE * sum(s.self_score for s in sentences) / max(1, total) or 1.0
    for sentence in sentences:
        sentence.self_score += shrinkage


def likeness(one: Features, other: Features) -> float:
    """The score of two sentences, about 0 to 1, quotations of five words and more left aside."""
    shared = one.weights.keys() & other.weights.keys()
    letters = shared_letters(one, other)
    by_words = 0.5 * (
        sum(other.weights[stem] for stem in shared) / one.self_score
        + sum(one.weights[stem] for stem in shared) / other.self_score
    )
    early = _EARLY * math.exp(-4 * max(one.position, other.position))
    phrase = _SHARED_PHRASE if _share_phrase(one, other) else 0.0
    return 0.5 * by_words + 0.5 * letters + early + phrase


def shared_letters(one: Features, other: Features) -> float:
    """Cosine of the sets of character 5-grams."""
    common = len(one.grams & other.grams)
    return common / math.sqrt(len(one.grams) * len(other.grams)) if common else 0.0


def _share_phrase(one: Features, other: Features) -> bool:
    return _phrase_in(one, other) or _phrase_in(other, one)


def _phrase_in(one: Features, other: Features) -> bool:
    """Whether a quoted phrase of two to four words stands in the other sentence."""
    phrases = [" ".join(piece) for piece in one.quoted if 2 <= len(piece) <= 4]
    if not phrases:
        return False
    text = f" {' '.join(other.forms)} "
    return any(f" {phrase} " in text for phrase in phrases)

"""Which sentences share words: an inverted index over the sentences of all open articles.

Only numbers are kept for every sentence; what comparing two of them needs is made from the text
again when they are compared, so that megabytes of text stay cheap.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TypeAlias

from .article import Article
from .likeness import Features, Rarity, earliness, grams_of, runs_of
from .names import name_shares
from .quotations import Quotation
from .sentences import split_sentences
from .shared_quotes import QuotedWords
from .span import Span
from .words import Word, words_in

_KEPT = 4096  # sentences whose features stay in memory
_GRAM_SAMPLE = 1500  # sentences over which the rarity of grams is counted
_COMMON = 400  # a word in more sentences than this, and in over a twentieth, finds no candidates
_COMMON_SHARE = 20
_LEAST_WORDS = 0.02  # word score below which sentences are not compared further
_MANY = 600  # sentences from which on that limit doubles: it costs one possible parallel in twenty
_PLACES = range(400, 20_000)  # most places of its words, the rare ones first, looked at for one
_PLACES_BUDGET = 60_000_000  # sentence: the fewer, the more sentences there are
_ROW = range(2, 40)  # most candidates of a sentence in one other article, likewise
_ROW_BUDGET = 60_000
_CHECK_EVERY = 256  # sentences between two looks at the cancel flag


_Stems: TypeAlias = dict[str, tuple[int, float]]
"""How often each stem occurs in a sentence, and what share of its weight it has there."""
_Occurrences: TypeAlias = "dict[str, tuple[array[int], array[int], array[float]]]"
"""Of every stem: sentences that hold it, how often, and what share of its weight it has there."""


class ComparisonCancelled(Exception):
    """Raised out of a comparison when its ``cancelled`` callback says so."""


class SentenceIndex:
    """Sentences of several articles, numbered through, furniture and wordless ones left out."""

    def __init__(
        self, articles: Sequence[Article], cancelled: Callable[[], bool] = lambda: False
    ) -> None:
        self._articles = articles
        self.spans: list[Span] = []
        self._first: list[int] = []
        self._self_scores = array("d")
        self._postings: dict[str, tuple[array[int], array[float]]] = {}
        self._kept: dict[int, Features] = {}
        self._read: dict[int, tuple[list[Word], _Stems]] = {}  # until their features are made
        counted = self._count(cancelled)
        self.rarity = self._weigh(*counted)
        self._learn_grams(cancelled)

    def __len__(self) -> int:
        return len(self.spans)

    def article_of(self, number: int) -> int:
        """Number of the article that holds the sentence."""
        return bisect_right(self._first, number) - 1

    def numbers_of(self, article: int) -> range:
        """Numbers of the sentences of an article."""
        following = article + 1
        end = self._first[following] if following < len(self._first) else len(self.spans)
        return range(self._first[article], end)

    def number_of(self, article: int, span: Span) -> int | None:
        """Number of a sentence, or ``None`` when it takes no part."""
        numbers = self.numbers_of(article)
        found = bisect_left(self.spans, span, numbers.start, numbers.stop)
        return found if found < numbers.stop and self.spans[found] == span else None

    def holders(self, stem: str) -> Iterable[int]:
        """Numbers of the sentences that hold the stem."""
        return self._postings[stem][0] if stem in self._postings else ()

    def _count(self, cancelled: Callable[[], bool]) -> "tuple[list[int], _Occurrences]":
        """Number the sentences; how many stems each has, and where each stem occurs."""
        lengths: list[int] = []
        occurrences: _Occurrences = {}
        for article in self._articles:
            self._first.append(len(self.spans))
            for span in body_sentences(article):
                if len(self.spans) % _CHECK_EVERY == 0 and cancelled():
                    raise ComparisonCancelled
                words = words_in(article.text, span.start, span.end)
                if not words:
                    continue
                stems = _stems(article.text, words)
                for stem, (count, share) in stems.items():
                    numbers, counts, shares = occurrences.setdefault(
                        stem, (array("L"), array("L"), array("d"))
                    )
                    numbers.append(len(self.spans))
                    counts.append(count)
                    shares.append(share)
                if len(self._read) < _KEPT:
                    self._read[len(self.spans)] = words, stems
                self.spans.append(span)
                lengths.append(sum(count for count, _ in stems.values()))
        return lengths, occurrences

    def _weigh(self, lengths: list[int], occurrences: "_Occurrences") -> Rarity:
        total = len(lengths)
        mean = sum(length or 1 for length in lengths) / max(1, total)
        frequency = Counter({stem: len(numbers) for stem, (numbers, _, _) in occurrences.items()})
        rarity = Rarity(total, mean, frequency)
        self._self_scores = array("d", bytes(8 * total))
        for stem, (numbers, counts, shares) in occurrences.items():
            weights = array("d")
            for number, count, share in zip(numbers, counts, shares, strict=True):
                weight = share * rarity.weight(stem, count, lengths[number])
                weights.append(weight)
                self._self_scores[number] += weight
            self._postings[stem] = numbers, weights
        rarity.mean_self_score = sum(self._self_scores) / max(1, total) or 1.0
        return rarity

    def _learn_grams(self, cancelled: Callable[[], bool]) -> None:
        step = max(1, len(self.spans) // _GRAM_SAMPLE)
        sample: list[frozenset[str]] = []
        for number in range(0, len(self.spans), step):
            if len(sample) % _CHECK_EVERY == 0 and cancelled():
                raise ComparisonCancelled
            sample.append(grams_of([word.form for word in self._words(number)]))
        self.rarity.learn_grams(sample)

    def _words(self, number: int) -> list[Word]:
        if number in self._read:
            return self._read[number][0]
        span = self.spans[number]
        return words_in(self._articles[self.article_of(number)].text, span.start, span.end)

    def features(self, number: int) -> Features:
        """What the comparison knows about a sentence; made once while memory allows."""
        known = self._kept.get(number)
        if known is None:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            known = self._kept[number] = self._features(number)
        return known

    def _features(self, number: int) -> Features:
        article_number = self.article_of(number)
        article, span = self._articles[article_number], self.spans[number]
        numbers = self.numbers_of(article_number)
        words, stems = self._read.pop(number, None) or (self._words(number), None)
        forms = [word.form for word in words]
        stems = stems or _stems(article.text, words)
        grams = grams_of(forms)
        length = sum(count for count, _ in stems.values())
        quoted = quoted_words(article, span)
        return Features(
            number=number,
            article=article_number,
            span=span,
            early=earliness((number - numbers.start) / max(1, len(numbers) - 1)),
            words=words,
            forms=forms,
            weights={
                stem: share * self.rarity.weight(stem, count, length)
                for stem, (count, share) in stems.items()
            },
            self_score=self._self_scores[number],
            runs=runs_of(forms),
            grams=grams,
            gram_norm=self.rarity.gram_norm(grams),
            numbers=frozenset(form for form in forms if form[0].isdigit()),
            quoted=quoted,
            phrases=quoted.phrases,
        )

    def candidates(self, number: int, targets: range | None = None) -> list[int]:
        """Sentences of other articles (or among ``targets``) worth comparing with this one."""
        one = self.features(number)
        own = self.numbers_of(one.article)
        common = max(_COMMON, len(self.spans) // _COMMON_SHARE)
        shrinkage = 0.5 * self.rarity.mean_self_score
        own_scale, scores = one.self_score + shrinkage, self._self_scores
        found: dict[int, float] = {}
        left = _within(_PLACES, _PLACES_BUDGET // len(self.spans))
        for stem in sorted(one.weights, key=lambda stem: len(self._postings[stem][0])):
            numbers, weights = self._postings[stem]
            if found and len(numbers) > min(common, left):
                break
            weight = one.weights[stem]
            for index in islice(_places(numbers, own, targets), max(0, left)):
                other = numbers[index]
                gain = weights[index] / own_scale + weight / (scores[other] + shrinkage)
                found[other] = found.get(other, 0.0) + gain
            left -= len(numbers)
        least = 2 * _LEAST_WORDS * (2 if len(self.spans) > _MANY else 1)
        return self._best_of_each_article({n: s for n, s in found.items() if s >= least})

    def _best_of_each_article(self, found: dict[int, float]) -> list[int]:
        most = _within(_ROW, _ROW_BUDGET // len(self.spans))
        if len(found) <= most:
            return sorted(found)
        rows: dict[int, list[int]] = {}
        for number in found:
            rows.setdefault(self.article_of(number), []).append(number)
        kept = [sorted(row, key=lambda n: -found[n])[:most] for row in rows.values()]
        return sorted(number for row in kept for number in row)


def _within(limits: range, number: int) -> int:
    """The number, or the limit that it passes."""
    return max(limits.start, min(limits.stop, number))


def _stems(text: str, words: Sequence[Word]) -> "_Stems":
    """The telling stems of a sentence."""
    found: _Stems = {}
    for word, share in zip(words, name_shares(text, words), strict=True):
        if word.tells:
            stem = word.stem
            count, most = found.get(stem, (0, share))
            found[stem] = count + 1, max(most, share)
    return found


def _places(numbers: "array[int]", own: range, targets: range | None) -> Iterable[int]:
    """Places in ``numbers`` of sentences in other articles, or in ``targets``."""
    if targets is not None:
        return range(bisect_left(numbers, targets.start), bisect_left(numbers, targets.stop))
    before = range(bisect_left(numbers, own.start))
    return chain(before, range(bisect_left(numbers, own.stop), len(numbers)))


def body_sentences(article: Article) -> Iterator[Span]:
    """Sentences of the article without those in furniture."""
    furniture = article.furniture
    index = 0
    for span in article.sentences:
        while index < len(furniture) and furniture[index].end <= span.start:
            index += 1
        if index == len(furniture) or furniture[index].start >= span.end:
            yield span


def quoted_words(article: Article, span: Span) -> QuotedWords:
    """The words of a sentence inside quotation marks, a piece for each quoted sentence."""
    quotations = article.quotations
    index = bisect_right(quotations, span.start, key=lambda quotation: quotation.end)
    pieces: list[tuple[str, ...]] = []
    while index < len(quotations) and quotations[index].start < span.end:
        pieces.extend(_pieces(article.text, quotations[index], span))
        index += 1
    return QuotedWords(tuple(pieces))


def _pieces(text: str, quotation: Quotation, span: Span) -> Iterator[tuple[str, ...]]:
    start = max(span.start, quotation.start)
    inner = text[start : min(span.end, quotation.end)]
    for sentence in split_sentences(inner):
        forms = words_in(inner, sentence.start, sentence.end)
        if forms:
            yield tuple(word.form for word in forms)

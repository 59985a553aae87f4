"""Passages in different articles that correspond: the look-ups of the reader and the commands."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from .article import Article
from .correspondence import Parallel, Passage, Relation, Sign, Strength
from .parallel_finder import ParallelFinder, order
from .sentence_index import ComparisonCancelled, body_sentences
from .span import Span

if TYPE_CHECKING:
    from .pair_words import PairWords
    from .values import ValueDifference

__all__ = [
    "ComparisonCancelled",
    "Parallel",
    "ParallelFinder",
    "Parallels",
    "Passage",
    "Relation",
    "Sign",
    "Strength",
    "find_parallels",
]


class Parallels:
    """All parallels of a set of articles, with the look-ups the reader needs."""

    def __init__(self, articles: Sequence[Article] = (), pairs: Iterable[Parallel] = ()) -> None:
        self.pairs: tuple[Parallel, ...] = tuple(pairs)
        """Best first."""
        self._articles = {article.id: article for article in articles}
        self._of: defaultdict[tuple[Passage, str], list[Parallel]] = defaultdict(list)
        self._anywhere: defaultdict[Passage, list[Parallel]] = defaultdict(list)
        self._differing: dict[tuple[Passage, Passage], tuple[ValueDifference, ...]] = {}
        for pair in sorted(self.pairs, key=order):
            for here, there in ((pair.a, pair.b), (pair.b, pair.a)):
                self._of[here, there.article].append(pair)
                self._anywhere[here].append(pair)

    def of(
        self, passage: Passage, other: str, at_least: Strength = Strength.POSSIBLE
    ) -> list[Parallel]:
        """Parallels of a sentence in the article ``other``, best first, quotes before others."""
        found = self._of.get((passage, other), [])
        return [pair for pair in found if pair.strength.rank <= at_least.rank]

    def best(self, passage: Passage, other: str, n: int = 3) -> list[Parallel]:
        """The ``n`` best proposals for a sentence in the article ``other``.

        First what is marked, strong or possible; then weak ones.
        """
        if passage.article not in self._articles or other not in self._articles:
            return []
        marked = self.of(passage, other)[:n]
        if len(marked) == n:
            return marked
        known = [pair.counterpart(passage) for pair in marked]
        return marked + self._finder.proposed(passage, other, known, n - len(marked))

    def only_here(self, article_id: str) -> list[Span]:
        """Sentences of an article that no other article has, furniture left out."""
        return [span for span, sign in self.signs(article_id).items() if sign is Sign.ONLY_HERE]

    def sign(self, passage: Passage) -> Sign | None:
        """What the gutter says of a sentence; ``None`` for furniture and for a lone article."""
        return self.signs(passage.article).get(passage.span)

    def signs(self, article_id: str) -> dict[Span, Sign]:
        """The gutter signs of an article's sentences; none when it is the only article."""
        if len(self._articles) < 2 or article_id not in self._articles:
            return {}
        if article_id not in self._signs:
            self._signs[article_id] = {
                span: self._sign(Passage(article_id, span))
                for span in body_sentences(self._articles[article_id])
            }
        return self._signs[article_id]

    def words(self, pair: Parallel) -> "PairWords":
        """The shared words of a pair; in a shared quotation the edited words too."""
        from .pair_words import pair_words  # here, because the reader starts without it

        a, b = self._articles[pair.a.article], self._articles[pair.b.article]
        return pair_words(a, pair.a.span, b, pair.b.span, pair.relation)

    def differing(self, pair: Parallel) -> "tuple[ValueDifference, ...]":
        """Dates, numbers and names in which the two passages differ."""
        from .values import differing_values  # here, because the reader starts without it

        key = pair.a, pair.b
        if key not in self._differing:
            a, b = self._articles[pair.a.article], self._articles[pair.b.article]
            found = differing_values(a.text, pair.a.span, b.text, pair.b.span)
            self._differing[key] = tuple(found)
        return self._differing[key]

    @cached_property
    def _finder(self) -> ParallelFinder:
        return ParallelFinder(tuple(self._articles.values()))

    @cached_property
    def _signs(self) -> dict[str, dict[Span, Sign]]:
        return {}

    def _sign(self, passage: Passage) -> Sign:
        found = self._anywhere.get(passage, [])
        strong = [pair for pair in found if pair.strength is Strength.STRONG]
        if any(self.differing(pair) for pair in strong):
            return Sign.VALUES_DIFFER
        if strong:
            return Sign.STRONG
        if any(pair.strength is Strength.POSSIBLE for pair in found):
            return Sign.POSSIBLE
        return Sign.ONLY_HERE


def find_parallels(
    articles: Sequence[Article],
    *,
    at_least: Strength = Strength.POSSIBLE,
    cancelled: Callable[[], bool] = lambda: False,
) -> Parallels:
    """Compare every article with every other.

    With ``at_least=Strength.WEAK`` the pairs hold the weak ones too, as far as they are among the
    best three of either sentence. Raises `ComparisonCancelled` when ``cancelled`` says so.
    """
    if len(articles) < 2:
        return Parallels(articles)
    finder = ParallelFinder(articles, cancelled=cancelled)
    return Parallels(articles, finder.run(at_least=at_least, cancelled=cancelled))

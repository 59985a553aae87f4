"""Where to go next: passages that nobody tagged, annotations that need checking."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from ..articles.article import Article
from ..articles.parallels import Passage
from ..articles.span import Span
from .codebook import Codebook
from .model import Annotation
from .progress import body_sentences_after, needs_checking

ByArticle = Mapping[str, Sequence[Annotation]]


def next_untagged(
    articles: Sequence[Article], annotations: ByArticle, article: str, after: int
) -> Passage | None:
    """The next sentence that no tag touches, furniture left out.

    Looks from ``after`` (its sentence must begin later) to the end of ``article``, then through
    the following articles, and from the first one round to the start; ``None`` when all is tagged.
    """
    for place, offset in _onward(articles, article, after):
        tagged = _Covered(found for found in annotations.get(place.id, ()) if found.tags)
        for sentence in body_sentences_after(place, offset):
            if not tagged.touches(sentence):
                return Passage(place.id, sentence)
    return None


def next_to_check(
    articles: Sequence[Article],
    annotations: ByArticle,
    codebook: Codebook,
    article: str,
    after: int,
) -> Annotation | None:
    """The next annotation that needs checking, in the order of `next_untagged`."""
    for place, offset in _onward(articles, article, after):
        for annotation in annotations.get(place.id, ()):
            if annotation.start > offset and needs_checking(annotation, codebook):
                return annotation
    return None


def _onward(articles: Sequence[Article], article: str, after: int) -> Iterator[tuple[Article, int]]:
    """Every article from the present one on, round to the present one again from its start."""
    at = next((number for number, found in enumerate(articles) if found.id == article), None)
    if at is None:
        yield from ((found, -1) for found in articles)
        return
    yield articles[at], after
    yield from ((found, -1) for found in chain(articles[at + 1 :], articles[: at + 1]))


class _Covered:
    """The stretches of a text that annotations cover."""

    def __init__(self, annotations: Iterator[Annotation]) -> None:
        spans = sorted(
            span for annotation in annotations for span in annotation.pieces or (annotation.span,)
        )
        self._merged: list[Span] = []
        for span in spans:
            if self._merged and span.start <= self._merged[-1].end:
                last = self._merged.pop()
                span = Span(last.start, max(last.end, span.end))
            self._merged.append(span)

    def touches(self, span: Span) -> bool:
        """Whether an annotation covers a part of ``span``."""
        at = bisect_left(self._merged, span.end, key=lambda covered: covered.start) - 1
        return at >= 0 and self._merged[at].end > span.start

"""Where the caret goes: words, sentences, paragraphs and quotations of one article.

Everything is found paragraph by paragraph, on demand, so that an article of any size answers a key
at once. Offsets are code points of the article's text.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from ..articles.article import Article
from ..articles.span import Span

_COUNTED_UP_TO = 200_000
"""Code points of an article whose sentences are counted on a key press."""


@cache
def _word() -> re.Pattern[str]:
    """A word with its inner apostrophes and hyphens; a Chinese, Japanese or Korean sign alone."""
    signs = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
    return re.compile(rf"{signs}|[^\W_]+(?:[’'\-.][^\W_]+)*")


class Motions:
    """Moves in one article; ``hidden`` paragraphs (folded furniture) are stepped over."""

    def __init__(self, article: Article, hidden: frozenset[int] = frozenset()) -> None:
        self.article = article
        self.hidden = hidden
        self._sentences = lru_cache(maxsize=512)(article.sentences_of)
        self._words = lru_cache(maxsize=64)(self._find_words)

    def _find_words(self, paragraph: int) -> tuple[Span, ...]:
        start, end = self.article.paragraphs[paragraph]
        return tuple(
            Span(*match.span()) for match in _word().finditer(self.article.text, start, end)
        )

    def _units(self, kind: str, paragraph: int) -> tuple[Span, ...]:
        if paragraph in self.hidden:
            return ()
        if kind == "word":
            return self._words(paragraph)
        sentences = self._sentences(paragraph)
        if kind == "paragraph":
            return (Span(sentences[0].start, sentences[-1].end),) if sentences else ()
        return sentences

    def _after(self, kind: str, offset: int) -> Iterator[Span]:
        first = self.article.paragraph_at(offset)
        for paragraph in range(first, len(self.article.paragraphs)):
            yield from (unit for unit in self._units(kind, paragraph) if unit.start > offset)

    def _before(self, kind: str, offset: int) -> Iterator[Span]:
        for paragraph in range(self.article.paragraph_at(offset), -1, -1):
            units = self._units(kind, paragraph)
            yield from (unit for unit in reversed(units) if unit.start < offset)

    def following(self, kind: str, offset: int) -> Span | None:
        """The first ``"word"``, ``"sentence"`` or ``"paragraph"`` that starts after ``offset``."""
        return next(self._after(kind, offset), None)

    def preceding(self, kind: str, offset: int) -> Span | None:
        """The last word, sentence or paragraph that starts before ``offset``."""
        return next(self._before(kind, offset), None)

    def at(self, kind: str, offset: int) -> Span | None:
        """The unit that holds ``offset``, else the nearest one before it, else the first after."""
        here = self.preceding(kind, offset + 1)
        return here or self.following(kind, offset)

    def first(self) -> int:
        """Offset of the first sentence that is not hidden."""
        unit = self.following("sentence", -1)
        return unit.start if unit else 0

    def last(self) -> int:
        """Offset of the last sentence that is not hidden."""
        unit = self.preceding("sentence", len(self.article.text) + 1)
        return unit.start if unit else 0

    def where(self, offset: int) -> str:
        """``3/17``: sentences counted from 1; in a long article ``42 %`` of the text."""
        length = len(self.article.text)
        if length > _COUNTED_UP_TO:
            return f"{100 * offset / length:.1f} %"
        index = self.article.sentence_at(offset)
        return f"{0 if index is None else index + 1}/{len(self.article.sentences)}"

    def where_in_words(self, offset: int) -> str:
        """The same in words."""
        where = self.where(offset)
        return f"sentence {where.replace('/', ' of ')}" if "/" in where else f"{where} of the text"

    def quotation_at(self, span: Span) -> Span | None:
        """The quotation, with its marks, around ``span``."""
        near = self.article.quotations_near(span.start, span.end)
        around = (Span(q.start, q.end) for q in near)
        return next((q for q in around if q.start <= span.start and span.end <= q.end), None)

    def objects_around(self, span: Span) -> list[Span]:
        """Word, quotation (without, with marks), sentence and paragraph around, small first."""
        found: list[Span] = []
        word = self.at("word", span.start)
        if word:
            found.append(word)
        quotation = self.quotation_at(span)
        if quotation:
            found += [Span(quotation.start + 1, quotation.end - 1), quotation]
        for kind in ("sentence", "paragraph"):
            first, last = self.at(kind, span.start), self.at(kind, max(span.start, span.end - 1))
            if first and last:
                found.append(Span(first.start, last.end))
        holding = {s for s in found if s.start <= span.start and span.end <= s.end}
        return sorted(holding, key=lambda s: (s.end - s.start, s.start))

    def expand(self, span: Span) -> Span:
        """The next larger object around ``span``; ``span`` itself when there is none."""
        return next((s for s in self.objects_around(span) if s != span), span)

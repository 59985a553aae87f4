"""Proposed places that begin and end where words do, or sentences.

An approximate search knows letters alone: what it finds may begin in the middle of a word.
"""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING
from unicodedata import combining

from ..articles.article import Article
from ..articles.sentences import split_sentences
from ..articles.span import Span
from .quote_search import Candidate, Quote, judge

if TYPE_CHECKING:
    import regex

_WINDOW = 64
"""Code points on either side in which a word is looked for."""


def settled(quote: Quote, found: tuple[Candidate, ...], article: Article) -> tuple[Candidate, ...]:
    """The places found for a quote, put on borders of words or sentences; the best first.

    Verbatim places stay as they are. Of two that overlap then, the verbatim or better one is kept.
    """
    kept: list[Candidate] = []
    moved = [_settled(quote, candidate, article) for candidate in found]
    for one in sorted(moved, key=lambda c: (c.likeness < 1, -c.score, c.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda c: (-c.score, c.start)))


def _settled(quote: Quote, found: Candidate, article: Article) -> Candidate:
    text = article.text
    if text[found.start : found.end] == quote.exact:
        return found
    start, end = whole_words(text, Span(found.start, found.end))
    begins, ends = _sentence_borders(quote)
    told = [span for span in _sentences(article, Span(start, end)) if _mostly(span, found)]
    if told and begins:
        start = told[0].start
    if told and ends:
        end = told[-1].end
    return judge(quote, text, start, end) if start < end else found


def whole_words(text: str, span: Span) -> Span:
    """The span without parts of words, and without blanks at either end.

    A word of which half or more lies in the span is taken in whole, another is left out. In scripts
    without blanks a word is a grapheme cluster. A span within one word becomes that word.
    """
    first, last = _unit(text, span.start), _unit(text, span.end)
    start = first.end if span.start - first.start > first.end - span.start else first.start
    end = last.end if 2 * (span.end - last.start) >= last.end - last.start else last.start
    start = next((at for at in range(start, end) if not _is_blank(text, at)), end)
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else Span(first.start, max(first.end, last.end))


def _is_blank(text: str, at: int) -> bool:
    """Whether a blank stands there, and carries no mark."""
    return text[at].isspace() and not combining(text[at + 1 : at + 2] or " ")


def _unit(text: str, at: int) -> Span:
    """The word or cluster that ``at`` lies inside of; empty, at ``at``, when it is a border."""
    for match in _units().finditer(text, max(0, at - _WINDOW), min(len(text), at + _WINDOW)):
        if match.start() < at < match.end():
            return Span(match.start(), match.end())
        if match.start() >= at:
            break
    return Span(at, at)


@cache
def _units() -> "regex.Pattern[str]":
    import regex

    unspaced = r"[\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Han}\p{Hiragana}\p{Katakana}]"
    letters = rf"(?:(?!{unspaced})[\w\p{{M}}\u200c\u200d])+"
    return regex.compile(rf"{letters}(?:['’.,-]{letters})*|\X")


def _sentence_borders(quote: Quote) -> tuple[bool, bool]:
    """Whether a quote begins where a sentence does, and whether it ends where one does."""
    around = split_sentences(quote.prefix + quote.exact + quote.suffix)
    start = len(quote.prefix)
    end = start + len(quote.exact)
    return any(s.start == start for s in around), any(s.end == end for s in around)


def _sentences(article: Article, span: Span) -> Iterator[Span]:
    first, last = article.paragraph_at(span.start), article.paragraph_at(span.end - 1)
    for paragraph in range(first, last + 1):
        yield from article.sentences_of(paragraph)


def _mostly(sentence: Span, found: Candidate) -> bool:
    """Whether a place covers more than half of a sentence."""
    shared = min(sentence.end, found.end) - max(sentence.start, found.start)
    return 2 * shared > sentence.end - sentence.start

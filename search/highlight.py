"""Where a query's words stand in an article, and the piece of text that shows them best."""

from collections.abc import Iterable, Sequence, Set
from functools import lru_cache
from itertools import chain

from ..articles.article import Article
from ..articles.span import Span
from .analyzer import Words, stem_of, words
from .patterns import accepted
from .query import STEMMED_FIELDS, TEXT, Kind, Node, Phrase, wanted_phrases
from .results import Snippet

SNIPPET_LENGTH = 200
"""Code points of an article that a snippet shows, at most."""

_LEAD = 40
_CONTEXT = 200
_LONG = 200_000
"""Code points from which on an article is long: only few long ones are kept analysed."""


class Highlighter:
    """The words of one query, looked up in many articles."""

    def __init__(self, node: Node | None) -> None:
        self._phrases = [phrase for phrase in wanted_phrases(node) if phrase.field == TEXT]

    def matches(self, article: Article, within: Span | None = None) -> list[Span]:
        """Spans of the article's text, in order; those that overlap are joined."""
        start = article.front_matter
        if within is None:
            known = _few_words if len(article.text) < _LONG else _many_words
            return self._places(*known(article.text, start), start)
        part = _whole_words(article.text, within)
        start = max(start, part.start)
        return self._places(*_analysed(article.text[: part.end], start), start)

    def _places(self, text: Words, vocabulary: Set[str], offset: int) -> list[Span]:
        places = (_places(phrase, text, vocabulary, offset) for phrase in self._phrases)
        return _joined(sorted(chain.from_iterable(places)))


def snippet(article: Article, matches: Sequence[Span]) -> Snippet:
    """The window of the text that holds most matches; its beginning when there is none."""
    text = article.text
    start, inside = _first_line(article), matches[:0]
    best = 0
    for index, first in enumerate(matches[:200]):
        behind = index
        while behind < len(matches) and matches[behind].end <= first.start + SNIPPET_LENGTH - _LEAD:
            behind += 1
        different = len({text[s.start : s.end].lower() for s in matches[index:behind]})
        if different > best:
            best, inside = different, matches[index:behind]
    if inside:
        start = _word_start(text, start, inside[0].start)
    end = min(len(text), start + SNIPPET_LENGTH)
    if end < len(text):
        cut = text.rfind(" ", start, end)
        end = cut if cut > start and (not inside or cut >= inside[-1].end) else end
    shown = tuple(span for span in matches if start <= span.start and span.end <= end)
    return Snippet(start, text[start:end], shown)


def _first_line(article: Article) -> int:
    """Where the text begins, behind front matter and blank lines."""
    start = article.front_matter
    while article.text[start : start + 1] == "\n":
        start += 1
    return start


def _word_start(text: str, first: int, before: int) -> int:
    """Where a line or a word begins not long before ``before``; ``first`` at the earliest."""
    near = before - _LEAD
    if near <= first:
        return first
    line = text.rfind("\n", near, before) + 1
    return line or text.find(" ", near - 1, before) + 1 or before


def _places(phrase: Phrase, text: Words, vocabulary: Set[str], offset: int) -> list[Span]:
    """Where a phrase stands: from the first letter of its first word to the last of its last."""
    stemmed = phrase.field in STEMMED_FIELDS
    choices: list[Set[str]] = []
    for atom in phrase.atoms:
        forms = accepted(atom, vocabulary, stemmed=stemmed)
        if atom.kind is not Kind.WORD and len(phrase.atoms) > 1:
            stems = {stem_of(form) for form in forms}
            forms = {form for form in vocabulary if stem_of(form) in stems}
        if not forms:
            return []
        choices.append(forms)
    forms = text.forms
    last = len(choices) - 1
    first, *others = choices
    begins = [at for at, form in enumerate(forms) if form in first]
    for place, more in enumerate(others, 1):
        begins = [at for at in begins if at + place < len(forms) and forms[at + place] in more]
    return [Span(offset + text.starts[at], offset + text.ends[at + last]) for at in begins]


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in spans:
        if joined and span.start < joined[-1].end:
            if span.end > joined[-1].end:
                joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def _whole_words(text: str, within: Span) -> Span:
    """The span, grown so that it cuts no word (and no phrase of usual length)."""
    start = text.rfind(" ", 0, max(0, within.start - _CONTEXT)) + 1
    end = text.find(" ", within.end + _CONTEXT)
    return Span(max(start, within.start - 2 * _CONTEXT), len(text) if end < 0 else end)


def _analysed(text: str, start: int) -> tuple[Words, Set[str]]:
    found = words(text[start:])
    return found, set(found.forms)


# What was analysed is kept: the same few articles are asked for with every key typed.
_few_words = lru_cache(maxsize=64)(_analysed)
_many_words = lru_cache(maxsize=2)(_analysed)

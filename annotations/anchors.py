"""Where an annotation sits after its article's text has changed.

1. The old place is mapped through the changes between the stored text and the present one. If
   nothing in the quote was touched and the place is unambiguous, the annotation has *moved*; so it
   has when the quote stands once in both texts and one of its sides is still like what it was.
2. Otherwise the quote is searched approximately, and what is found is for *review*; near ties are
   *ambiguous*, and with nothing found the annotation is an *orphan*. A quote that stands once,
   word for word, is always found.

Look-alike sentences are the danger, so nothing is accepted silently on the strength of a score.
"""

from collections.abc import Callable
from dataclasses import replace

from ..articles.article import Article
from ..articles.span import Span
from .model import CONTEXT_LENGTH, Anchor, Annotation, now
from .quote_search import LEAST_LIKENESS, NEAR_TIE, Candidate, Quote, find, judge, only_place
from .text_map import TextMap

StoredText = Callable[[str], str | None]
"""Gives the text with a SHA-256, or ``None`` when it was not kept."""


class Anchorer:
    """Anchors the annotations of one article; keeps the comparison of each older text with it."""

    def __init__(self, article: Article, stored: StoredText) -> None:
        self.article = article
        self._stored = stored
        self._maps: dict[str, TextMap | None] = {}
        self._found: dict[Quote, tuple[Candidate, ...]] = {}

    def renewed(self, article: Article) -> "Anchorer":
        """For a newer text of the article: what stood in the present one is found from there."""
        known = {sha: old.old for sha, old in self._maps.items() if old is not None}
        known[self.article.sha256] = self.article.text
        return Anchorer(article, lambda sha: known.get(sha) or self._stored(sha))

    def newer(self, article: Article) -> TextMap:
        """Where the stretches of another text of this article are in the present one."""
        return self._map(article.sha256) or TextMap(article.text, self.article.text)

    def anchored(self, annotation: Annotation) -> Annotation:
        """The annotation with its anchor; with new places when it is *exact* or *moved*.

        Otherwise it keeps the places, quote and hash it was stored with.
        """
        a, text = annotation, self.article.text
        if a.text_sha256 in ("", self.article.sha256) and text[a.start : a.end] == a.exact:
            return a if a.anchor is Anchor.EXACT else replace(a, anchor=Anchor.EXACT)
        anchor, span = self._mapped(a)
        if anchor is Anchor.ORPHAN:
            anchor = _judged(self.candidates(a))
        elif anchor is Anchor.MOVED:
            return _placed(a, self.article, span)
        return replace(a, anchor=anchor)

    def candidates(self, annotation: Annotation) -> tuple[Candidate, ...]:
        """Where the annotation may be in the present text, the best place first."""
        quote = Quote(annotation.exact, annotation.prefix, annotation.suffix)
        if quote not in self._found:
            from .borders import settled  # only for texts that have changed

            self._found[quote] = settled(quote, find(quote, self.article.text), self.article)
        return self._found[quote]

    def _mapped(self, a: Annotation) -> tuple[Anchor, Span]:
        """What the mapping says: *moved* or *ambiguous*, or *orphan* when it says nothing."""
        known = self._map(a.text_sha256)
        if known is None or known.old[a.start : a.end] != a.exact:
            return self._unmapped(a)
        place = known.unchanged(a.span) or _alone(known, a.span)
        if place is not None and _is_unambiguous(known, a.span, place):
            return Anchor.MOVED, place
        return Anchor.ORPHAN, a.span

    def _unmapped(self, a: Annotation) -> tuple[Anchor, Span]:
        """Without the old text: only a quote that stands once, with both its sides untouched."""
        text = self.article.text
        whole = a.prefix + a.exact + a.suffix
        sides = len(a.prefix) == len(a.suffix) == CONTEXT_LENGTH
        if not sides or text.count(whole) != 1 or text.count(a.exact) != 1:
            return Anchor.ORPHAN, a.span
        start = text.index(whole) + len(a.prefix)
        return Anchor.MOVED, Span(start, start + len(a.exact))

    def _map(self, sha256: str) -> TextMap | None:
        if sha256 not in self._maps:
            old = self._stored(sha256) if sha256 else None
            self._maps[sha256] = None if old is None else TextMap(old, self.article.text)
        return self._maps[sha256]


def accepted(annotation: Annotation, article: Article, start: int, end: int) -> Annotation:
    """The annotation put on ``[start, end)`` of the present text; pieces follow their words.

    Raises `ValueError` when the span is empty or outside the text.
    """
    if not 0 <= start < end <= len(article.text):
        raise ValueError(f"span {start}–{end} is empty or outside the text of {article.id}")
    words = TextMap(annotation.exact, article.text[start:end])
    pieces = (
        Span(*(start + words.nearest(edge - annotation.start) for edge in piece))
        for piece in annotation.pieces
    )
    kept = tuple(piece for piece in pieces if piece.start < piece.end)
    placed = _placed(replace(annotation, pieces=()), article, Span(start, end))
    return replace(placed, pieces=kept, anchor=Anchor.EXACT, modified=now())


def _placed(a: Annotation, article: Article, place: Span) -> Annotation:
    text, shift = article.text, place.start - a.start
    return replace(
        a,
        start=place.start,
        end=place.end,
        exact=text[place.start : place.end],
        prefix=text[max(0, place.start - CONTEXT_LENGTH) : place.start],
        suffix=text[place.end : place.end + CONTEXT_LENGTH],
        pieces=tuple(Span(piece.start + shift, piece.end + shift) for piece in a.pieces),
        text_sha256=article.sha256,
        anchor=Anchor.EXACT if shift == 0 else Anchor.MOVED,
    )


def _alone(known: TextMap, before: Span) -> Span | None:
    """Where a quote went that stands once in both texts, if one of its sides went with it."""
    quote = known.old[before.start : before.end]
    start = only_place(quote, known.new)
    if start is None or only_place(quote, known.old) is None:
        return None
    after = Span(start, start + len(quote))
    judged = judge(Quote(quote, *_sides(known.old, before)), known.new, *after)
    return after if max(judged.before, judged.after) >= LEAST_LIKENESS else None


def _is_unambiguous(known: TextMap, before: Span, after: Span) -> bool:
    """Whether an untouched quote can only be meant where the mapping puts it."""
    old, new = _window(known.old, before), _window(known.new, after)
    if old == new:
        return _same_turn(known, old, before.start, after.start)
    quote = known.old[before.start : before.end]
    if known.old.count(quote) == known.new.count(quote) == 1:
        return True
    sides = Quote(quote, *_sides(known.old, before))
    judged = judge(sides, known.new, *after)
    alike = min(judged.before, judged.after) >= LEAST_LIKENESS
    return alike and _same_turn(known, quote, before.start, after.start)


def _same_turn(known: TextMap, words: str, before: int, after: int) -> bool:
    """Whether words stand as often in both texts, and the places are the same one in turn."""
    if known.old.count(words) != known.new.count(words):
        return False
    return known.old.count(words, 0, before) == known.new.count(words, 0, after)


def _window(text: str, span: Span) -> str:
    return text[max(0, span.start - CONTEXT_LENGTH) : span.end + CONTEXT_LENGTH]


def _sides(text: str, span: Span) -> tuple[str, str]:
    before = text[max(0, span.start - CONTEXT_LENGTH) : span.start]
    return before, text[span.end : span.end + CONTEXT_LENGTH]


def _judged(found: tuple[Candidate, ...]) -> Anchor:
    if not found:
        return Anchor.ORPHAN
    if len(found) > 1 and found[0].score - found[1].score < NEAR_TIE:
        return Anchor.AMBIGUOUS
    return Anchor.REVIEW

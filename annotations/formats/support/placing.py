"""Finds the place in an article that a foreign span means, and says why when there is none."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ....articles.article import Article
from ....articles.printable import printable
from ....articles.record import record
from ....articles.span import Span
from ...model import CONTEXT_LENGTH, NOTHING, Anchor, Annotation
from ..base import Report
from .offsets import Normalised, Utf16

if TYPE_CHECKING:
    from ...anchors import Anchorer

_UNPRINTABLE = re.compile("[\\s\u2400-\u2426\ufffd]")
"""Blanks and what `printable` puts for control characters."""

MOVED = "spans found elsewhere in the text by their quotes"
UNITS = "spans counted in UTF-16 units, put right"
REVIEW = "spans to be reviewed, because the text around them differs"
OUTSIDE = "spans outside the text"
NOT_FOUND = "quotes that the article does not hold"
AMBIGUOUS = "quotes that stand in several places"
NO_SPAN = "entries without offsets or quote"
OTHER_TEXT = "spans without a quote of another version of the text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One annotation as a foreign file has it.

    ``start``/``end`` and ``pieces`` are code points of the foreign document's own text when the
    file brings one, else of the article. ``exact`` is the quote of the whole hull, if known.
    """

    start: int | None = None
    end: int | None = None
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    pieces: tuple[tuple[int, int], ...] = ()
    tags: tuple[str, ...] = ()
    speaker: str = ""
    cue: str = ""
    note: str = ""
    claim: str = ""
    attributes: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    creator: str = ""
    created: str = ""
    modified: str = ""
    text_sha256: str = ""
    """Of the text that the offsets belong to, where the file says so."""
    id: str = ""
    extra: Mapping[str, Any] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True)
class Document:
    """A document of a foreign file: the article it is, and its own text where the file has one."""

    article: Article
    own: Normalised | None = None

    def offset(self, foreign: int) -> int:
        """The place of a foreign code point offset in text whose line ends are normalised."""
        return self.own.offset(foreign) if self.own else foreign

    @cached_property
    def same_text(self) -> bool:
        """Whether the document's own text is the article's, but for stand-ins one for one."""
        return self.own is None or look_alike(self.own.text, self.article.text)

    @cached_property
    def sha256(self) -> str:
        """Hex digest of the document's own text; empty without one."""
        text = self.own.text.encode("utf-8", "surrogatepass") if self.own else b""
        return hashlib.sha256(text).hexdigest() if self.own else ""

    @cached_property
    def anchorer(self) -> "Anchorer":
        """Anchors annotations of the document's own text; compares the two texts once."""
        from ...anchors import Anchorer

        texts = {self.sha256: self.own.text} if self.own else {}
        return Anchorer(self.article, texts.get)


@record
class Place:
    """Where an annotation goes, and how the file's other offsets follow it.

    With ``old`` the span is one of an older text, and anchoring has the last word.
    """

    span: Span
    offset: Callable[[int], int]
    old: "OldText | None" = None


@record
class OldText:
    """What is known of the text that a span belongs to: hash, quote and context."""

    sha256: str
    exact: str
    prefix: str
    suffix: str


@record
class Placer:
    """Finds places in one document; what has none is counted in the report."""

    document: Document
    report: Report

    def place(self, found: Found) -> Place | None:
        """Where ``found`` goes; ``None`` after counting why it goes nowhere."""
        span, quote = None, found.exact
        if found.start is not None and found.end is not None:
            span = Span(self.document.offset(found.start), self.document.offset(found.end))
            known = self._in_own_text(span, quote) or self._in_article(span, found)
            if known:
                return known
            if not quote:
                self.report.lost[self._why_not(span)] += 1
                return None
        if not quote:
            self.report.lost[NO_SPAN] += 1
            return None
        return self._by_quote(found, span)

    def _in_own_text(self, span: Span, quote: str) -> Place | None:
        """A span that agrees with the text that the file brings."""
        own = self.document.own
        if own is None or not span.start < span.end <= len(own.text):
            return None
        words = own.text[span.start : span.end]
        if quote and not look_alike(words, quote):
            return self._in_units_of_own(own.text, span, quote)
        if self.document.same_text:
            return Place(span, self.document.offset)
        before = own.text[max(0, span.start - CONTEXT_LENGTH) : span.start]
        after = own.text[span.end : span.end + CONTEXT_LENGTH]
        old = OldText(self.document.sha256, words, before, after)
        return Place(span, self.document.offset, old)

    def _in_units_of_own(self, own: str, span: Span, quote: str) -> Place | None:
        place = _as_units(own, span, quote) if self.document.same_text else None
        if place:
            self.report.changed[UNITS] += 1
        return place

    def _in_article(self, span: Span, found: Found) -> Place | None:
        """A span of a file without text: by its quote, or by the hash that the file states."""
        text, quote, sha256 = self.document.article.text, found.exact, found.text_sha256
        ours = sha256 in ("", self.document.article.sha256)
        inside = span.start < span.end <= len(text)
        if self.document.own is not None:
            return None
        if not quote:
            return Place(span, self.document.offset) if inside and ours else None
        if inside and look_alike(text[span.start : span.end], quote):
            return Place(span, self.document.offset)
        if place := _as_units(text, span, quote):
            self.report.changed[UNITS] += 1
            return place
        if not ours and len(quote) == span.end - span.start:
            old = OldText(sha256, quote, found.prefix, found.suffix)
            return Place(span, self.document.offset, old)
        return None

    def _why_not(self, span: Span) -> str:
        own = self.document.own
        text = own.text if own else self.document.article.text
        return OTHER_TEXT if span.start < span.end <= len(text) else OUTSIDE

    def _by_quote(self, found: Found, span: Span | None) -> Place | None:
        """Where the quote stands alone, or where its context decides; else what resembles it."""
        text, quote = self.document.article.text, found.exact
        places = _places(text, quote)
        if len(places) > 1:
            places = [at for at in places if _in_context(text, at, found)]
            if len(places) != 1:
                self.report.lost[AMBIGUOUS] += 1
                return None
        if not places:
            return self._resembling(found)
        start = places[0]
        moved = start - span.start if span else 0
        if span is not None:
            self.report.changed[MOVED] += 1
        return Place(
            Span(start, start + len(quote)), lambda foreign: self.document.offset(foreign) + moved
        )

    def _resembling(self, found: Found) -> Place | None:
        from ...quote_search import Quote, find

        quote = Quote(found.exact, found.prefix[-CONTEXT_LENGTH:], found.suffix[:CONTEXT_LENGTH])
        candidates = find(quote, self.document.article.text)
        if not candidates:
            self.report.lost[NOT_FOUND] += 1
            return None
        start = candidates[0].start
        old = OldText(found.text_sha256, quote.exact, quote.prefix, quote.suffix)
        return Place(Span(start, start + len(quote.exact)), self.document.offset, old)


def anchored(annotation: Annotation, document: Document, report: Report) -> Annotation | None:
    """An annotation of an older text in the present one; ``None`` after counting an orphan.

    One that is to be reviewed keeps its old place, quote and hash.
    """
    one = document.anchorer.anchored(annotation)
    if one.anchor is Anchor.ORPHAN:
        report.lost[NOT_FOUND] += 1
        return None
    if one.anchor is Anchor.MOVED:
        report.changed[MOVED] += 1
    elif one.anchor is not Anchor.EXACT:
        report.changed[REVIEW] += 1
    return one


def _as_units(text: str, span: Span, quote: str) -> Place | None:
    """The span when its offsets are UTF-16 units after all, as JavaScript's are."""
    if span.end > 2 * len(text):
        return None
    utf16 = Utf16(text)
    meant = Span(utf16.code_point(span.start), utf16.code_point(span.end))
    fits = meant.start < meant.end and look_alike(text[meant.start : meant.end], quote)
    return Place(meant, utf16.code_point) if fits else None


def look_alike(ours: str, theirs: str) -> bool:
    """Whether two quotes differ in kinds of blanks and in control characters at most.

    Programs replace those one for one, because their formats cannot hold them.
    """
    if ours == theirs:
        return True
    return len(ours) == len(theirs) and _plain(ours) == _plain(theirs)


def _plain(text: str) -> str:
    return _UNPRINTABLE.sub(" ", printable(text))


def _places(text: str, quote: str) -> list[int]:
    """Where the quote stands; two places are enough to know that it is not alone."""
    places: list[int] = []
    at = text.find(quote)
    while at >= 0 and len(places) < 1000:
        places.append(at)
        at = text.find(quote, at + 1)
    return places


def _in_context(text: str, at: int, found: Found) -> bool:
    before, after = found.prefix[-CONTEXT_LENGTH:], found.suffix[:CONTEXT_LENGTH]
    end = at + len(found.exact)
    known = bool(before or after)
    return known and text[:at].endswith(before) and text.startswith(after, end)

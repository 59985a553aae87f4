"""Puts the spans of a foreign file down in the articles of the collection."""

import re
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ....articles.article import Article
from ....articles.printable import printable
from ....articles.span import Span
from ...model import CONTEXT_LENGTH, NOTHING, Annotation, Claim, now
from ..base import Imported, Report
from .names import Shelf
from .offsets import Normalised, Utf16

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"]+")
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:crossread:import")
_UNPRINTABLE = re.compile("[\\s\u2400-\u2426\ufffd]")
"""Blanks and what `printable` puts for control characters."""

MOVED = "spans found elsewhere in the text by their quotes"
REPEATED = "spans that the file holds twice, taken once"
NO_ARTICLE = "spans of documents that match no article"
OUTSIDE = "spans outside the text"
NOT_FOUND = "quotes that the article does not hold"
AMBIGUOUS = "quotes that stand in several places"
NO_SPAN = "entries without offsets or quote"
UNITS = "spans counted in UTF-16 units, put right"
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


@dataclass(frozen=True, slots=True)
class Document:
    """A document of a foreign file: the article it is, and its own text where the file has one."""

    article: Article
    own: Normalised | None = None

    def offset(self, foreign: int) -> int:
        """The place of a foreign code point offset in text whose line ends are normalised."""
        return self.own.offset(foreign) if self.own else foreign


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an annotation goes, and how the file's other offsets follow it."""

    span: Span
    offset: Callable[[int], int]


@dataclass(slots=True)
class Landing:
    """Collects what one foreign file holds; `result` is what the caller gets.

    ``origin`` names the format: it goes into the ids of annotations that bring none, so that
    importing the same file twice gives the same ids.
    """

    articles: Sequence[Article]
    origin: str
    report: Report = field(default_factory=Report)
    _annotations: dict[str, Annotation] = field(default_factory=dict[str, Annotation])
    _claims: dict[str, Claim] = field(default_factory=dict[str, Claim])
    _shelf: Shelf | None = None

    def document(self, *names: str, text: str | None = None, sha256: str = "") -> Document | None:
        """The article that a foreign document is, by its names, then by its text or hash."""
        self._shelf = self._shelf or Shelf(self.articles)
        own = Normalised(text) if text is not None else None
        article = self._shelf.find(*names, text=own.text if own else None, sha256=sha256)
        return Document(article, own) if article else None

    def claim(self, claim: Claim) -> None:
        """Add a claim; the first one with an id counts."""
        self._claims.setdefault(claim.id, claim)

    def land(self, document: Document | None, found: Found) -> Annotation | None:
        """Put one annotation down; what cannot be placed is counted in the report instead."""
        if document is None:
            self.report.lost[NO_ARTICLE] += 1
            return None
        place = self._place(document, found)
        if place is None:
            return None
        annotation = self._make(document, found, place)
        if annotation.id in self._annotations:
            self.report.changed[REPEATED] += 1
            return None
        self._annotations[annotation.id] = annotation
        self.report.written += 1
        return annotation

    def keep(self, annotation: str, key: str, line: str) -> None:
        """Add a line to what is kept under ``key`` in the extra of an annotation that landed."""
        one = self._annotations[annotation]
        extra = {**one.extra, key: [*one.extra.get(key, []), line]}
        self._annotations[annotation] = replace(one, extra=extra)

    def result(self) -> Imported:
        """Everything that landed, by article, then start, then id."""
        order = {article.id: number for number, article in enumerate(self.articles)}
        landed = sorted(
            self._annotations.values(), key=lambda one: (order[one.article], one.start, one.id)
        )
        return Imported(landed, tuple(self._claims.values()), report=self.report)

    def _place(self, document: Document, found: Found) -> _Place | None:
        text, quote, span = document.article.text, found.exact, None
        if found.start is not None and found.end is not None:
            span = Span(document.offset(found.start), document.offset(found.end))
            own = document.own.text if document.own else text
            inside = span.start < span.end <= len(own)
            if inside and document.own:
                quote = quote or own[span.start : span.end]
            if not quote:
                return self._unquoted(document, found, span if inside else None)
            if inside and look_alike(text[span.start : span.end], quote):
                return _Place(span, document.offset)
            if place := _as_units(text, span, quote):
                self.report.changed[UNITS] += 1
                return place
        if not quote:
            self.report.lost[NO_SPAN] += 1
            return None
        return self._search(document, found, quote, span)

    def _unquoted(self, document: Document, found: Found, span: Span | None) -> _Place | None:
        """Offsets alone are believed, unless the file says that they belong to another text."""
        if span is None:
            self.report.lost[OUTSIDE] += 1
        elif found.text_sha256 not in ("", document.article.sha256):
            self.report.lost[OTHER_TEXT] += 1
        else:
            return _Place(span, document.offset)
        return None

    def _search(
        self, document: Document, found: Found, quote: str, span: Span | None
    ) -> _Place | None:
        text = document.article.text
        places = _places(text, quote)
        if len(places) > 1:
            places = [at for at in places if _in_context(text, at, quote, found)]
            if len(places) != 1:
                self.report.lost[AMBIGUOUS] += 1
                return None
        if not places:
            self.report.lost[NOT_FOUND] += 1
            return None
        start = places[0]
        moved = start - span.start if span else 0
        if span is not None:
            self.report.changed[MOVED] += 1
        return _Place(
            Span(start, start + len(quote)), lambda foreign: document.offset(foreign) + moved
        )

    def _make(self, document: Document, found: Found, place: _Place) -> Annotation:
        article, span = document.article, place.span
        pieces = _tidy([(place.offset(a), place.offset(b)) for a, b in found.pieces], span)
        created = found.created or now()
        return Annotation(
            id=found.id if _IRI.fullmatch(found.id) else self._id(article, found, span, pieces),
            article=article.id,
            start=span.start,
            end=span.end,
            exact=article.text[span.start : span.end],
            prefix=article.text[max(0, span.start - CONTEXT_LENGTH) : span.start],
            suffix=article.text[span.end : span.end + CONTEXT_LENGTH],
            pieces=pieces,
            tags=tuple(dict.fromkeys(found.tags)),
            speaker=found.speaker,
            cue=found.cue,
            note=found.note,
            claim=found.claim,
            attributes=dict(found.attributes),
            creator=found.creator,
            created=created,
            modified=found.modified or created,
            text_sha256=article.sha256,
            extra=dict(found.extra),
        )

    def _id(self, article: Article, found: Found, span: Span, pieces: tuple[Span, ...]) -> str:
        parts = (self.origin, article.id, span, pieces, found.tags, found.claim, found.creator)
        return f"urn:uuid:{uuid.uuid5(_NAMESPACE, repr((*parts, found.id)))}"


def _as_units(text: str, span: Span, quote: str) -> _Place | None:
    """The span when its offsets are UTF-16 units after all, as JavaScript's are."""
    if span.end > 2 * len(text):
        return None
    utf16 = Utf16(text)
    meant = Span(utf16.code_point(span.start), utf16.code_point(span.end))
    fits = meant.start < meant.end and look_alike(text[meant.start : meant.end], quote)
    return _Place(meant, utf16.code_point) if fits else None


def _tidy(pieces: list[tuple[int, int]], hull: Span) -> tuple[Span, ...]:
    """Pieces in text order, overlapping and touching ones joined; none when one is left."""
    joined: list[Span] = []
    for start, end in sorted(pieces):
        if not hull.start <= start < end <= hull.end:
            continue
        if joined and start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(end, joined[-1].end))
        else:
            joined.append(Span(start, end))
    return tuple(joined) if len(joined) > 1 else ()


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


def _in_context(text: str, at: int, quote: str, found: Found) -> bool:
    before, after = found.prefix[-CONTEXT_LENGTH:], found.suffix[:CONTEXT_LENGTH]
    end = at + len(quote)
    known = bool(before or after)
    return known and text[:at].endswith(before) and text.startswith(after, end)

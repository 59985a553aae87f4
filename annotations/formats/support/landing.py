"""Puts the spans of a foreign file down in the articles of the collection."""

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ....articles.article import Article
from ....articles.span import Span
from ...model import CONTEXT_LENGTH, Annotation, Claim
from ..base import Imported, Report
from .names import Shelf
from .offsets import Normalised
from .placing import Document, Found, Place, Placer, anchored

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"]+")
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:crossread:import")

REPEATED = "spans that the file holds twice, taken once"
NO_ARTICLE = "spans of documents that match no article"


@dataclass(slots=True)
class Landing:
    """Collects what one foreign file holds; `result` is what the caller gets.

    ``origin`` names the format: it goes into the ids of annotations that bring none, so that
    importing the same file twice gives the same ids. Times that the file does not tell stay empty.
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
        place = Placer(document, self.report).place(found)
        annotation = self._made(document, found, place) if place else None
        if annotation is None:
            return None
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

    def _made(self, document: Document, found: Found, place: Place) -> Annotation | None:
        article, span, old = document.article, place.span, place.old
        text = article.text
        pieces = _tidy([(place.offset(a), place.offset(b)) for a, b in found.pieces], span)
        made = Annotation(
            id=found.id if _IRI.fullmatch(found.id) else self._id(article, found, span, pieces),
            article=article.id,
            start=span.start,
            end=span.end,
            exact=old.exact if old else text[span.start : span.end],
            prefix=old.prefix if old else text[max(0, span.start - CONTEXT_LENGTH) : span.start],
            suffix=old.suffix if old else text[span.end : span.end + CONTEXT_LENGTH],
            pieces=pieces,
            tags=tuple(dict.fromkeys(found.tags)),
            speaker=found.speaker,
            cue=found.cue,
            note=found.note,
            claim=found.claim,
            attributes=dict(found.attributes),
            creator=found.creator,
            created=found.created,
            modified=found.modified or found.created,
            text_sha256=old.sha256 if old else article.sha256,
            extra=dict(found.extra),
        )
        return anchored(made, document, self.report) if old else made

    def _id(self, article: Article, found: Found, span: Span, pieces: tuple[Span, ...]) -> str:
        parts = (self.origin, article.id, span, pieces, found.tags, found.claim, found.creator)
        return f"urn:uuid:{uuid.uuid5(_NAMESPACE, repr((*parts, found.id)))}"


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

"""What is kept: annotations, claims, and the words for their anchors."""

import uuid
from collections.abc import Mapping
from dataclasses import field, replace
from datetime import UTC, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from ..articles.article import Article
from ..articles.record import record
from ..articles.span import Span

CONTEXT_LENGTH = 32
"""Code points of text kept before and after a quote."""

NOTHING: Mapping[str, Any] = MappingProxyType({})


class Anchor(StrEnum):
    """Where an annotation sits after the article's text may have changed (never stored)."""

    EXACT = "exact"
    MOVED = "moved"
    REVIEW = "review"
    AMBIGUOUS = "ambiguous"
    ORPHAN = "orphan"


def new_id() -> str:
    """A fresh ``urn:uuid:…`` for an annotation, a page or a collection."""
    return f"urn:uuid:{uuid.uuid4()}"


def now() -> str:
    """The present moment as ``2026-11-22T10:00:00Z`` (UTC, seconds)."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@record
class Annotation:
    """A span of one article with tags, a speaker, a note, and perhaps a claim.

    ``start``/``end`` are code points of the article's text, half-open; they are the hull when
    ``pieces`` holds the parts of a discontinuous annotation. ``exact`` is ``text[start:end]``,
    ``prefix`` and ``suffix`` up to 32 code points around it. ``text_sha256`` names the text the
    offsets belong to. ``extra`` keeps what other programs wrote into the annotation.
    """

    id: str
    article: str
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""
    pieces: tuple[Span, ...] = ()
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
    anchor: Anchor = Anchor.EXACT
    extra: Mapping[str, Any] = field(default_factory=lambda: NOTHING)

    @property
    def placed(self) -> bool:
        """Whether it is sure to be where its offsets say; else a person must judge."""
        return self.anchor is Anchor.EXACT or self.anchor is Anchor.MOVED

    @property
    def span(self) -> Span:
        """The hull, ``[start, end)``."""
        return Span(self.start, self.end)


def annotate(article: Article, start: int, end: int, **values: Any) -> Annotation:
    """A new annotation of ``article.text[start:end]``: quote, context, hash and times filled in.

    Raises `ValueError` when the span is empty or outside the text.
    """
    text = article.text
    if not 0 <= start < end <= len(text):
        raise ValueError(f"span {start}–{end} is empty or outside the text of {article.id}")
    moment = now()
    made = Annotation(
        id=new_id(),
        article=article.id,
        start=start,
        end=end,
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT_LENGTH) : start],
        suffix=text[end : end + CONTEXT_LENGTH],
        text_sha256=article.sha256,
        created=moment,
        modified=moment,
    )
    return replace(made, **values)


@record
class Claim:
    """A proposition that articles speak about. ``id`` is a short slug, unique in the collection."""

    id: str
    statement: str
    note: str = ""
    creator: str = ""
    created: str = ""
    modified: str = ""
    extra: Mapping[str, Any] = field(default_factory=lambda: NOTHING)

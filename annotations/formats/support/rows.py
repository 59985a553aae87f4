"""One annotation as a flat row, for the formats that are tables."""

from collections.abc import Iterator, Mapping
from typing import Any

from ....articles.article import Article
from ...model import Annotation, Claim
from ..base import Bundle, Report
from .jsontext import encode_line, mapping_of, offset_of, text_of, texts_of
from .landing import Landing
from .placing import Found

COLUMNS = (
    "id",
    "article",
    "source",
    "outlet",
    "date",
    "title",
    "start",
    "end",
    "pieces",
    "exact",
    "prefix",
    "suffix",
    "tags",
    "speaker",
    "cue",
    "note",
    "claim",
    "statement",
    "attributes",
    "creator",
    "created",
    "modified",
    "text_sha256",
    "extra",
)
"""The columns in the order written. ``statement`` is the claim's."""

WORDS = frozenset({"title", "exact", "prefix", "suffix", "cue", "extra"})
"""Columns that hold words of the articles; left out of an export without text."""


def columns(bundle: Bundle) -> tuple[str, ...]:
    """The columns of this export."""
    return tuple(one for one in COLUMNS if bundle.with_text or one not in WORDS)


def rows(bundle: Bundle, report: Report) -> Iterator[dict[str, Any]]:
    """Every annotation of the bundle, in the order of its articles; counts them as written."""
    wanted = columns(bundle)
    for article in bundle.articles:
        for annotation in bundle.of(article):
            row = _row(article, annotation, bundle.claims.get(annotation.claim))
            report.written += 1
            yield {name: row[name] for name in wanted}


def _row(article: Article, annotation: Annotation, claim: Claim | None) -> dict[str, Any]:
    metadata = article.metadata
    return {
        "id": annotation.id,
        "article": article.id,
        "source": metadata.url,
        "outlet": metadata.outlet,
        "date": metadata.date.isoformat() if metadata.date else "",
        "title": metadata.title,
        "start": annotation.start,
        "end": annotation.end,
        "pieces": [list(piece) for piece in annotation.pieces],
        "exact": annotation.exact,
        "prefix": annotation.prefix,
        "suffix": annotation.suffix,
        "tags": list(annotation.tags),
        "speaker": annotation.speaker,
        "cue": annotation.cue,
        "note": annotation.note,
        "claim": annotation.claim,
        "statement": claim.statement if claim else "",
        "attributes": dict(annotation.attributes),
        "creator": annotation.creator,
        "created": annotation.created,
        "modified": annotation.modified,
        "text_sha256": annotation.text_sha256,
        "extra": dict(annotation.extra),
    }


def land_row(landing: Landing, row: Mapping[str, Any]) -> None:
    """Put the annotation of a row down; columns may be missing."""
    sha256 = text_of(row.get("text_sha256"))
    document = landing.document(
        text_of(row.get("article")), text_of(row.get("source")), sha256=sha256
    )
    claim, statement = text_of(row.get("claim")), text_of(row.get("statement"))
    if claim and statement:
        landing.claim(Claim(claim, statement))
    landing.land(
        document,
        Found(
            start=offset_of(row.get("start")),
            end=offset_of(row.get("end")),
            pieces=tuple(_pieces(row.get("pieces"))),
            tags=texts_of(row.get("tags")),
            claim=claim,
            attributes={
                key: text_of(value) for key, value in mapping_of(row.get("attributes")).items()
            },
            extra=mapping_of(row.get("extra")),
            **{name: text_of(row.get(name)) for name in _PLAIN},
        ),
    )


_PLAIN = (
    *("id", "exact", "prefix", "suffix", "speaker", "cue", "note"),
    *("creator", "created", "modified", "text_sha256"),
)


def _pieces(value: Any) -> Iterator[tuple[int, int]]:
    for piece in value if isinstance(value, list) else []:  # pyright: ignore[reportUnknownVariableType]
        if isinstance(piece, list) and len(piece) == 2:  # pyright: ignore[reportUnknownArgumentType]
            start, end = map(offset_of, piece)  # pyright: ignore[reportUnknownArgumentType]
            if start is not None and end is not None:
                yield start, end


def claim_lines(bundle: Bundle) -> Iterator[bytes]:
    """The claims as JSON Lines, for formats that hold the claim's id only."""
    for claim in bundle.claims.values():
        line = {
            "id": claim.id,
            "statement": claim.statement,
            "note": claim.note,
            "creator": claim.creator,
            "created": claim.created,
            "modified": claim.modified,
        }
        yield encode_line(line | ({"extra": dict(claim.extra)} if claim.extra else {}))


def claim_of(line: Mapping[str, Any]) -> Claim | None:
    """The claim of one such line; ``None`` when it lacks id or statement."""
    id, statement = text_of(line.get("id")), text_of(line.get("statement"))
    if not id or not statement:
        return None
    rest = {name: text_of(line.get(name)) for name in ("note", "creator", "created", "modified")}
    return Claim(id, statement, extra=mapping_of(line.get("extra")), **rest)

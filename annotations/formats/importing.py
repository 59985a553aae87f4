"""Reads a foreign file and compares it with what is there; staging it is the caller's."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ...articles.article import Article
from ..codebook import Codebook
from ..model import Annotation, Claim, now
from .base import Format, Imported, ImportFault
from .support.files import check_file

ALREADY_THERE = "annotations that are there already, not taken again"
REPLACED = "annotations that replace an older state of themselves"
CLAIM_BY_ID = "claims of which the file tells no more than the id"


def import_file(
    path: Path,
    form: Format,
    articles: Sequence[Article],
    *,
    existing: Mapping[str, Sequence[Annotation]],
    claims: Mapping[str, Claim],
    codebook: Codebook,
    creator: str = "",
) -> Imported:
    """What the file adds to a collection that has ``existing`` annotations (by article id).

    Annotations that are there already are left out and counted; ``creator`` signs those that name
    nobody. Unknown tags are kept and listed. Nothing is changed: stage the annotations and claims
    as one step, or drop them. Raises `ImportFault`.
    """
    if not form.imports:
        raise ImportFault(f"{form.title} can be exported only; choose another format.")
    if not os.path.isdir(path):  # noqa: PTH112  # which never raises
        check_file(path)
    found = form.read(path, articles)
    fresh = list(_fresh(found, existing, creator))
    known = {tag.id for tag in codebook.tags}
    tags = (*found.unknown_tags, *(tag for one in fresh for tag in one.tags))
    unknown = dict.fromkeys(tag for tag in tags if tag not in known)
    return replace(
        found,
        annotations=fresh,
        claims=list(_new_claims(found, fresh, claims)),
        unknown_tags=tuple(unknown),
    )


def _fresh(
    found: Imported, existing: Mapping[str, Sequence[Annotation]], creator: str
) -> Iterable[Annotation]:
    by_id = {one.id: one for annotations in existing.values() for one in annotations}
    contents = {_content(one) for one in by_id.values()}
    for one in found.annotations:
        signed = one if one.creator or not creator else replace(one, creator=creator)
        if _content(signed) in contents or _content(one) in contents:
            found.report.changed[ALREADY_THERE] += 1
            continue
        if one.id in by_id:
            found.report.changed[REPLACED] += 1
        yield signed


def _content(one: Annotation) -> tuple[Any, ...]:
    """What makes two annotations the same to a reader, whatever their ids and times."""
    return (
        *(one.article, one.start, one.end, one.pieces, frozenset(one.tags), one.claim),
        *(one.speaker, one.note, one.creator, frozenset(one.attributes.items())),
    )


def _new_claims(
    found: Imported, annotations: Sequence[Annotation], claims: Mapping[str, Claim]
) -> Iterable[Claim]:
    told = {claim.id: claim for claim in found.claims}
    yield from (claim for claim in told.values() if claim.id not in claims)
    for id in dict.fromkeys(one.claim for one in annotations if one.claim):
        if id not in claims and id not in told:
            found.report.changed[CLAIM_BY_ID] += 1
            yield Claim(id, statement=id, creator="", created=now(), modified=now())

"""Reads a foreign file and compares it with what is there; staging it is the caller's."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

from ...articles.article import Article
from ..codebook import Codebook
from ..model import Annotation, Claim, now
from .base import Format, Imported, ImportFault
from .support.ages import moment
from .support.files import check_file

ALREADY_THERE = "annotations that are there already, not taken again"
REPLACED = "annotations that replace an older state of themselves"
NEWER_HERE = "annotations that are newer here, kept"
DIFFERENT_HERE = "annotations that are different here, kept: the file's are not known to be newer"
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

    Annotations that are there already are left out and counted. So are other states of one, unless
    the file's says that it was changed after all that are here: what was made here is never lost to
    something older, or of unknown age. ``creator`` signs those that name nobody. Unknown tags are
    kept and listed. Nothing is changed: stage the annotations and claims as one step, or drop them.
    Raises `ImportFault`.
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
    here: dict[str, list[Annotation]] = {}
    for one in chain.from_iterable(existing.values()):
        here.setdefault(one.id, []).append(one)
    contents = {_content(one) for one in chain.from_iterable(here.values())}
    today = now()
    for one in found.annotations:
        signed = replace(one, creator=one.creator or creator)
        if _content(signed) in contents or _content(one) in contents:
            found.report.changed[ALREADY_THERE] += 1
            continue
        if one.id in here:
            state = _state(one.modified, [known.modified for known in here[one.id]], today)
            found.report.changed[state] += 1
            if state != REPLACED:
                continue
        created = one.created or one.modified or today
        yield replace(signed, created=created, modified=one.modified or created)


def _state(theirs: str, ours: Iterable[str], today: str) -> str:
    """What becomes of a state in the file, by when it and those here were changed.

    A time that has not come yet tells nothing: by it a wrong clock would win over every later
    change.
    """
    read, known, latest = moment(theirs), [moment(one) for one in ours], moment(today)
    if read is None or latest is None or read > latest:
        return DIFFERENT_HERE
    if any(one is not None and one > read for one in known):
        return NEWER_HERE
    return REPLACED if all(one is not None and one < read for one in known) else DIFFERENT_HERE


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

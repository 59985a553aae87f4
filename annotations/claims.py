"""What can be done with claims, as lists of edits: each list is one undoable step.

Nothing here changes anything: `Workspace.stage` applies the edits. The annotations passed in are
this annotator's own; those of others are read only, and follow a merged claim through its aliases.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

from .changing import put, put_claim, without_doubles
from .codebook import STANCES, Codebook
from .edits import DropClaim, Edit, PutClaim
from .model import Annotation, Claim, now
from .statements import claim_id, tidy_statement

ALIASES = "aliases"
"""Key of a claim's ``extra``: ids it had, and ids of claims merged into it."""


class ClaimError(ValueError):
    """A change that claims forbid; one sentence with the remedy."""


def new_claim(statement: str, taken: Container[str], *, creator: str = "", note: str = "") -> Claim:
    """A claim with an id of its own; ``taken`` holds those in use (`Workspace.claims` will do)."""
    moment = now()
    return Claim(claim_id(statement, taken), statement, note, creator, moment, moment)


def claim_from(
    annotation: Annotation,
    claims: Mapping[str, Claim],
    codebook: Codebook,
    *,
    stance: str = "",
    statement: str = "",
    creator: str = "",
) -> tuple[Claim, list[Edit]]:
    """A new claim whose first mention is ``annotation`` (new or known), and the edits for it.

    The statement is the passage, tidied, unless given.
    """
    claim = new_claim(statement or tidy_statement(annotation.exact), claims, creator=creator)
    return claim, [PutClaim(claim), *attach([annotation], claim.id, codebook, stance=stance)]


def attach(
    annotations: Iterable[Annotation], claim: str, codebook: Codebook, *, stance: str = ""
) -> list[Edit]:
    """Make annotations mentions of a claim (they leave any other), with a stance if given."""
    return [
        put(annotation, claim=claim, tags=with_stance(annotation.tags, stance, codebook))
        for annotation in annotations
    ]


def with_stance(tags: Sequence[str], stance: str, codebook: Codebook) -> tuple[str, ...]:
    """The tags with ``stance`` in the place of another stance; other tags stay."""
    if not stance:
        return tuple(tags)
    if codebook.role(stance) in STANCES:
        tags = [tag for tag in tags if codebook.role(tag) not in STANCES]
    return without_doubles((stance, *tags))


def detach(annotations: Iterable[Annotation]) -> list[Edit]:
    """Take mentions out of their claims; tags and notes stay."""
    return [put(annotation, claim="") for annotation in annotations if annotation.claim]


def restate(claim: Claim, statement: str) -> list[Edit]:
    """Word a claim anew; its id stays. Raises `ClaimError` when nothing is left of it."""
    if not statement.strip():
        raise ClaimError("a claim needs a statement; type one, or delete the claim")
    return [put_claim(claim, statement=statement.strip())]


def note_claim(claim: Claim, note: str) -> list[Edit]:
    """Replace the note of a claim."""
    return [put_claim(claim, note=note)]


def merge_claims(
    kept: Claim, merged: Iterable[Claim], annotations: Iterable[Annotation]
) -> list[Edit]:
    """Move mentions and notes of ``merged`` to ``kept`` and delete the merged claims."""
    gone = {claim.id: claim for claim in merged if claim.id != kept.id}
    notes = [kept.note, *(claim.note for claim in gone.values())]
    extra: dict[str, Any] = dict(kept.extra)
    for claim in gone.values():
        extra = _joined(extra, {**claim.extra, ALIASES: [*aliases(claim), claim.id]})
    return [
        put_claim(kept, note="\n\n".join(note for note in notes if note), extra=extra),
        *(put(mention, claim=kept.id) for mention in annotations if mention.claim in gone),
        *(DropClaim(claim) for claim in gone),
    ]


def split_claim(
    mentions: Sequence[Annotation],
    claims: Mapping[str, Claim],
    *,
    statement: str = "",
    creator: str = "",
) -> tuple[Claim, list[Edit]]:
    """A new claim for some mentions of another one. Raises `ClaimError` when there are none."""
    if not mentions:
        raise ClaimError("no mention was chosen; choose those that belong to the new claim")
    wording = statement or tidy_statement(mentions[0].exact)
    claim = new_claim(wording, claims, creator=creator)
    return claim, [PutClaim(claim), *(put(mention, claim=claim.id) for mention in mentions)]


def rename_claim(
    claim: Claim, new_id: str, claims: Mapping[str, Claim], annotations: Iterable[Annotation]
) -> list[Edit]:
    """Give a claim another id; its mentions follow. Raises `ClaimError` when the id is in use."""
    wanted = claim_id(new_id, ())
    if wanted in claims:
        raise ClaimError(f'another claim has the id "{wanted}"; choose another, or merge the two')
    extra = _joined(claim.extra, {ALIASES: [claim.id]})
    return [
        put_claim(claim, id=wanted, extra=extra),
        *(put(mention, claim=wanted) for mention in annotations if mention.claim == claim.id),
        DropClaim(claim.id),
    ]


def delete_claim(claim: str, annotations: Iterable[Annotation]) -> list[Edit]:
    """Delete a claim; its mentions stay as annotations without a claim."""
    mentions = [annotation for annotation in annotations if annotation.claim == claim]
    return [*detach(mentions), DropClaim(claim)]


def aliases(claim: Claim) -> tuple[str, ...]:
    """Ids that lead to this claim beside its own."""
    return texts(claim.extra, ALIASES)


def texts(extra: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """The texts listed under a key of an ``extra``; anything else there is passed over."""
    found = extra.get(key)
    return tuple(item for item in found if isinstance(item, str)) if isinstance(found, list) else ()


def _joined(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    """Both mappings; lists of texts under one key are joined, else the first wins."""
    joined = {**second, **first}
    for key in first.keys() & second.keys():
        if isinstance(first[key], list) and isinstance(second[key], list):
            joined[key] = list(without_doubles((*texts(first, key), *texts(second, key))))
    return joined

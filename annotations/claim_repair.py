"""Claims that do not fit together: mentions without a claim, claims with one id."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from .claims import aliases
from .edits import Edit, PutClaim
from .model import Annotation, Claim, now
from .statements import claim_id, tidy_statement


def resolve(claims: Mapping[str, Claim]) -> Mapping[str, str]:
    """The id of the claim that each id leads to: its own, or an alias that no claim has."""
    found = {alias: claim.id for claim in claims.values() for alias in aliases(claim)}
    return found | {claim: claim for claim in claims}


def orphan_mentions(
    claims: Mapping[str, Claim], annotations: Iterable[Annotation]
) -> dict[str, list[Annotation]]:
    """Mentions of claims that no file defines, by the claim's id."""
    known = resolve(claims)
    orphans: dict[str, list[Annotation]] = {}
    for annotation in annotations:
        if annotation.claim and annotation.claim not in known:
            orphans.setdefault(annotation.claim, []).append(annotation)
    return orphans


def placeholder(claim: str, mentions: Iterable[Annotation]) -> Claim:
    """A claim for mentions of one that no file defines, worded after the first mention."""
    first = min(mentions, key=lambda mention: (mention.created, mention.id), default=None)
    return Claim(claim, tidy_statement(first.exact) if first else claim)


def define_claim(claim: str, mentions: Iterable[Annotation], *, creator: str = "") -> list[Edit]:
    """Define the missing claim of orphan mentions under the id they have.

    The other repairs are `claims.attach` (to another claim) and `claims.detach`.
    """
    moment = now()
    found = placeholder(claim, mentions)
    return [PutClaim(replace(found, creator=creator, created=moment, modified=moment))]


def with_unique_ids(claims: Iterable[Claim]) -> tuple[dict[str, Claim], tuple[str, ...]]:
    """Claims by id, and the new ids of those whose id an earlier claim has.

    The first claim keeps the id, and so the mentions; a true copy is left out.
    """
    found: dict[str, Claim] = {}
    renamed: list[str] = []
    doubles: list[Claim] = []
    for claim in claims:
        if claim.id not in found:
            found[claim.id] = claim
        elif found[claim.id] != claim:
            doubles.append(claim)
    for claim in doubles:
        fresh = claim_id(claim.id, found)
        found[fresh] = replace(claim, id=fresh)
        renamed.append(fresh)
    return found, tuple(renamed)

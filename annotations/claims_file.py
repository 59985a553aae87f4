"""``claims.json``: the claims of a collection, in the order they were made."""

from collections.abc import Mapping
from dataclasses import field
from typing import Any, cast

from ..articles.record import holder
from . import strict_json
from .model import NOTHING, Claim
from .sidecar import FileFault, encode, newer

NAME = "claims.json"
VERSION = 1

Json = dict[str, Any]
_FIELDS = ("id", "statement", "note", "creator", "created", "modified")


@holder
class ClaimsFrame:
    """What stands around the claims, and the new ids of those whose id an earlier claim had."""

    head: Json = field(default_factory=dict[str, Any])
    renamed: tuple[str, ...] = ()


def read_claims(data: bytes) -> tuple[ClaimsFrame, dict[str, Claim]]:
    """The frame and the claims by id. Raises `FileFault`."""
    try:
        document = strict_json.parse(data)
    except strict_json.JsonFault as fault:
        raise FileFault(fault.reason, fault.line) from None
    if not isinstance(document, dict):
        raise FileFault("is not an object with the key claims", 1)
    head = cast("Json", document)
    version = head.get("version", VERSION)
    if isinstance(version, int | float) and version > VERSION:
        raise newer(version, 1)
    entries = head.get("claims", [])
    if not isinstance(entries, list):
        raise FileFault("has no list of claims", 1)
    listed = [
        _read_claim(entry, number, data)
        for number, entry in enumerate(cast("list[object]", entries), start=1)
    ]
    claims, renamed = _by_id(listed)
    rest = {key: value for key, value in head.items() if key != "claims"}
    return ClaimsFrame(rest, renamed), claims


def _by_id(listed: list[Claim]) -> tuple[dict[str, Claim], tuple[str, ...]]:
    claims = {claim.id: claim for claim in listed}
    if len(claims) == len(listed):
        return claims, ()
    from .claim_repair import with_unique_ids  # which imports the workspace, and so this module

    return with_unique_ids(listed)


def in_order(claims: Mapping[str, Claim]) -> dict[str, Claim]:
    """The claims in the order they were made."""
    return dict(sorted(claims.items(), key=lambda entry: entry[1].created))


def write_claims(frame: ClaimsFrame, claims: Mapping[str, Claim]) -> bytes:
    """The file's content."""
    entries = [to_json(claim) for claim in in_order(claims).values()]
    return encode({"version": VERSION} | frame.head | {"claims": entries}) + b"\n"


def to_json(claim: Claim) -> Json:
    """The claim as an entry of the file."""
    named = {key: getattr(claim, key) for key in _FIELDS}
    said = {key: value for key, value in named.items() if value or key in ("id", "statement")}
    return said | dict(claim.extra)


def from_json(entry: Json) -> Claim:
    """The claim of an entry. Raises `FileFault` when it has no id or a field is no text."""
    known: Json = {key: entry.get(key, "") for key in _FIELDS}
    wrong = next((key for key, value in known.items() if not isinstance(value, str)), None)
    if wrong or not known["id"]:
        raise FileFault(f"has a claim whose {wrong or 'id'} is missing or no text")
    extra = {key: value for key, value in entry.items() if key not in known}
    return Claim(**known, extra=extra or NOTHING)


def _read_claim(entry: object, number: int, data: bytes) -> Claim:
    if not isinstance(entry, dict):
        raise FileFault(f"has something else than a claim as entry {number}")
    known = cast("Json", entry)
    try:
        return from_json(known)
    except FileFault as fault:
        identity = known.get("id")
        line = _line_of(data, identity) if isinstance(identity, str) and identity else None
        raise FileFault(f"{fault.reason} (entry {number})", line) from None


def _line_of(data: bytes, identity: str) -> int | None:
    """The line where the id first stands as a value."""
    at = data.find(encode(identity))
    return None if at < 0 else data.count(b"\n", 0, at) + 1

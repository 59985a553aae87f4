"""``claims.json``: the claims of a collection, in the order they were made."""

from collections.abc import Mapping
from typing import Any, cast

from . import strict_json
from .model import NOTHING, Claim
from .sidecar import FileFault, encode, newer

NAME = "claims.json"
VERSION = 1

Json = dict[str, Any]
_FIELDS = ("id", "statement", "note", "creator", "created", "modified")


def read_claims(data: bytes) -> tuple[Json, dict[str, Claim]]:
    """The document without its claims, and the claims by id. Raises `FileFault`."""
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
    claims: dict[str, Claim] = {}
    for number, entry in enumerate(cast("list[object]", entries), start=1):
        claim = _read_claim(entry, number, data)
        if claim.id in claims:
            raise FileFault(f"has two claims with the id {claim.id}", _line_of(data, claim.id, 2))
        claims[claim.id] = claim
    return {key: value for key, value in head.items() if key != "claims"}, claims


def write_claims(head: Json, claims: Mapping[str, Claim]) -> bytes:
    """The file's content."""
    entries = [to_json(claim) for claim in claims.values()]
    return encode({"version": VERSION} | head | {"claims": entries}) + b"\n"


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
        line = _line_of(data, identity, 1) if isinstance(identity, str) and identity else None
        raise FileFault(f"{fault.reason} (entry {number})", line) from None


def _line_of(data: bytes, identity: str, occurrence: int) -> int | None:
    """The line of the n-th time that the id stands as a value."""
    at = -1
    for _ in range(occurrence):
        at = data.find(encode(identity), at + 1)
    return None if at < 0 else data.count(b"\n", 0, at) + 1

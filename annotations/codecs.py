"""How sidecars, claims and codebook are read, written and merged (see `shelf`)."""

import hashlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import TypeVar

from .anchors import Anchorer
from .claims_file import ClaimsFrame, read_claims, write_claims
from .claims_file import to_json as claim_to_json
from .codebook import DEFAULT_CODEBOOK, Codebook
from .jsonld import to_item
from .merge import merge
from .model import Annotation, Claim
from .sidecar import FileFault, Frame, keep_rendered, new_frame, read_sidecar, write_sidecar

V = TypeVar("V")

CODEBOOK = "codebook"
"""The one id on the codebook's shelf."""

_STORED = tuple(field.name for field in fields(Annotation) if field.name != "anchor")
_FOUND = frozenset({"start", "end", "pieces", "prefix", "suffix", "text_sha256"})
"""What is different of an annotation that was found again in another text."""
_MADE = tuple(name for name in _STORED if name not in _FOUND)


class SidecarCodec:
    """The sidecar of one article; what is read is anchored in the article's present text."""

    def __init__(self, anchorer: Anchorer) -> None:
        self._anchorer = anchorer
        self._article = anchorer.article.id

    def empty(self) -> tuple[Frame, dict[str, Annotation]]:
        """See `Codec.empty`."""
        return new_frame(self._article), {}

    def read(self, data: bytes) -> tuple[Frame, dict[str, Annotation]]:
        """See `Codec.read`."""
        frame, values = read_sidecar(data, self._article)
        anchored = {key: self._anchorer.anchored(value) for key, value in values.items()}
        keep_rendered(frame, ((values[key], value) for key, value in anchored.items()))
        return frame, anchored

    def write(self, frame: Frame, values: Mapping[str, Annotation]) -> bytes:
        """See `Codec.write`."""
        return write_sidecar(frame, values)

    def same(self, one: Annotation, other: Annotation) -> bool:
        """Equal but for the anchor, which is never stored."""
        return one == other or all(getattr(one, k) == getattr(other, k) for k in _STORED)

    def untouched(self, one: Annotation, other: Annotation) -> bool:
        """Equal but for where it was found again, which is nobody's work.

        Whoever moves one by hand changes its words or the time of its change.
        """
        return one == other or all(getattr(one, k) == getattr(other, k) for k in _MADE)

    def resolve(
        self, base: Annotation | None, mine: Annotation, theirs: Annotation
    ) -> Mapping[str, Annotation]:
        """Both versions: the one changed last keeps the id, the other gets one of its own."""
        del base
        first, second = sorted((mine, theirs), key=_age)
        copy = replace(first, id=_id_from(first.id, _content(first)))
        return {second.id: second, copy.id: copy}


class ClaimsCodec:
    """``claims.json``."""

    def empty(self) -> tuple[ClaimsFrame, dict[str, Claim]]:
        """See `Codec.empty`."""
        return ClaimsFrame(), {}

    def read(self, data: bytes) -> tuple[ClaimsFrame, dict[str, Claim]]:
        """See `Codec.read`."""
        return read_claims(data)

    def write(self, frame: ClaimsFrame, values: Mapping[str, Claim]) -> bytes:
        """See `Codec.write`."""
        return write_claims(frame, values)

    def same(self, one: Claim, other: Claim) -> bool:
        """Equal in every field."""
        return one == other

    untouched = same

    def resolve(self, base: Claim | None, mine: Claim, theirs: Claim) -> Mapping[str, Claim]:
        """Both versions: the one changed last keeps the id (and so the mentions)."""
        del base
        ranked = sorted((mine, theirs), key=lambda claim: (claim.modified, _claim_content(claim)))
        first, second = ranked
        mark = hashlib.sha256(_claim_content(first).encode()).hexdigest()[:6]
        copy = replace(first, id=f"{first.id}-{mark}")
        return {second.id: second, copy.id: copy}


class CodebookCodec:
    """``codebook.toml``, as one value; both sides' tags and attributes are kept.

    Many collections have none: what reads and writes it is imported when there is one.
    """

    def empty(self) -> tuple[None, dict[str, Codebook]]:
        """See `Codec.empty`."""
        return None, {CODEBOOK: DEFAULT_CODEBOOK}

    def read(self, data: bytes) -> tuple[None, dict[str, Codebook]]:
        """See `Codec.read`."""
        from .codebook_file import CodebookError, parse_codebook

        try:
            return None, {CODEBOOK: parse_codebook(data.decode("utf-8-sig"))}
        except UnicodeDecodeError as error:
            raise FileFault("is not UTF-8", data.count(b"\n", 0, error.start) + 1) from None
        except CodebookError as error:
            _, _, reason = str(error).partition(": ")
            raise FileFault(reason, error.line, "until then the last good one is in use") from None

    def write(self, frame: None, values: Mapping[str, Codebook]) -> bytes:
        """See `Codec.write`."""
        from .codebook_file import dump_codebook

        del frame
        return dump_codebook(values[CODEBOOK]).encode()

    def same(self, one: Codebook, other: Codebook) -> bool:
        """Equal in every field."""
        return one == other

    untouched = same

    def resolve(
        self, base: Codebook | None, mine: Codebook, theirs: Codebook
    ) -> Mapping[str, Codebook]:
        """Tag by tag; where both changed one tag, mine stands."""
        old = base or DEFAULT_CODEBOOK
        return {
            CODEBOOK: replace(
                mine,
                tags=_merge_entries(old.tags, mine.tags, theirs.tags),
                attributes=_merge_entries(old.attributes, mine.attributes, theirs.attributes),
            )
        }


def _merge_entries(
    base: tuple[V, ...], mine: tuple[V, ...], theirs: tuple[V, ...]
) -> tuple[V, ...]:
    def by_id(entries: tuple[V, ...]) -> dict[str, V]:
        return {getattr(entry, "id"): entry for entry in entries}  # noqa: B009

    merged = merge(
        by_id(base),
        by_id(mine),
        by_id(theirs),
        same=lambda one, other: one == other,
        resolve=lambda _, ours, other: {getattr(ours, "id"): ours},  # noqa: B009
    )
    return tuple(merged.values.values())


def _age(annotation: Annotation) -> tuple[str, str]:
    return annotation.modified, _content(annotation)


def _content(annotation: Annotation) -> str:
    return json.dumps(to_item(annotation), sort_keys=True)


def _claim_content(claim: Claim) -> str:
    return json.dumps(claim_to_json(claim), sort_keys=True)


def _id_from(identity: str, content: str) -> str:
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{identity} {content}')}"

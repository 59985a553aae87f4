"""Small steps that many changes are made of."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from .edits import PutAnnotation, PutClaim
from .model import Annotation, Claim, now


def put(annotation: Annotation, **changes: Any) -> PutAnnotation:
    """The edit that changes an annotation, with its time of change."""
    return PutAnnotation(replace(annotation, modified=now(), **changes))


def put_claim(claim: Claim, **changes: Any) -> PutClaim:
    """The edit that changes a claim, with its time of change."""
    return PutClaim(replace(claim, modified=now(), **changes))


def without_doubles(values: Iterable[str]) -> tuple[str, ...]:
    """The values in order, each once."""
    return tuple(dict.fromkeys(values))

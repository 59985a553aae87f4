"""The changes that can be made to a collection's annotations, claims and codebook."""

from dataclasses import dataclass

from .codebook import Codebook
from .model import Annotation, Claim


@dataclass(frozen=True, slots=True)
class PutAnnotation:
    """Create the annotation, or replace the one with its id."""

    annotation: Annotation


@dataclass(frozen=True, slots=True)
class DropAnnotation:
    """Delete an annotation; undo brings it back."""

    article: str
    id: str


@dataclass(frozen=True, slots=True)
class PutClaim:
    """Create the claim, or replace the one with its id."""

    claim: Claim


@dataclass(frozen=True, slots=True)
class DropClaim:
    """Delete a claim; its mentions stay, as annotations without a claim, by edits of their own."""

    id: str


@dataclass(frozen=True, slots=True)
class SetCodebook:
    """Replace the codebook."""

    codebook: Codebook


Edit = PutAnnotation | DropAnnotation | PutClaim | DropClaim | SetCodebook

"""The changes that can be made to a collection's annotations, claims and codebook."""

from ..articles.record import record
from .codebook import Codebook
from .model import Annotation, Claim


@record
class PutAnnotation:
    """Create the annotation, or replace the one with its id."""

    annotation: Annotation


@record
class DropAnnotation:
    """Delete an annotation; undo brings it back."""

    article: str
    id: str


@record
class PutClaim:
    """Create the claim, or replace the one with its id."""

    claim: Claim


@record
class DropClaim:
    """Delete a claim; its mentions stay, as annotations without a claim, by edits of their own."""

    id: str


@record
class SetCodebook:
    """Replace the codebook."""

    codebook: Codebook


Edit = PutAnnotation | DropAnnotation | PutClaim | DropClaim | SetCodebook

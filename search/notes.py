"""From annotations, of which search knows no more than four fields, to what is indexed of them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from .results import Notes


class Noted(Protocol):
    """What search asks of an annotation."""

    @property
    def note(self) -> str:
        """A free text."""
        ...

    @property
    def tags(self) -> Sequence[str]:
        """Ids of tags."""
        ...

    @property
    def claim(self) -> str:
        """Id of a claim, or empty."""
        ...

    @property
    def speaker(self) -> str:
        """Who says it, or empty."""
        ...


def notes_of(annotations: Iterable[Noted], statements: Mapping[str, str] | None = None) -> Notes:
    """What the annotations of one article add to its entry in the index.

    ``statements`` are the claims' own words by id, so that ``claim:`` finds both.
    """
    held = list(annotations)
    claims = sorted({one.claim for one in held if one.claim})
    said = [statements[claim] for claim in claims if claim in statements] if statements else []
    return Notes(
        notes=tuple(one.note for one in held if one.note),
        tags=tuple(sorted({tag for one in held for tag in one.tags})),
        claims=(*claims, *said),
        speakers=tuple(sorted({one.speaker for one in held if one.speaker})),
    )

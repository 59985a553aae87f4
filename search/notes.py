"""From annotations, of which search knows no more than four fields, to what is indexed of them."""

from collections.abc import Iterable, Sequence
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


def notes_of(annotations: Iterable[Noted]) -> Notes:
    """What the annotations of one article add to its entry in the index."""
    held = list(annotations)
    return Notes(
        notes=tuple(one.note for one in held if one.note),
        tags=tuple(sorted({tag for one in held for tag in one.tags})),
        claims=tuple(sorted({one.claim for one in held if one.claim})),
        speakers=tuple(sorted({one.speaker for one in held if one.speaker})),
    )

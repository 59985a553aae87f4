"""Page text that is not the article."""

from collections.abc import Set
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FurnitureLine:
    """One line judged to be furniture: ``[start, end)`` in code points, and why."""

    start: int
    end: int
    reason: str


def find_furniture(text: str, recurring: Set[str] = frozenset()) -> list[FurnitureLine]:
    """Furniture lines in order; ``recurring`` holds lines that recur across the collection."""
    raise NotImplementedError

"""What is told in words where others see columns and signs. No Textual."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..annotations.model import Annotation


def annotation_words(annotation: Annotation, claim: str) -> list[str]:
    """What an annotation says, each thing with its name."""
    tags = ", ".join(annotation.tags)
    return [
        f"tagged {tags}" if tags else "annotated",
        f"speaker {annotation.speaker}" if annotation.speaker else "",
        f"claim {claim}" if claim else "",
        f"note {annotation.note}" if annotation.note else "",
    ]


def sentences(parts: Iterable[str]) -> str:
    """The parts that are not empty as sentences, each with a capital and an end.

    A quotation that ends with its own sentence needs no other stop. A single letter at the
    beginning is the name of a key, and stays as it is.
    """
    stripped = (found.strip().rstrip(".") for found in parts)
    return " ".join(_begun(part) + _end_of(part) for part in stripped if part)


def _end_of(part: str) -> str:
    ended = part[-1:] in tuple('”’"»') and part[-2:-1] in tuple(".?!")
    return "" if ended else "."


def _begun(part: str) -> str:
    return part if part[1:2] in {"", " ", ":"} else part[:1].upper() + part[1:]

"""From what is known to what is painted: marks, gutter signs and ruler marks. No Textual."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ...annotations.codebook import Codebook
from ...annotations.model import Annotation
from ...articles.span import Span
from ..pane.marks import Mark, Sign

SIGNS: Mapping[str, Sign] = {
    "strong": Sign("═", "sign-strong"),
    "possible": Sign("─", "sign-possible"),
    "only-here": Sign("·", "sign-only"),
    "values-differ": Sign("≠", "sign-differ"),
}
"""How a sentence's parallels show in the gutter; the help explains them."""


def furniture_marks(spans: Iterable[Span]) -> list[Mark]:
    """Shown furniture, dimmed."""
    return [Mark(span.start, span.end, "furniture") for span in spans]


def annotation_marks(annotations: Sequence[Annotation]) -> list[Mark]:
    """One mark for every tag of every piece; an annotation without tags is underlined.

    Those that wait for review are not on the text: their offsets belong to an older one.
    """
    return [
        Mark(start, end, f"tag:{tag}" if tag else "noted")
        for annotation in annotations
        if annotation.placed
        for start, end in annotation.pieces or ((annotation.start, annotation.end),)
        for tag in annotation.tags or ("",)
    ]


def letter_of(codebook: Codebook, tag_id: str) -> str:
    """The letter of a tag; for a tag that the codebook does not define, its own first letter."""
    tag = codebook.tag(tag_id)
    return (tag.letter if tag else "") or tag_id[:1].upper() or "?"


def annotation_signs(
    annotations: Sequence[Annotation], codebook: Codebook
) -> dict[int, tuple[Sign, ...]]:
    """The letters of the tags, by the offset where their annotation starts."""
    known: dict[str, Sign] = {"": Sign("✎", "gutter")}
    signs: dict[int, dict[Sign, None]] = defaultdict(dict)
    for annotation in annotations:
        if annotation.placed:
            here = signs[annotation.start]
            for tag in annotation.tags or ("",):
                if tag not in known:
                    known[tag] = Sign(letter_of(codebook, tag), f"letter:{tag}")
                here[known[tag]] = None
    return {offset: tuple(found) for offset, found in signs.items()}


def others_marks(annotations: Iterable[Annotation]) -> list[Mark]:
    """What other annotators have tagged, quietly: one look whatever the tag."""
    return [
        Mark(piece.start, piece.end, "theirs")
        for annotation in annotations
        if annotation.placed
        for piece in annotation.pieces or (annotation.span,)
    ]


def others_signs(
    annotations: Iterable[Annotation], codebook: Codebook
) -> dict[int, tuple[Sign, ...]]:
    """The tags of other annotators as small letters; ``°`` where there is none."""
    signs: dict[int, dict[Sign, None]] = defaultdict(dict)
    for annotation in annotations:
        if annotation.placed:
            for tag in annotation.tags or ("",):
                letter = letter_of(codebook, tag) if tag else ""
                small = letter.lower() if letter.lower() != letter else "°"
                signs[annotation.start][Sign(small, "gutter")] = None
    return {offset: tuple(found) for offset, found in signs.items()}


def doubt_signs(proposed: Sequence[Span]) -> dict[int, tuple[Sign, ...]]:
    """A mark, unlike any tag's letter, where an annotation that waits for review may be now."""
    return {span.start: (Sign("¿", "gutter"),) for span in proposed}


def merge_signs(
    *groups: Mapping[int, tuple[Sign, ...]],
) -> dict[int, tuple[Sign, ...]]:
    """All signs together, those of earlier groups first."""
    merged: dict[int, tuple[Sign, ...]] = {}
    for group in groups:
        for offset, signs in group.items():
            merged[offset] = (*merged.get(offset, ()), *signs)
    return merged


def parallel_signs(signs: Mapping[Span, str]) -> dict[int, tuple[Sign, ...]]:
    """Gutter signs of sentences by their start; what has nothing to say stays blank."""
    return {span.start: (SIGNS[sign],) for span, sign in signs.items() if sign in SIGNS}


def hit_marks(hits: Sequence[Span], current: Span | None) -> list[Mark]:
    """Search hits, the one the reader stands on apart."""
    return [Mark(hit.start, hit.end, "hit-current" if hit == current else "hit") for hit in hits]


def ruler_marks(
    annotations: Sequence[Annotation], hits: Sequence[Span], counterparts: Sequence[Span]
) -> list[tuple[int, str]]:
    """Where things lie, for the track at the column's edge; the last painted wins a cell."""
    return [
        *((a.start, "ruler-tag") for a in annotations if a.placed),
        *((hit.start, "ruler-hit") for hit in hits),
        *((span.start, "ruler-parallel") for span in counterparts),
    ]

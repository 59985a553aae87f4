"""From what is known to what is painted: marks, gutter signs and ruler marks. No Textual."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ...annotations.codebook import Codebook, initial
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


class Drawn(NamedTuple):
    """How one annotation is drawn: a mark for every tag of every piece, and its letters."""

    start: int
    marks: tuple[Mark, ...]
    signs: tuple[Sign, ...]


class Drawings:
    """How the annotations of an article are drawn, each as long as it stays as it is.

    Of many thousands only those that have changed are looked at when one of them does.
    """

    def __init__(self) -> None:
        self._made_of: tuple[Sequence[Annotation], Codebook] | None = None
        self._made: Sequence[Drawn] = ()
        self._known: dict[int, tuple[Annotation, Drawn | None]] = {}
        """By the annotation's place in memory, which is its own while it is held here."""
        self._signs: dict[tuple[str, ...], tuple[Sign, ...]] = {}

    def of(self, annotations: Sequence[Annotation], codebook: Codebook) -> Sequence[Drawn]:
        """Those of all annotations that are sure of their place.

        Those that wait for review are not on the text: their offsets belong to an older one.
        """
        if self._made_of is not None and self._made_of[1] is not codebook:
            self._known, self._signs = {}, {}
        elif self._made_of is not None and self._made_of[0] is annotations:
            return self._made
        self._made_of, known = (annotations, codebook), self._known
        self._known = {
            id(one): known.get(id(one)) or (one, self._drawn(one, codebook)) for one in annotations
        }
        self._made = [drawn for _, drawn in self._known.values() if drawn]
        return self._made

    def _drawn(self, annotation: Annotation, codebook: Codebook) -> Drawn | None:
        if not annotation.placed:
            return None
        pieces, tags = annotation.pieces or (annotation.span,), annotation.tags
        styles = [f"tag:{tag}" for tag in tags] or ["noted"]
        marks = tuple([Mark(*piece, style) for piece in pieces for style in styles])
        signs = self._signs.get(tags)
        if signs is None:
            signs = self._signs[tags] = letters_of(codebook, tags)
        return Drawn(annotation.start, marks, signs)


def letters_of(codebook: Codebook, tags: Sequence[str]) -> tuple[Sign, ...]:
    """The letters of the tags of one annotation; another sign where there are none."""
    letters = [Sign(letter_of(codebook, tag), f"letter:{tag}") for tag in tags]
    return tuple(letters) or (Sign("✎", "gutter"),)


def annotation_marks(drawings: Iterable[Drawn]) -> list[Mark]:
    """The marks of annotations."""
    return [mark for one in drawings for mark in one.marks]


def letter_of(codebook: Codebook, tag_id: str) -> str:
    """The letter of a tag; for a tag that the codebook does not define, its own first letter."""
    tag = codebook.tag(tag_id)
    return (tag.letter if tag else "") or initial(tag_id)


def annotation_signs(drawings: Iterable[Drawn]) -> dict[int, tuple[Sign, ...]]:
    """The letters of the tags, by the offset where their annotation starts; each letter once."""
    signs: dict[int, tuple[Sign, ...]] = {}
    for start, _, letters in drawings:
        here = signs.get(start)
        signs[start] = tuple(dict.fromkeys((*here, *letters))) if here else letters
    return signs


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
                lower = letter.lower()
                small = lower if lower != letter and len(lower) == 1 else "°"
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
            before = merged.get(offset)
            merged[offset] = (*before, *signs) if before else signs
    return merged


def parallel_signs(signs: Mapping[Span, str]) -> dict[int, tuple[Sign, ...]]:
    """Gutter signs of sentences by their start; what has nothing to say stays blank."""
    return {span.start: (SIGNS[sign],) for span, sign in signs.items() if sign in SIGNS}


def hit_marks(hits: Sequence[Span], current: Span | None) -> list[Mark]:
    """Search hits, the one the reader stands on apart."""
    return [Mark(hit.start, hit.end, "hit-current" if hit == current else "hit") for hit in hits]


def ruler_marks(drawings: Iterable[Drawn], hits: Sequence[Span]) -> list[tuple[int, str]]:
    """Where things lie, for the track at the column's edge; the last painted wins a cell."""
    return [
        *((one.start, "ruler-tag") for one in drawings),
        *((hit.start, "ruler-hit") for hit in hits),
    ]

"""Versions of one passage side by side, word by word."""

from collections.abc import Sequence
from enum import StrEnum

from .record import record
from .span import Span
from .words import Word, words_in

_LONGEST = 4000  # words; longer versions are compared without looking inside changed stretches


class Operation(StrEnum):
    """What became of a word, seen from the base version."""

    EQUAL = "equal"
    INSERTED = "inserted"
    DELETED = "deleted"
    REPLACED = "replaced"


@record
class Change:
    """One step of a comparison: ``a`` and ``b`` are spans of the two texts, ``None`` for nothing.

    An equal or replaced step has both, a deleted one ``a`` alone, an inserted one ``b`` alone.
    """

    operation: Operation
    a: Span | None
    b: Span | None


@record
class Cell:
    """One column of one version: the words there, if any, and what became of the base's."""

    operation: Operation
    text: str
    span: Span | None
    """Where the words stand in the version, ``None`` for none."""


@record
class AlignedVersions:
    """Versions in rows of equal length; a column stands for one word of the base or for a gap."""

    rows: tuple[tuple[Cell, ...], ...]
    base: int
    """Number of the row that the others are compared with."""


def word_differences(a: str, b: str) -> list[Change]:
    """What turns ``a`` into ``b``, a word at a time where words face each other.

    Case, marks and blanks do not make a difference, nor do straight and curly quotation marks.
    """
    changes: list[Change] = []
    mine, theirs = words_in(a), words_in(b)
    for tag, a0, a1, b0, b1 in _opcodes(mine, theirs):
        paired = min(a1 - a0, b1 - b0)
        operation = Operation.EQUAL if tag == "equal" else Operation.REPLACED
        for offset in range(paired):
            changes.append(Change(operation, _span(mine[a0 + offset]), _span(theirs[b0 + offset])))
        changes += [Change(Operation.DELETED, _span(w), None) for w in mine[a0 + paired : a1]]
        changes += [Change(Operation.INSERTED, None, _span(w)) for w in theirs[b0 + paired : b1]]
    return changes


def changed_stretches(a: str, b: str) -> list[tuple[str, str]]:
    """What stands in ``a`` and what in ``b`` instead, in order; empty for nothing."""
    found: list[tuple[list[Span], list[Span]]] = []
    before = Operation.EQUAL
    for change in word_differences(a, b):
        if change.operation is not Operation.EQUAL:
            if before is Operation.EQUAL:
                found.append(([], []))
            for spans, span in zip(found[-1], (change.a, change.b), strict=True):
                spans += [span] if span else []
        before = change.operation
    return [(_from_to(a, mine), _from_to(b, theirs)) for mine, theirs in found]


def _from_to(text: str, spans: Sequence[Span]) -> str:
    return text[spans[0].start : spans[-1].end] if spans else ""


def align_versions(texts: Sequence[str], base: int = 0) -> AlignedVersions:
    """Every version against the version ``base``, all in the same columns.

    The base's row holds its words, one a column, and an empty *equal* cell where another version
    inserts something. In the other rows a cell is *equal* or *replaced* with its own words,
    *deleted* and empty, or *inserted*; where only another version inserts, it is *equal* and empty.
    """
    if not texts:
        return AlignedVersions((), base)
    words = [words_in(text) for text in texts]
    steps = [_against_base(words[base], version) for version in words]
    columns = len(words[base])
    widths = [max(len(step.inserted[gap]) for step in steps) for gap in range(columns + 1)]
    rows = [_row(text, step, widths) for text, step in zip(texts, steps, strict=True)]
    return AlignedVersions(tuple(rows), base)


@record
class _Steps:
    """A version against the base: per word of the base, and what is inserted before each."""

    cells: list[tuple[Operation, Span | None]]
    inserted: list[list[Span]]


def _against_base(base: Sequence[Word], version: Sequence[Word]) -> _Steps:
    cells: list[tuple[Operation, Span | None]] = []
    inserted: list[list[Span]] = [[] for _ in range(len(base) + 1)]
    for tag, a0, a1, b0, b1 in _opcodes(base, version):
        paired = min(a1 - a0, b1 - b0)
        operation = Operation.EQUAL if tag == "equal" else Operation.REPLACED
        cells += [(operation, _span(word)) for word in version[b0 : b0 + paired]]
        cells += [(Operation.DELETED, None)] * (a1 - a0 - paired)
        inserted[a1] += [_span(word) for word in version[b0 + paired : b1]]
    return _Steps(cells, inserted)


def _row(text: str, steps: _Steps, widths: Sequence[int]) -> tuple[Cell, ...]:
    row: list[Cell] = []
    for gap, width in enumerate(widths):
        own = steps.inserted[gap]
        row += [Cell(Operation.INSERTED, text[slice(*span)], span) for span in own]
        row += [Cell(Operation.EQUAL, "", None)] * (width - len(own))
        if gap < len(steps.cells):
            operation, span = steps.cells[gap]
            row.append(Cell(operation, text[slice(*span)] if span else "", span))
    return tuple(row)


def _opcodes(
    mine: Sequence[Word], theirs: Sequence[Word]
) -> Sequence[tuple[str, int, int, int, int]]:
    from difflib import SequenceMatcher  # here, because the reader starts without it

    a, b = [word.form for word in mine], [word.form for word in theirs]
    matcher = SequenceMatcher(None, a, b, autojunk=len(a) + len(b) > _LONGEST)
    return matcher.get_opcodes()


def _span(word: Word) -> Span:
    return Span(word.start, word.end)

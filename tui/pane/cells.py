"""How many terminal cells text takes, cut only between grapheme clusters.

A paragraph of plain Latin, Greek or Cyrillic text is proven one cell a code point by one regex
and never measured; only other paragraphs pay for clusters (``regex``, UAX #29) and for Rich's
cell widths, the ones Textual cuts and pads by.
"""

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, cast

from rich.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# Every code point of these ranges is one cell wide and a cluster of its own; a test proves it.
_NOT_NARROW = re.compile(
    "[^ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u0590\u1e00-\u1fff\u2010-\u2027"
    "\u2030-\u205e\u2070-\u209c\u20a0-\u20bf\u2100-\u218b\u2190-\u2199\u2400-\u2426\u2500-\u25fc]"
)
# Terminals that know no clusters, or an older Unicode, give these other widths than Rich does.
# (Signs of ambiguous width, as curly quotes in a Chinese locale, are one cell, as in Textual.)
_DISPUTED = (
    "[\u00ad\u0600-\u0605\u0900-\u0dff\u200b-\u200f\ufe0e\ufe0f\u2600-\u27bf\U0001f000-\U0001faff]"
)
# A cluster that claims more cells than any real one is cut at code points, so that it fits a row.
_WIDEST_CLUSTER = 8


class Cluster(NamedTuple):
    """A grapheme cluster: ``[start, end)`` code points, ``cells`` wide (0 is possible)."""

    start: int
    end: int
    cells: int


def is_narrow(text: str, start: int, end: int) -> bool:
    """Whether each code point of ``text[start:end]`` certainly takes exactly one cell."""
    return _NOT_NARROW.search(text, start, end) is None


def clusters(text: str, start: int, end: int) -> list[Cluster]:
    """The grapheme clusters of ``text[start:end]`` in order, without gaps.

    What takes no cell at all (a zero-width space) counts to the cluster before it.
    """
    if is_narrow(text, start, end):
        return [Cluster(at, at + 1, 1) for at in range(start, end)]
    found: list[Cluster] = []
    at = start
    for string in _cut(text[start:end]):
        for part in string if cell_len(string) > _WIDEST_CLUSTER else (string,):
            cells = cell_len(part)
            following = at + len(part)
            if found and not (cells and found[-1].cells):
                found[-1] = Cluster(found[-1].start, following, found[-1].cells + cells)
            else:
                found.append(Cluster(at, following, cells))
            at = following
    return found


def is_disputed(cluster: str) -> bool:
    """Whether terminals are known to disagree about the width of a cluster."""
    return re.search(_DISPUTED, cluster) is not None


def cluster_at(text: str, offset: int, start: int, end: int) -> tuple[int, int]:
    """The cluster of ``text[start:end]`` that holds ``offset``, as ``(start, end)``."""
    if is_narrow(text, max(start, offset - 1), min(end, offset + 2)):
        return offset, min(end, offset + 1)
    for cluster in clusters(text, start, end):
        if cluster.start <= offset < cluster.end:
            return cluster.start, cluster.end
    return offset, end


def _cut(text: str) -> "Iterable[str]":
    return _cutter()(text)


@cache
def _cutter() -> "Callable[[str], list[str]]":
    import regex  # costs 15-50 ms: only for text that needs it

    return cast("Callable[[str], list[str]]", regex.compile(r"\X").findall)

"""Where the stretches of an older text are in a newer one.

The texts are aligned by the edit operations of least Levenshtein distance (`rapidfuzz`). Its cost
grows with the product of both lengths, so long texts are aligned by lines first and by code points
only where lines differ.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..articles.span import Span

LARGEST_PRODUCT = 2_000_000_000
"""Code points times code points that are aligned at once: about a tenth of a second."""


_LINE = re.compile(r"[^\n]*\n|[^\n]+")


class Block(NamedTuple):
    """Code points that are the same in both texts."""

    old: int
    new: int
    length: int


class TextMap:
    """The stretches that an older and a newer text have in common, in order."""

    def __init__(self, old: str, new: str) -> None:
        self.old = old
        self.new = new
        self._blocks = list(_joined(_common(old, new)))
        self._starts = [block.old for block in self._blocks]

    def unchanged(self, span: Span) -> Span | None:
        """Where a span of the old text stands in the new one, if nothing in it was touched.

        A few letters at its edge that an alignment happens to find in a neighbouring change do not
        count: the stretch that holds most of the span says where the whole of it stands.
        """
        held, shift = self._most(span)
        place = Span(span.start + shift, span.end + shift)
        if 2 * held <= span.end - span.start or place.start < 0:
            return None
        same = self.new[place.start : place.end] == self.old[span.start : span.end]
        return place if same else None

    def _most(self, span: Span) -> tuple[int, int]:
        """How much of a span its longest block holds, and how far that block has shifted."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        after = bisect_left(self._starts, span.end)
        return max(
            (
                (min(b.old + b.length, span.end) - max(b.old, span.start), b.new - b.old)
                for b in self._blocks[first:after]
            ),
            default=(0, 0),
        )

    def nearest(self, offset: int) -> int:
        """The place in the new text for an offset of the old one; in a change, its beginning."""
        at = bisect_right(self._starts, offset) - 1
        if at < 0:
            return 0
        block = self._blocks[at]
        return block.new + min(offset - block.old, block.length)


def _common(old: str, new: str) -> Iterator[Block]:
    if len(old) * len(new) <= LARGEST_PRODUCT:
        yield from _equal(old, new)
        return
    head = _shared_length(old, new)
    tail = _shared_length(old[head:][::-1], new[head:][::-1])
    yield Block(0, 0, head)
    inner = old[head : len(old) - tail], new[head : len(new) - tail]
    yield from _shifted(_by_lines(*inner), head, head)
    yield Block(len(old) - tail, len(new) - tail, tail)


def _by_lines(old: str, new: str) -> Iterator[Block]:
    """Whole lines that are the same, and within other lines what is worth the time."""
    olds, news = _LINE.findall(old), _LINE.findall(new)
    old_at, new_at = _offsets(olds), _offsets(news)
    if len(olds) * len(news) > LARGEST_PRODUCT:
        return
    from rapidfuzz.distance import Levenshtein

    for step in Levenshtein.opcodes(olds, news):
        here, there = old_at[step.src_start], new_at[step.dest_start]
        older = old[here : old_at[step.src_end]]
        newer = new[there : new_at[step.dest_end]]
        if step.tag == "equal":
            yield Block(here, there, len(older))
        elif step.tag == "replace" and len(older) * len(newer) <= LARGEST_PRODUCT:
            yield from _shifted(_equal(older, newer), here, there)


def _equal(old: Sequence[str], new: Sequence[str]) -> Iterator[Block]:
    from rapidfuzz.distance import Levenshtein

    for step in Levenshtein.opcodes(old, new):
        if step.tag == "equal":
            yield Block(step.src_start, step.dest_start, step.src_end - step.src_start)


def _shifted(blocks: Iterable[Block], old: int, new: int) -> Iterator[Block]:
    for block in blocks:
        yield Block(block.old + old, block.new + new, block.length)


def _joined(blocks: Iterable[Block]) -> Iterator[Block]:
    """Neighbours without a gap in either text as one block; empty ones left out."""
    last = Block(0, 0, 0)
    for block in blocks:
        if (last.old + last.length, last.new + last.length) == (block.old, block.new):
            last = Block(last.old, last.new, last.length + block.length)
            continue
        if last.length:
            yield last
        last = block
    if last.length:
        yield last


def _offsets(lines: Iterable[str]) -> list[int]:
    offsets = [0]
    for line in lines:
        offsets.append(offsets[-1] + len(line))
    return offsets


def _shared_length(one: str, other: str) -> int:
    """How many code points two texts share at their beginning (by halving: slices are fast)."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low

"""The sorted terms of one field of a segment, with where their posting lists stand."""

import heapq
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from mmap import mmap


class Lexicon:
    """Terms in a memory map, in the order of their bytes, each ended by a newline.

    Nothing is read before it is asked for. Terms are named by their index.
    """

    def __init__(self, source: mmap, at: int, count: int) -> None:
        whole = memoryview(source)
        self.offsets: Sequence[int] = whole[at : (at := at + 8 * count)].cast("Q")
        """Where each posting list stands in the file."""
        self.counts: Sequence[int] = whole[at : (at := at + 4 * count)].cast("I")
        """How many documents hold each term."""
        self._starts: Sequence[int] = whole[at : (at := at + 4 * count + 4)].cast("I")
        self._source = source
        self._text = at

    def __len__(self) -> int:
        return len(self.counts)

    def term(self, index: int) -> bytes:
        """The term at ``index``."""
        at = self._text
        return self._source[at + self._starts[index] : at + self._starts[index + 1] - 1]

    def find(self, term: bytes) -> int:
        """The index of a term, or -1."""
        at = self.position(term)
        return at if at < len(self) and self.term(at) == term else -1

    def position(self, term: bytes) -> int:
        """The index of the first term that is not before ``term``."""
        return bisect_left(range(len(self)), term, key=self.term)

    def beginning(self, prefix: bytes) -> range:
        """The terms that begin with ``prefix``."""
        return range(self.position(prefix), self.position(prefix + b"\xff"))

    def most_frequent(self, among: Sequence[int], number: int) -> Sequence[int]:
        """Those terms that most documents hold."""
        if len(among) <= number:
            return among
        return heapq.nlargest(number, among, key=self.counts.__getitem__)

    def slice(self, among: range) -> list[str]:
        """The terms themselves, in order."""
        if not among:
            return []
        at, starts = self._text, self._starts
        begin, end = at + starts[among.start], at + starts[among.stop] - 1
        return self._source[begin:end].decode().split("\n")


@dataclass
class LexiconBuilder:
    """Takes terms in order and gives the bytes that `Lexicon` reads."""

    _terms: list[bytes] = field(default_factory=list[bytes])
    _offsets: "array[int]" = field(default_factory=lambda: array("Q"))
    _counts: "array[int]" = field(default_factory=lambda: array("I"))

    def add(self, term: bytes, count: int, offset: int) -> None:
        """Add a term that ``count`` documents hold; its posting list stands at ``offset``."""
        self._terms.append(term)
        self._counts.append(count)
        self._offsets.append(offset)

    def __len__(self) -> int:
        return len(self._terms)

    def to_bytes(self) -> bytes:
        """The finished lexicon."""
        starts = array("I", (0,))
        at = 0
        for term in self._terms:
            at += len(term) + 1
            starts.append(at)
        text = b"".join(term + b"\n" for term in self._terms)
        return self._offsets.tobytes() + self._counts.tobytes() + starts.tobytes() + text

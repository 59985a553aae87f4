"""Where a word stands, as bytes: the documents that hold it, how often, and at which positions.

A posting list is a header, the documents, the times and the positions, each one flat array of the
narrowest whole numbers that hold it, so that reading a list is copying memory.
"""

import struct
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Protocol

SEPARATOR = "\0"
"""A term that is no word: it takes a position, so that no phrase runs across it."""

_HEADER = struct.Struct("<IIBBBx")  # documents, positions, bytes in each of the three arrays
_USUAL = 3
"""Bytes that a document and how often it holds the term usually take: read at once."""
_TYPES = {1: "B", 2: "H", 4: "I"}


class Source(Protocol):
    """Bytes that are read piece by piece."""

    def read(self, offset: int, length: int) -> bytes:
        """``length`` bytes from ``offset`` on."""
        ...


class Postings:
    """The posting list of one term: ``count`` documents, read from ``source`` at ``offset``."""

    __slots__ = ("_at", "_firsts", "_flat", "_length", "_source", "_width", "documents", "times")

    documents: Sequence[int]
    """Documents that hold the term, ascending."""
    times: Sequence[int]
    """How often each of them holds it."""

    def __init__(self, source: Source, offset: int, count: int) -> None:
        head = source.read(offset, _HEADER.size + _USUAL * count)
        count, self._length, wide, often, self._width = _HEADER.unpack_from(head)
        middle = _HEADER.size + count * wide
        end = middle + count * often
        if end > len(head):
            head = source.read(offset, end)
        self.documents = _numbers(wide, head[_HEADER.size : middle])
        self.times = _numbers(often, head[middle:end]) if often else b"\1" * count
        self._source = source
        self._at = offset + end
        self._firsts: list[int] | None = None
        self._flat: Sequence[int] = ()

    def index(self, document: int) -> int:
        """The place of a document in ``documents``, or -1."""
        at = bisect_left(self.documents, document)
        return at if at < len(self.documents) and self.documents[at] == document else -1

    def positions(self, index: int) -> Sequence[int]:
        """Positions in the document at ``index`` of ``documents``, ascending; none if not kept."""
        if self._firsts is None:
            self._firsts = list(accumulate(self.times, initial=0))
            data = self._source.read(self._at, self._length * self._width)
            self._flat = _numbers(self._width, data)
        return self._flat[self._firsts[index] : self._firsts[index + 1]]


def encode(documents: Sequence[int], times: Sequence[int], positions: Sequence[int]) -> bytes:
    """A posting list as `Postings` reads it; ``positions`` of all documents in a row, or none."""
    wide = _width(documents[-1])
    often = _width(most) if (most := max(times)) > 1 else 0
    long = _width(max(positions)) if positions else 1
    return b"".join(
        (
            _HEADER.pack(len(documents), len(positions), wide, often, long),
            array(_TYPES[wide], documents).tobytes(),
            array(_TYPES[often], times).tobytes() if often else b"",
            array(_TYPES[long], positions).tobytes(),
        )
    )


class Gathering:
    """Posting lists of one field while documents are being added, in ascending order."""

    def __init__(self, positional: bool) -> None:
        # With positions one number holds both: the document above, the position below.
        kind = "Q" if positional else "I"
        self._lists: defaultdict[str, array[int]] = defaultdict(lambda: array(kind))
        self._positional = positional

    def add(self, document: int, terms: Iterable[str]) -> None:
        """Add a document's terms in order."""
        lists = self._lists
        if self._positional:
            for number, term in enumerate(terms, document << 32):
                lists[term].append(number)
        else:
            for term in terms:
                lists[term].append(document)

    def add_postings(self, term: str, postings: Postings, numbers: Sequence[int]) -> None:
        """Add a posting list whose documents have other ``numbers`` here; -1 leaves one out."""
        into = self._lists[term]
        for index, old in enumerate(postings.documents):
            document = numbers[old]
            if document < 0:
                continue
            if self._positional:
                high = document << 32
                into.extend([high | position for position in postings.positions(index)])
            else:
                into.extend([document] * postings.times[index])

    def __iter__(self) -> Iterator[tuple[bytes, int, bytes]]:
        """(term, number of documents, posting list) in the order of the terms' bytes."""
        self._lists.pop(SEPARATOR, None)
        encoded = sorted((term.encode(), numbers) for term, numbers in self._lists.items())
        for term, numbers in encoded:
            if numbers:
                yield term, *self._encode(numbers)

    def _encode(self, numbers: "array[int]") -> tuple[int, bytes]:
        documents, positions = numbers, ()
        if self._positional:
            documents = [number >> 32 for number in numbers]
            positions = [number & 0xFFFFFFFF for number in numbers]
        if documents[0] == documents[-1]:
            return 1, encode((documents[0],), (len(documents),), positions)
        times = Counter(documents)
        return len(times), encode(tuple(times), tuple(times.values()), positions)


def _numbers(width: int, data: bytes) -> Sequence[int]:
    if width == 1:
        return data
    numbers = array(_TYPES[width])
    numbers.frombytes(data)
    return numbers


def _width(largest: int) -> int:
    return 1 if largest < 1 << 8 else 2 if largest < 1 << 16 else 4

"""One immutable part of the index on disk: posting lists, lexicons and a table of documents.

A segment is one file: the posting lists, then a lexicon for each field, then the columns of the
documents, then a directory of all that in JSON, then where the directory stands. It holds plain
numbers and text, and is never changed once written.
"""

import json
import mmap
import os
import struct
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, ClassVar
from weakref import WeakValueDictionary, finalize

from .lexicon import Lexicon, LexiconBuilder
from .postings import Postings

_MAGIC = b"crossread segment 1\n"
_FOOTER = struct.Struct(f"<QI{len(_MAGIC)}s")


class SegmentError(ValueError):
    """The file is no segment, or a damaged one."""


@dataclass
class Documents:
    """What is kept of each document, by its number: columns of the same length."""

    articles: list[str] = field(default_factory=list[str])
    fingerprints: list[str] = field(default_factory=list[str])
    dates: "array[int]" = field(default_factory=lambda: array("I"))
    """Proleptic Gregorian ordinals; 0 when unknown."""
    lengths: "array[int]" = field(default_factory=lambda: array("I"))
    """Words of the text."""
    fields: bytearray = field(default_factory=bytearray)
    """The fields that have a word: a bit each, in the order of the segment's fields."""


class SegmentWriter:
    """Writes one segment file: terms field by field in order, then the documents."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._at = 0
        self._lexicons: dict[str, LexiconBuilder] = {}

    def add_terms(self, name: str, terms: Iterable[tuple[bytes, int, bytes]]) -> None:
        """Add a field: (term, number of documents, posting list) in the order of the terms."""
        lexicon = self._lexicons[name] = LexiconBuilder()
        for term, count, postings in terms:
            lexicon.add(term, count, self._at)
            self._write(postings)

    def finish(self, documents: Documents) -> None:
        """Write what remains, and make it durable."""
        lexicons: dict[str, tuple[int, int]] = {}
        for name, lexicon in self._lexicons.items():
            lexicons[name] = (self._at, len(lexicon))
            self._write(lexicon.to_bytes())
        columns = {
            "articles": json.dumps(documents.articles).encode(),
            "fingerprints": json.dumps(documents.fingerprints).encode(),
            "dates": documents.dates.tobytes(),
            "lengths": documents.lengths.tobytes(),
            "fields": bytes(documents.fields),
        }
        places: dict[str, tuple[int, int]] = {}
        for name, data in columns.items():
            places[name] = (self._at, len(data))
            self._write(data)
        count, words = len(documents.articles), sum(documents.lengths)
        directory = json.dumps(
            {"count": count, "words": words, "lexicons": lexicons, "columns": places}
        ).encode()
        at = self._at
        self._write(directory)
        self._write(_FOOTER.pack(at, len(directory), _MAGIC))
        self._file.flush()
        os.fsync(self._file.fileno())

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._at += len(data)


class SegmentFile:
    """A segment opened for reading. Raises `SegmentError` when the file is damaged."""

    _opened: ClassVar["WeakValueDictionary[Path, SegmentFile]"] = WeakValueDictionary()

    @classmethod
    def open(cls, path: Path) -> "SegmentFile":
        """The segment at ``path``, opened once only while somebody uses it: it never changes."""
        file = cls._opened.get(path)
        if file is None:
            file = cls._opened[path] = cls(path)
        return file

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        finalize(self, os.close, self._file)
        size = os.fstat(self._file).st_size
        if size < _FOOTER.size:
            raise SegmentError(f"{path} is cut off")
        at, length, magic = _FOOTER.unpack(self.read(size - _FOOTER.size, _FOOTER.size))
        if magic != _MAGIC:
            raise SegmentError(f"{path} is no segment, or is cut off")
        directory = json.loads(self.read(at, length))
        self.count: int = directory["count"]
        self.words: int = directory["words"]
        self._columns: dict[str, tuple[int, int]] = directory["columns"]
        # Only the lexicons are mapped: what of a map was touched counts as this process's memory.
        whole = mmap.mmap(self._file, 0, access=mmap.ACCESS_READ)
        self.lexicons: dict[str, Lexicon] = {
            name: Lexicon(whole, *place) for name, place in directory["lexicons"].items()
        }

    def read(self, offset: int, length: int) -> bytes:
        """A piece of the file."""
        return os.pread(self._file, length, offset)

    @cached_property
    def articles(self) -> list[str]:
        """Ids of the articles, by document."""
        return json.loads(self._column("articles"))

    @cached_property
    def fingerprints(self) -> list[str]:
        """Fingerprints of the entries, by document."""
        return json.loads(self._column("fingerprints"))

    @cached_property
    def dates(self) -> Sequence[int]:
        """Ordinals by document; 0 when unknown."""
        return array("I", self._column("dates"))

    @cached_property
    def lengths(self) -> Sequence[int]:
        """Words of the text, by document."""
        return array("I", self._column("lengths"))

    @cached_property
    def fields(self) -> bytes:
        """The fields that have a word, by document: a bit each."""
        return self._column("fields")

    def postings(self, name: str, index: int) -> Postings:
        """The posting list of a term of a field's lexicon."""
        lexicon = self.lexicons[name]
        return Postings(self, lexicon.offsets[index], lexicon.counts[index])

    def _column(self, name: str) -> bytes:
        return self.read(*self._columns[name])

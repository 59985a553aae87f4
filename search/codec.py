"""Our segment files as a Whoosh codec. Whoosh names stand in this module and in `store` only.

Whoosh keeps the list of segments, the deletions, the lock and the generations, and merges small
segments; its stock searchers read what we write. The program's own queries go to the
`SegmentFile` directly.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from whoosh import fields, formats
from whoosh.codec import base
from whoosh.codec.whoosh3 import W3Segment
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo, TermNotFound

from .postings import Gathering
from .query import FIELDS, TEXT
from .segment import Documents, SegmentFile, SegmentWriter

_EXTENSION = ".words"


class Places(formats.Format):
    """The format of a posting's value: positions as an array of whole numbers."""

    def supports(self, name: str) -> bool:
        """Whoosh asks before it decodes."""
        return name in ("frequency", "weight", "positions")

    def decode_frequency(self, value: bytes) -> int:
        """How many positions there are."""
        return len(value) // 4

    def decode_weight(self, value: bytes) -> float:
        """The same, as Whoosh's scorers want it."""
        return float(len(value) // 4)

    def decode_positions(self, value: bytes) -> list[int]:
        """The positions, ascending."""
        return memoryview(value).cast("I").tolist()


class Terms(fields.FieldType):
    """A field whose value is its terms in order, analysed by us.

    They travel through Whoosh as one posting per document; `Pool` takes them apart.
    """

    def __init__(self, positional: bool) -> None:
        super().__init__(Places(), None, scorable=True)
        self.positional = positional

    def index(self, value: list[str], **_: Any) -> Any:
        """The whole value as one item."""
        return ((None, len(value), 1.0, value),)


class Pool:
    """Collects postings in memory until a segment is written; stands in for Whoosh's own."""

    def __init__(self, schema: fields.Schema) -> None:
        self._fields = {
            name: Gathering(positional=getattr(field, "positional", False))
            for name, field in schema.items()
            if field.indexed
        }

    def add(self, item: tuple[str, bytes | None, int, float, Any]) -> None:
        """Take a document's terms: a list of all (see `Terms`), or a single one."""
        name, term, document, _, terms = item
        self._fields[name].add(document, terms if term is None else (term.decode(),))

    def add_segment(self, file: SegmentFile, numbers: Sequence[int]) -> None:
        """Take the postings of a segment whose documents get other ``numbers``; -1 for none."""
        for name, lexicon in file.lexicons.items():
            gathering = self._fields[name]
            for index in range(len(lexicon)):
                postings = file.postings(name, index)
                gathering.add_postings(lexicon.term(index).decode(), postings, numbers)

    def iter_postings(self) -> Iterator[tuple[str, Iterable[tuple[bytes, int, bytes]]]]:
        """Fields with their terms, both in order."""
        for name in sorted(self._fields):
            yield name, self._fields[name]

    def cleanup(self) -> None:
        """Nothing is kept outside memory."""
        self._fields.clear()


class WordsCodec(base.Codec):
    """Writes and reads `segment` files. Kept in Whoosh's table of contents: it has no state."""

    length_stats = False

    def new_segment(self, storage: Any, indexname: str) -> W3Segment:
        """A segment's entry in the table of contents."""
        return W3Segment(self, indexname)

    def per_document_writer(self, storage: Any, segment: Any) -> "_DocumentsWriter":
        """Takes the documents; their file is written with the terms."""
        segment.documents = Documents()
        return _DocumentsWriter(segment.documents)

    def field_writer(self, storage: Any, segment: Any) -> "_TermsWriter":
        """Writes the segment's file."""
        return _TermsWriter(segment_path(storage, segment), segment)

    def terms_reader(self, storage: Any, segment: Any) -> "_TermsReader":
        """The terms of a segment for Whoosh."""
        return _TermsReader(SegmentFile(segment_path(storage, segment)))

    def per_document_reader(self, storage: Any, segment: Any) -> "_DocumentsReader":
        """The documents of a segment for Whoosh."""
        return _DocumentsReader(SegmentFile(segment_path(storage, segment)), segment)


def segment_path(storage: Any, segment: Any) -> Path:
    """Where a segment's file stands."""
    return Path(storage.folder) / segment.make_filename(_EXTENSION)


class _DocumentsWriter(base.PerDocumentWriter):
    def __init__(self, documents: Documents) -> None:
        self._documents = documents
        self.is_closed = False

    def start_doc(self, docnum: int) -> None:
        documents = self._documents
        documents.articles.append("")
        documents.fingerprints.append("")
        documents.dates.append(0)
        documents.lengths.append(0)
        documents.fields.append(0)

    def add_field(self, fieldname: str, fieldobj: Any, value: Any, length: int) -> None:
        documents = self._documents
        if fieldname == "id":
            documents.articles[-1] = value
        elif fieldname == "fingerprint":
            documents.fingerprints[-1] = value
        elif fieldname == "date" and value:
            documents.dates[-1] = value
        elif fieldname in FIELDS and length:
            documents.fields[-1] |= 1 << FIELDS.index(fieldname)
            if fieldname == TEXT:
                documents.lengths[-1] = length

    def finish_doc(self) -> None:
        pass

    def cancel_doc(self) -> None:
        raise RuntimeError("a document was not indexed")

    def close(self) -> None:
        self.is_closed = True


class _TermsWriter(base.FieldWriter):
    def __init__(self, path: Path, segment: Any) -> None:
        self._file = path.open("wb")
        self._writer = SegmentWriter(self._file)
        self._segment = segment
        self.is_closed = False
        self._wanted = False

    def add_postings(self, schema: Any, lengths: Any, items: Any) -> None:
        for name, terms in items:
            self._writer.add_terms(name, terms)
        self._wanted = True

    def close(self) -> None:
        if self.is_closed:
            return
        self.is_closed = True
        documents = self._segment.__dict__.pop("documents")
        finished = False
        with self._file:
            if self._wanted:
                self._writer.finish(documents)
                finished = True
        if not finished:
            Path(self._file.name).unlink(missing_ok=True)


class _TermsReader(base.TermsReader):
    """What Whoosh needs to delete and merge, and what its stock searchers need."""

    def __init__(self, file: SegmentFile) -> None:
        self._file = file

    def _index(self, fieldname: str, text: bytes) -> int:
        lexicon = self._file.lexicons.get(fieldname)
        return lexicon.find(text) if lexicon is not None else -1

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._index(*term) >= 0

    def indexed_field_names(self) -> list[str]:
        return list(self._file.lexicons)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        for name in self._file.lexicons:
            yield from self.terms_from(name, b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        lexicon = self._file.lexicons[fieldname]
        for index in range(lexicon.position(prefix), len(lexicon)):
            yield fieldname, lexicon.term(index)

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        for term in self.terms():
            yield term, self.term_info(*term)

    def items_from(self, fieldname: str, prefix: bytes) -> Any:
        for term in self.terms_from(fieldname, prefix):
            yield term, self.term_info(*term)

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        index = self._index(fieldname, text)
        if index < 0:
            raise TermNotFound(f"{fieldname}:{text!r}")
        postings = self._file.postings(fieldname, index)
        ids, times = postings.documents, postings.times
        return TermInfo(sum(times), len(ids), 0, max(times), max(times), ids[0], ids[-1])

    def frequency(self, fieldname: str, text: bytes) -> float:
        return self.term_info(fieldname, text).weight()

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        index = self._index(fieldname, text)
        return self._file.lexicons[fieldname].counts[index] if index >= 0 else 0

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> ListMatcher:
        info = self.term_info(fieldname, text)
        postings = self._file.postings(fieldname, self._index(fieldname, text))
        values = [
            array("I", list(postings.positions(at)) or [0] * times).tobytes()
            for at, times in enumerate(postings.times)
        ]
        return ListMatcher(
            list(postings.documents),
            [float(times) for times in postings.times],
            values,
            format_,
            scorer=scorer,
            term=(fieldname, text),
            terminfo=info,
        )

    def cursor(self, fieldname: str, fieldobj: Any) -> Any:
        raise NotImplementedError("fuzzy words are looked up in the lexicon")


class _DocumentsReader(base.PerDocumentReader):
    def __init__(self, file: SegmentFile, segment: Any) -> None:
        self._file = file
        self._segment = segment

    def doc_count(self) -> int:
        return self._file.count - self._segment.deleted_count()

    def doc_count_all(self) -> int:
        return self._file.count

    def has_deletions(self) -> bool:
        return self._segment.has_deletions()

    def is_deleted(self, docnum: int) -> bool:
        return self._segment.is_deleted(docnum)

    def deleted_docs(self) -> Any:
        return self._segment.deleted_docs()

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        if fieldname == TEXT:
            return self._file.lengths[docnum]
        if fieldname in FIELDS and self._file.fields[docnum] >> FIELDS.index(fieldname) & 1:
            return 1
        return default

    def field_length(self, fieldname: str) -> int:
        return sum(self._file.lengths) if fieldname == TEXT else self._file.count

    def min_field_length(self, fieldname: str) -> int:
        return min(self._file.lengths, default=0) if fieldname == TEXT else 0

    def max_field_length(self, fieldname: str) -> int:
        return max(self._file.lengths, default=0) if fieldname == TEXT else 1

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        return {
            "id": self._file.articles[docnum],
            "fingerprint": self._file.fingerprints[docnum],
            "date": self._file.dates[docnum],
        }

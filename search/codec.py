"""Our segment files as a Whoosh codec.

Whoosh names stand in three modules only: `store`, this one and `codec_readers`. Whoosh keeps the
list of segments, the deletions, the lock and the generations, decides on merging, and its stock
searchers read what we write.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from whoosh import fields, formats
from whoosh.codec import base
from whoosh.codec.whoosh3 import W3Segment

from .codec_readers import DocumentsReader, TermsReader
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

    def terms_reader(self, storage: Any, segment: Any) -> TermsReader:
        """The terms of a segment for Whoosh."""
        return TermsReader(SegmentFile.open(segment_path(storage, segment)))

    def per_document_reader(self, storage: Any, segment: Any) -> DocumentsReader:
        """The documents of a segment for Whoosh."""
        return DocumentsReader(SegmentFile.open(segment_path(storage, segment)), segment)


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

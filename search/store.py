"""The index on disk: writing entries, and the segments as they are at one moment.

Whoosh names stand in three modules only: this one, `codec` and `codec_readers`.
"""

import contextlib
import hashlib
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from whoosh import fields, index
from whoosh.filedb.filestore import FileStorage
from whoosh.reading import SegmentReader
from whoosh.util.filelock import try_for
from whoosh.writing import SegmentWriter

from .analyzer import Stemmed
from .codec import Pool, Terms, WordsCodec, segment_path
from .entry import Entry
from .errors import Busy
from .query import FIELDS, STEMMED_FIELDS, forms_field
from .segment import SegmentFile

LOCK_PATIENCE = 5.0
"""Seconds to wait for another program that is writing the same index."""

_CROWD = 8
"""As many segments of like size are merged into one."""

_LARGEST_MERGED = 1000
"""Documents: larger segments are left alone."""


class Store:
    """The entries of one collection in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        """Open the index in ``folder``, or begin one. A damaged one raises whatever it does."""
        storage = FileStorage(str(folder))
        if not storage.index_exists():
            _begin(storage)
        self._index = storage.open_index()

    def write(self, entries: Iterable[Entry], gone: Collection[str] = ()) -> None:
        """Replace entries and drop those of the articles ``gone``, in one step.

        Raises `Busy` when another program is writing.
        """
        writer = self._writer()
        try:
            for entry in entries:
                writer.delete_by_term("key", _key(entry.article))
                writer.add_document(**_document(entry))
            for article in gone:
                writer.delete_by_term("key", _key(article))
            writer.commit(mergetype=_merge)
        except BaseException:
            if not writer.is_closed:
                writer.cancel()
            raise

    def segments(self) -> list[tuple[SegmentFile, frozenset[int]]]:
        """The segments as they are now, each with its deleted documents.

        Later writes change neither.
        """
        try:
            return self._segments()
        except FileNotFoundError:
            # Another program has just written, and removed what we came for.
            return self._segments()

    def generation(self) -> int:
        """Changes with every write, another program's too."""
        return self._index.latest_generation()

    def close(self) -> None:
        """Release the files."""
        self._index.close()

    def _segments(self) -> list[tuple[SegmentFile, frozenset[int]]]:
        reader: Any = self._index.reader()
        with reader:
            segments = [leaf.segment() for leaf, _ in reader.leaf_readers() if leaf.segments()]
        found: list[tuple[SegmentFile, frozenset[int]]] = []
        for segment in segments:
            file = SegmentFile.open(segment_path(self._index.storage, segment))
            found.append((file, frozenset(segment.deleted_docs())))
        return found

    def _writer(self) -> Any:
        try:
            return _Writer(self._index, codec=WordsCodec(), timeout=LOCK_PATIENCE, compound=False)
        except index.LockError as error:
            raise Busy from error


class _Writer(SegmentWriter):
    """Whoosh's writer with our pool."""

    pool: Any

    def __init__(self, index: Any, **options: Any) -> None:
        super().__init__(index, **options)
        self.pool = Pool(self.schema)

    def add_postings_to_pool(self, reader: Any, startdoc: int, docmap: Any) -> None:
        """Take in a segment that is merged, list by list instead of posting by posting."""
        count = reader.doc_count_all()
        numbers = (
            range(startdoc, startdoc + count)
            if docmap is None
            else [docmap.get(document, -1) for document in range(count)]
        )
        path = segment_path(self.storage, reader.segment())
        self.pool.add_segment(SegmentFile.open(path), numbers)


def _begin(storage: FileStorage) -> None:
    """Make an empty index, unless another program just has."""
    lock = storage.lock("MAIN_WRITELOCK")  # the one that Whoosh's writers take
    if not try_for(lock.acquire, timeout=LOCK_PATIENCE):
        raise Busy
    try:
        if not storage.index_exists():
            storage.create_index(_schema())
    finally:
        lock.release()


def _schema() -> fields.Schema:
    schema = fields.Schema(
        key=fields.ID(), id=fields.STORED(), fingerprint=fields.STORED(), date=fields.STORED()
    )
    for name in FIELDS:
        schema.add(name, Terms(positional=True))
        if name in STEMMED_FIELDS:
            schema.add(forms_field(name), Terms(positional=False))
    return schema


def _key(article: str) -> str:
    """An article's id as a term: any file name, in few plain letters."""
    return hashlib.sha256(article.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _document(entry: Entry) -> dict[str, Any]:
    document: dict[str, Any] = {
        "key": _key(entry.article),
        "id": entry.article,
        "fingerprint": entry.fingerprint,
        "date": entry.date,
    }
    for name, forms in entry.words.items():
        if not forms:
            continue
        if name in STEMMED_FIELDS:
            document[name] = Stemmed(forms)
            document[forms_field(name)] = forms
        else:
            document[name] = forms
    return document


def _merge(writer: SegmentWriter, segments: list[Any]) -> list[Any]:
    """Whoosh's hook: drop segments without a document, merge a crowd of small ones."""
    alive = sorted((s for s in segments if s.doc_count()), key=lambda s: s.doc_count_all())
    size = _CROWD
    while size <= _LARGEST_MERGED:
        small = [segment for segment in alive if segment.doc_count_all() < size]
        if len(small) >= _CROWD:
            for segment in small:
                with contextlib.closing(_reader(writer, segment)) as reader:
                    writer.add_reader(reader)
            return [segment for segment in alive if segment not in small]
        size *= _CROWD
    return alive


def _reader(writer: Any, segment: Any) -> Any:
    return SegmentReader(writer.storage, writer.schema, segment)

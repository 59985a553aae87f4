"""The index on disk. Every Whoosh name of the program stands in this module."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from whoosh import columns, fields, formats, index
from whoosh.reading import TermNotFound
from whoosh.util.numeric import byte_to_length, length_to_byte

from .analyzer import stem_of
from .entry import Entry
from .evaluate import K1, B, forms_field
from .query import FIELDS, STEMMED_FIELDS, TEXT


class _Terms(fields.FieldType):
    """A field whose value is its terms in order, analysed by us."""

    def __init__(self, positions: bool) -> None:
        format_ = formats.Positions() if positions else formats.Frequency()
        super().__init__(format_, None, scorable=positions)

    def index(self, value: list[str], **_: Any) -> Any:
        """Postings of one document: (term, times, weight, encoded positions)."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        for position, term in enumerate(value):
            places[term].append(position)
        encode: Any = formats.Positions().encode if self.scorable else None
        for term, positions in places.items():
            if term == "\0":
                continue
            times = len(positions)
            yield term.encode(), times, float(times), encode(positions) if encode else b""


def _schema() -> fields.Schema:
    schema = fields.Schema(
        id=fields.ID(stored=True, unique=True),
        fingerprint=fields.STORED,
        date=fields.COLUMN(columns.NumericColumn("i")),
    )
    for name in FIELDS:
        schema.add(name, _Terms(positions=True))
        if name in STEMMED_FIELDS:
            schema.add(forms_field(name), _Terms(positions=False))
    return schema


class Store:
    """The entries of one collection in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        """Open the index in ``folder``, or begin one."""
        path = str(folder)
        if index.exists_in(path):
            self._index = index.open_dir(path)
        else:
            self._index = index.create_in(path, _schema())

    def write(self, entries: Iterable[Entry], gone: Collection[str]) -> None:
        """Replace entries and drop those of the articles ``gone``, in one step."""
        writer = self._index.writer(timeout=5)
        try:
            for entry in entries:
                writer.delete_by_term("id", entry.article)
                writer.add_document(**_document(entry))
            for article in gone:
                writer.delete_by_term("id", article)
        except BaseException:
            writer.cancel()
            raise
        writer.commit()

    def snapshot(self) -> "Snapshot":
        """The index as it is now; later writes do not change it."""
        return Snapshot(self._index.reader())

    def close(self) -> None:
        """Release the files."""
        self._index.close()


def _document(entry: Entry) -> dict[str, Any]:
    document: dict[str, Any] = {"id": entry.article, "fingerprint": entry.fingerprint}
    if entry.date:
        document["date"] = entry.date
    for field, forms in entry.words.items():
        if not forms:
            continue
        if field in STEMMED_FIELDS:
            document[field] = [stem_of(form) for form in forms]
            document[forms_field(field)] = forms
        else:
            document[field] = forms
    return document


class Snapshot:
    """The index at one moment. Documents are named (segment, number)."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        length = reader.field_length(TEXT) / max(1, reader.doc_count_all())
        norms = [K1 * (1 - B + B * byte_to_length(n) / (length or 1)) for n in range(256)]
        self.segments = [StoredSegment(leaf, norms) for leaf, _ in reader.leaf_readers()]

    @property
    def count(self) -> int:
        """Articles in the index."""
        return self._reader.doc_count()

    def frequency(self, field: str, term: str) -> int:
        """How many documents hold the term."""
        return self._reader.doc_frequency(field, term)

    def terms(self, field: str, prefix: str) -> Iterator[str]:
        """Terms of a field that begin with ``prefix``, in order."""
        for term in self._reader.expand_prefix(field, prefix):
            yield term.decode()

    def fingerprints(self) -> dict[str, str]:
        """Fingerprints by article."""
        return {stored["id"]: stored["fingerprint"] for stored in self._reader.all_stored_fields()}

    def close(self) -> None:
        """Release the files."""
        self._reader.close()


class StoredSegment:
    """A segment of the index as `evaluate` sees it."""

    def __init__(self, leaf: Any, norms: Sequence[float]) -> None:
        self._leaf = leaf
        self._norms = norms
        self.count: int = leaf.doc_count_all()
        self.deleted = frozenset(d for d in range(self.count) if leaf.is_deleted(d))

    def article(self, document: int) -> str:
        """The id of a document's article."""
        return self._leaf.stored_fields(document)["id"]

    @cache  # noqa: B019
    def norms(self) -> Sequence[float]:
        """See `evaluate.Segment`."""
        length = self._leaf.doc_field_length
        return [self._norms[length_to_byte(length(d, TEXT, 0) or 0)] for d in range(self.count)]

    @cache  # noqa: B019
    def dates(self) -> Sequence[int]:
        """See `evaluate.Segment`."""
        if not self._leaf.has_column("date"):
            return [0] * self.count
        reader = self._leaf.column_reader("date")
        return [reader[d] for d in range(self.count)]

    def frequencies(self, field: str, term: str) -> Mapping[int, float]:
        """See `evaluate.Segment`."""
        found: dict[int, float] = {}
        matcher = self._matcher(field, term)
        while matcher is not None and matcher.is_active():
            found[matcher.id()] = matcher.weight()
            matcher.next()
        return found

    def positions(self, field: str, term: str) -> Callable[[int], Sequence[int]]:
        """See `evaluate.Segment`."""
        found: dict[int, Sequence[int]] = {}
        matcher = self._matcher(field, term)
        while matcher is not None and matcher.is_active():
            found[matcher.id()] = matcher.value_as("positions")
            matcher.next()
        return found.__getitem__

    def holders(self, field: str) -> Collection[int]:
        """See `evaluate.Segment`."""
        length = self._leaf.doc_field_length
        return [d for d in range(self.count) if length(d, field, 0)]

    def _matcher(self, field: str, term: str) -> Any:
        try:
            return self._leaf.postings(field, term)
        except TermNotFound:
            return None

"""Our segment files as Whoosh reads them: to delete, to merge, and for its stock searchers.

The program's own queries go to the `SegmentFile` directly. What each method does is said in
`whoosh.codec.base`.
"""

# ruff: noqa: D102

from array import array
from collections.abc import Iterator
from typing import Any

from whoosh.codec import base
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo, TermNotFound

from .query import FIELDS, TEXT
from .segment import SegmentFile


class TermsReader(base.TermsReader):
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


class DocumentsReader(base.PerDocumentReader):
    """The documents of a segment."""

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

"""A segment of the index as queries see it."""

from collections.abc import Collection, Sequence, Set

from .evaluate import K1, B
from .postings import Postings
from .query import FIELDS
from .segment import SegmentFile


class View:
    """An `evaluate.Segment`, with what is worth keeping between queries.

    Documents of ``others`` are not ``opened``, those ``removed`` are no more; ``deleted`` are both.
    ``mean_length`` is the mean number of words of all articles, to two digits, so that it, and
    all that is derived from it, stays while single articles change.
    """

    def __init__(self, file: SegmentFile, mean_length: float, opened: Set[str]) -> None:
        self.file = file
        self.count = file.count
        self.mean_length = mean_length
        self.others = frozenset(
            document for document, name in enumerate(file.articles) if name not in opened
        )
        self.removed: frozenset[int] = frozenset()
        self.deleted: frozenset[int] = frozenset()
        self._norms: list[float] | None = None

    def norms(self) -> Sequence[float]:
        """See `evaluate.Segment`."""
        if self._norms is None:
            least, per_word = K1 * (1 - B), K1 * B / self.mean_length
            self._norms = [least + per_word * length for length in self.file.lengths]
        return self._norms

    def dates(self) -> Sequence[int]:
        """See `evaluate.Segment`."""
        return self.file.dates

    def postings(self, field: str, term: bytes) -> Postings | None:
        """See `evaluate.Segment`."""
        lexicon = self.file.lexicons.get(field)
        index = lexicon.find(term) if lexicon is not None else -1
        return self.file.postings(field, index) if index >= 0 else None

    def holders(self, field: str) -> Collection[int]:
        """See `evaluate.Segment`."""
        bit = 1 << FIELDS.index(field)
        return [document for document, bits in enumerate(self.file.fields) if bits & bit]

"""What the holder of an index, this process or one of its own, does for the rest of the program."""

import errno
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from ..articles.article import Article
from ..articles.record import record
from .entry import Entry, entry
from .errors import Busy, Cancelled, DamagedIndex
from .query import Node
from .results import Notes, SearchError
from .searcher import Answer, Searcher

_Answer = TypeVar("_Answer")

_NO_DAMAGE = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EMFILE}


@record
class Draft:
    """An article to be indexed, with what its annotations add to it."""

    article: Article
    notes: Notes
    fingerprint: str


class Service(Protocol):
    """The index of one collection. Everything raises `DamagedIndex`, `Busy` or `SearchError`."""

    def known(self) -> dict[str, str]:
        """Fingerprints of the entries by article; see `Searcher.known`."""
        ...

    def write(
        self, drafts: Sequence[Draft], gone: Collection[str], step: Callable[[], bool]
    ) -> None:
        """Index a batch and drop the articles ``gone``, in one step.

        ``step`` is called before each article; when it says no, `Cancelled` is raised.
        """
        ...

    def answer(self, query: str, node: Node, limit: int | None, suggest: bool) -> Answer:
        """See `Searcher.answer`."""
        ...

    def close(self) -> None:
        """Release what is held."""
        ...


class LocalService:
    """The index in this process. ``opened`` are the articles that searches answer from."""

    def __init__(self, folder: Path, opened: Collection[str]) -> None:
        self._folder = folder
        self._opened = frozenset(opened)
        self._searcher: Searcher | None = None

    def known(self) -> dict[str, str]:
        """See `Service`."""
        return self._asked(lambda searcher: searcher.known())

    def write(
        self, drafts: Iterable[Draft], gone: Collection[str], step: Callable[[], bool]
    ) -> None:
        """See `Service`."""

        def entries() -> Iterator[Entry]:
            for draft in drafts:
                if not step():
                    raise Cancelled
                made = entry(draft.article, draft.notes, draft.fingerprint)
                del draft  # of a very long text, nothing is needed any more
                yield made
                del made

        self._asked(lambda searcher: searcher.store.write(entries(), gone))

    def answer(self, query: str, node: Node, limit: int | None, suggest: bool) -> Answer:
        """See `Service`."""
        return self._asked(lambda searcher: searcher.answer(query, node, limit, suggest))

    def close(self) -> None:
        """See `Service`."""
        if self._searcher is not None:
            self._searcher.store.close()
            self._searcher = None

    def _asked(self, action: Callable[[Searcher], _Answer]) -> _Answer:
        try:
            return action(self._opened_searcher())
        except (Busy, Cancelled, SearchError):
            raise
        except OSError as error:
            if error.errno in _NO_DAMAGE:
                raise SearchError(
                    f"The search index in {self._folder} cannot be used: {error.strerror}."
                ) from error
            raise DamagedIndex(repr(error)) from error
        except Exception as error:
            # Whoosh unpickles and indexes into what it reads: anything can come of damage.
            raise DamagedIndex(repr(error)) from error

    def _opened_searcher(self) -> Searcher:
        if self._searcher is None:
            from .store import Store

            self._searcher = Searcher(Store(self._folder), self._opened)
        return self._searcher

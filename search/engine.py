"""What the rest of the program asks of full-text search; Whoosh stands behind it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from ..articles.article import Article
from ..articles.span import Span
from .cache import IndexFolder, open_folder
from .entry import Entry, entry, fingerprint
from .highlight import Highlighter, snippet
from .parser import parse
from .results import Hit, Notes, QueryError, Results, SearchError, Snippet

if TYPE_CHECKING:
    from .searcher import Searcher
    from .store import Store

__all__ = [
    "Hit",
    "Notes",
    "QueryError",
    "Results",
    "SearchError",
    "SearchIndex",
    "Snippet",
]


class SearchIndex:
    """The index of one collection, in the user's cache folder; rebuilt when damaged or outdated.

    Safe to use from several threads: one writes or reads the index at a time.
    """

    def __init__(self, folder: IndexFolder, articles: Sequence[Article]) -> None:
        self._folder = folder
        self._articles = {article.id: article for article in articles}
        self._notes: dict[str, Notes] = {}
        self._lock = threading.RLock()
        self._opened: Store | None = None
        self._searching: Searcher | None = None

    @classmethod
    def open(cls, root: Path, articles: Sequence[Article], *, cache: Path | None = None) -> Self:
        """Open (or make) the index of the collection at ``root``; does not index anything yet."""
        return cls(open_folder(root, cache), articles)

    def update(
        self,
        notes: Mapping[str, Notes],
        *,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> int:
        """Bring the index up to date by content hash; the number of entries written.

        ``progress`` gets (entries done, entries to do); what was done before ``cancelled`` stays.
        """
        with self._lock:
            self._notes.update(notes)
            known = self._known()
            changed = [
                article
                for article in self._articles.values()
                if known.get(article.id) != fingerprint(article, self._note(article.id))
            ]
            gone = self._searcher().articles() - self._articles.keys()
            if not changed and not gone:
                return 0
            written = 0

            def entries() -> Iterator[Entry]:
                nonlocal written
                for article in changed:
                    if cancelled():
                        return
                    yield entry(article, self._note(article.id))
                    written += 1
                    if progress is not None:
                        progress(written, len(changed))

            self._write(entries(), gone)
            return written

    def renote(self, article: str, notes: Notes) -> None:
        """Index an article's annotations again after a save."""
        with self._lock:
            self._notes[article] = notes
            if article in self._articles:
                self._write([entry(self._articles[article], notes)], ())

    def search(self, query: str, *, limit: int | None = 20, typing: bool = False) -> Results:
        """Answer a query; ``typing`` treats the last word as a prefix and bounds the work.

        Raises `QueryError` when the query does not parse (never while ``typing``: then the part
        that parses is answered).
        """
        node = parse(query, typing=typing)
        if node is None:
            return Results(query, 0, ())
        with self._lock:
            answer = self._searcher().answer(query, node, limit, suggest=not typing)
        highlighter = Highlighter(node)
        hits: list[Hit] = []
        for name, score in answer.ranking:
            article = self._articles.get(name)
            if article is not None:
                matches = highlighter.matches(article)
                hits.append(Hit(name, score, tuple(matches), snippet(article, matches)))
        return Results(query, answer.total, tuple(hits), answer.suggestion)

    def matches(
        self, query: str, article: Article, *, typing: bool = False, within: Span | None = None
    ) -> list[Span]:
        """Where the words and phrases of the query stand in the article: what is highlighted.

        ``within`` looks at a part of a long article only. Raises `QueryError` like `search`.
        """
        return Highlighter(parse(query, typing=typing)).matches(article, within)

    def close(self) -> None:
        """Release files and the helper process, if any."""
        with self._lock:
            self._forget_snapshot()
            if self._opened is not None:
                self._opened.close()
                self._opened = None
            self._folder.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _note(self, article: str) -> Notes:
        return self._notes.get(article, Notes())

    def _store(self) -> Store:
        if self._opened is None:
            from .store import Store

            try:
                self._opened = Store(self._folder.path)
            except Exception:
                self._folder.renew()
                self._opened = Store(self._folder.path)
        return self._opened

    def _known(self) -> dict[str, str]:
        try:
            return self._searcher().known()
        except Exception:
            self._start_anew()
            return {}

    def _start_anew(self) -> None:
        self._forget_snapshot()
        self._opened = None
        self._folder.renew()

    def _write(self, entries: Iterator[Entry] | Sequence[Entry], gone: object) -> None:
        self._store().write(entries, gone)  # pyright: ignore[reportArgumentType]

    def _searcher(self) -> Searcher:
        if self._searching is None:
            from .searcher import Searcher

            self._searching = Searcher(self._store())
        return self._searching

    def _forget_snapshot(self) -> None:
        self._searching = None

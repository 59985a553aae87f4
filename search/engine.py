"""What the rest of the program asks of full-text search; Whoosh stands behind it."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from ..articles.article import Article
from ..articles.span import Span
from . import stamp
from .cache import IndexFolder, open_folder
from .entry import fingerprint
from .errors import Busy, Cancelled, DamagedIndex
from .highlight import Highlighter, snippet
from .parser import parse
from .results import Hit, Notes, QueryError, Results, SearchError, Snippet

if TYPE_CHECKING:
    from .service import Draft, Service

__all__ = [
    "Hit",
    "Notes",
    "QueryError",
    "Results",
    "SearchError",
    "SearchIndex",
    "Snippet",
]

LARGE = 2_000
"""Articles from which on a collection is searched in a process of its own."""

_LARGE_TEXT = 8_000_000
"""Code points of text from which on it is, too."""

_BATCH_TEXT = 40_000_000
"""Code points indexed in one step, about: what is lost when indexing is cancelled."""

BULK = 200
"""As many changed articles are still indexed where queries are answered; more, in a process
of their own, which ends with them."""

_Answer = TypeVar("_Answer")


class SearchIndex:
    """The index of one collection, in the user's cache folder; rebuilt when damaged or outdated.

    May be used from several threads: queries wait for each other, and so do updates. All methods
    raise `SearchError` when the index can neither be used nor made anew.
    """

    def __init__(self, root: Path, folder: IndexFolder, articles: Sequence[Article]) -> None:
        self._root = root
        self._folder = folder
        self._articles = {article.id: article for article in articles}
        length = sum(len(article.text) for article in articles)
        self._large = len(articles) >= LARGE or length >= _LARGE_TEXT
        self._notes: dict[str, Notes] = {}
        self._late: dict[str, None] = {}
        self._writing = threading.RLock()
        self._starting = threading.RLock()
        self._service: Service | None = None
        self._bulk: Service | None = None
        self._closed = False

    @classmethod
    def open(cls, root: Path, articles: Sequence[Article], *, cache: Path | None = None) -> Self:
        """Open (or make) the index of the collection at ``root``; does not index anything yet."""
        return cls(root, open_folder(root, cache), articles)

    def update(
        self,
        notes: Mapping[str, Notes],
        *,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> int:
        """Bring the index up to date by content hash; the number of entries written.

        ``notes`` are the annotations by article; an article it does not name has none.
        ``progress`` gets (entries done, entries to do). When ``cancelled``, or when another
        program is writing this index, what is indexed so far stays and the rest waits for the
        next update.
        """
        with self._writing:
            late = {article: self._notes[article] for article in self._late}
            self._notes = {**notes, **late}
            try:
                written = self._bring_up_to_date(progress, cancelled)
            except DamagedIndex:
                self.clear()
                written = self._made_anew(lambda: self._bring_up_to_date(progress, cancelled))
            if written:
                # What is left in segments of which most was replaced just now moves out of them.
                self._bring_up_to_date(None, cancelled)
        self._write_late()
        return written

    def renew(self, articles: Iterable[Article]) -> None:
        """Answer from these articles, read again, from now on; the next `update` indexes them."""
        before = len(self._articles)
        self._articles.update({article.id: article for article in articles})
        if len(self._articles) > before:
            with self._writing:  # the next one answers from the new ones too
                self._drop_service()

    def clear(self) -> None:
        """Throw the index away; the next update makes it anew."""
        with self._writing, self._starting:
            self._drop_service()
            try:
                self._folder.renew()
            except OSError as error:
                raise SearchError(
                    f"The search index in {self._folder.path} cannot be used: {error.strerror}."
                ) from error

    def renote(self, article: str, notes: Notes) -> None:
        """Index an article's annotations again after a save.

        While an update is running in another thread, or in another program, it comes after that.
        """
        self._notes[article] = notes
        if article in self._articles:
            self._late[article] = None
            self._write_late()

    def search(self, query: str, *, limit: int | None = 20, typing: bool = False) -> Results:
        """Answer a query; ``typing`` treats the last word as a prefix and bounds the work.

        What a hit shows is looked up when it is asked for: of many, look at a few. Raises
        `QueryError` when the query does not parse (never while ``typing``: then the part that
        parses is answered).
        """
        node = parse(query, typing=typing)
        if node is None:
            return Results(query, 0, ())
        answer = self._mended(
            lambda: self._running_service().answer(query, node, limit, not typing)
        )
        highlighter = Highlighter(node)

        def hit(name: str, score: float) -> Hit:
            article = self._articles[name]

            def look() -> tuple[tuple[Span, ...], Snippet]:
                matches = tuple(highlighter.matches(article))
                return matches, snippet(article, matches)

            return Hit(name, score, look)

        hits = tuple(hit(*pair) for pair in answer.ranking if pair[0] in self._articles)
        return Results(query, answer.total, hits, answer.suggestion)

    def matches(
        self, query: str, article: Article, *, typing: bool = False, within: Span | None = None
    ) -> list[Span]:
        """Where the words and phrases of the query stand in the article: what is highlighted.

        ``within`` looks at a part of a long article only. Raises `QueryError` like `search`.
        """
        return Highlighter(parse(query, typing=typing)).matches(article, within)

    def close(self) -> None:
        """Release files and end the helper process, if any; an update under way ends unfinished."""
        self._closed = True
        self._drop_service()
        bulk = self._bulk
        if bulk is not None:
            bulk.close()
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

    def _bring_up_to_date(
        self, progress: Callable[[int, int], None] | None, cancelled: Callable[[], bool]
    ) -> int:
        wanted = {name: self._fingerprint(name) for name in self._articles}
        folder = self._folder.path
        if self._service is None and stamp.holds(folder, wanted):
            return 0
        state = stamp.state_of(folder)
        known = self._running_service().known()
        if known == wanted:
            stamp.put(folder, wanted, state)
            return 0
        changed = [self._draft(name) for name in wanted if known.get(name) != wanted[name]]
        gone = self._vanished(known)
        steps = 0

        def step() -> bool:
            nonlocal steps
            steps += 1
            if progress is not None:
                progress(min(steps, len(changed)), len(changed))
            return not cancelled() and not self._closed

        return self._write(changed, gone, step) if changed or gone else 0

    def _write(self, drafts: Sequence[Draft], gone: Sequence[str], step: Callable[[], bool]) -> int:
        """Index drafts in batches; how many were. Stops when cancelled, and when not allowed."""
        bulk = self._bulk = self._new_service(remote=True) if len(drafts) > BULK else None
        service = bulk or self._running_service()
        written = 0
        try:
            for batch in _batches(drafts):
                service.write(batch, gone, step)
                written += len(batch)
                gone = ()
        except (Cancelled, Busy):
            pass
        except SearchError:
            if not self._closed:
                raise
        finally:
            self._bulk = None
            if bulk is not None:
                bulk.close()
        return written

    def _write_late(self) -> None:
        """Index what was annotated again, unless somebody else is writing: they come back here."""
        while self._late and self._writing.acquire(blocking=False):
            try:
                late = list(self._late)
                drafts = [self._draft(article) for article in late]
                for article in late:
                    del self._late[article]
                if self._mended(lambda d=drafts: self._write(d, (), lambda: True)) < len(drafts):
                    self._late.update(dict.fromkeys(late))
                    return
            finally:
                self._writing.release()

    def _draft(self, name: str) -> Draft:
        from .service import Draft

        article = self._articles[name]
        # A copy, so that nothing that was derived from the text travels with it.
        notes = self._notes.get(name, Notes())
        return Draft(replace(article), notes, self._fingerprint(name))

    def _fingerprint(self, name: str) -> str:
        return fingerprint(self._articles[name], self._notes.get(name, Notes()))

    def _vanished(self, known: Mapping[str, str]) -> list[str]:
        """Articles in the index whose files are no more.

        Others that are not open just now stay: somebody reads a part of the collection.
        """
        others = known.keys() - self._articles.keys()
        if len(others) > len(self._articles):
            return []
        files = {name: self._root / re.sub(r"#\d+$", "", name) for name in others}
        return [name for name, file in files.items() if not file.exists()]

    def _mended(self, action: Callable[[], _Answer]) -> _Answer:
        """Do it; when the index turns out to be damaged, make it anew first."""
        try:
            return action()
        except DamagedIndex:
            pass
        with self._writing:
            self.clear()
            self._made_anew(lambda: self._bring_up_to_date(None, lambda: False))
            return self._made_anew(action)

    def _made_anew(self, action: Callable[[], _Answer]) -> _Answer:
        """Do it with an index that was just made: if that is damaged too, we are at a loss."""
        try:
            return action()
        except DamagedIndex as error:
            raise SearchError(
                f"The search index in {self._folder.path} cannot be made: {error}."
            ) from error

    def _running_service(self) -> Service:
        with self._starting:
            if self._service is None:
                self._service = self._new_service(remote=self._large)
            return self._service

    def _new_service(self, *, remote: bool) -> Service:
        if self._closed:
            raise SearchError("The search index is closed.")
        if remote:
            from .worker import RemoteService

            return RemoteService(self._folder.path, self._articles)
        from .service import LocalService

        return LocalService(self._folder.path, self._articles)

    def _drop_service(self) -> None:
        with self._starting:
            if self._service is not None:
                self._service.close()
                self._service = None


def _batches(drafts: Sequence[Draft]) -> Iterator[Sequence[Draft]]:
    """Drafts in turn, as many together as make `_BATCH_TEXT`; one empty batch if there are none."""
    first, size = 0, 0
    for index, draft in enumerate(drafts):
        size += len(draft.article.text)
        if size >= _BATCH_TEXT:
            yield drafts[first : index + 1]
            first, size = index + 1, 0
    if first < len(drafts) or not drafts:
        yield drafts[first:]

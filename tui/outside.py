"""What others did to the files while they are open, found out off the screen. No Textual."""

from __future__ import annotations

import threading
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING

from ..articles.record import record
from .watch import MOST_FOLDERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from ..annotations.problems import Problem
    from ..annotations.renewal import Renewal
    from ..articles.article import Article
    from .session import Session

_LONGEST_NAME = 22
"""Characters of an article's name in front of what is to be judged."""


@record
class Changes:
    """What was found: by far the most often, nothing."""

    annotated: Sequence[str] = ()
    """Articles whose annotations changed; an empty id for claims and codebook."""
    renewals: Sequence[Renewal] = ()
    """Articles that have another text."""
    gone: Sequence[str] = ()
    """Articles that cannot be read any more."""
    back: Sequence[str] = ()
    """Articles that were gone and are as before again."""
    new: Sequence[Article] = ()
    """Articles that were not there when the collection was opened."""
    problems: Sequence[Problem] = ()
    """What cannot be read any more of the annotations."""

    def __bool__(self) -> bool:
        return any((self.annotated, self.renewals, self.gone, self.back, self.new, self.problems))


class Outside:
    """Compares the files with what is open; by content, so our own writes change nothing."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._looking = threading.Lock()
        self._gone: set[str] = set()
        self._known: set[Path] = set()
        """The folders of the collection that there were at the last look."""
        self._files: dict[Path, list[str]] = {}
        for article in session.articles:
            self._files.setdefault(article.path, []).append(article.id)

    def folders(self) -> set[Path]:
        """Where everything lies that is open, and where more may come to lie; walks the folders."""
        from ..articles.collection import folders_of

        self._known = set(islice(folders_of(self._session.collection), MOST_FOLDERS))
        held = {path.parent for path in self._files} | {*self._session.workspace.folders()}
        return held | self._known

    def concerns(self, path: Path) -> bool:
        """Whether a file has to do with what is open, or belongs to it; or a folder is new."""
        return (
            path in self._files
            or self._session.workspace.keeps(path)
            or self._may_be_new(path)
            or self._is_new_folder(path)
        )

    def _is_new_folder(self, path: Path) -> bool:
        from ..articles.collection import may_hold

        if not may_hold(path, self._session.collection):
            self._known.discard(path)  # if it is made once more, it is new
            return False
        return path not in self._known

    def _may_be_new(self, path: Path) -> bool:
        from ..articles.collection import may_belong

        return may_belong(path, self._session.collection) and not (
            self._session.handed_out.intersection((path, *path.parents))
        )

    def missing(self, paths: Iterable[Path]) -> set[Path]:
        """Files of articles that are not there: perhaps only until their new text is written."""
        return {path for path in paths if path in self._files and not _has_content(path)}

    def look(self, articles: Iterable[str], paths: frozenset[Path] | None = None) -> Changes:
        """Read articles by their ids, and sidecars, claims and codebook (of ``paths``, if given).

        May be called in several threads; they wait for each other.
        """
        with self._looking:
            workspace = self._session.workspace
            known = set(workspace.problems)
            annotated = workspace.refresh(paths)
            files = {
                path for path in self._files if not set(self._files[path]).isdisjoint(articles)
            }
            renewals: list[Renewal] = []
            gone: list[str] = []
            back: list[str] = []
            for path in sorted(files):
                for old, new in self._read_again(path):
                    if new is None:
                        gone += [old.id] if old.id not in self._gone else []
                        self._gone.add(old.id)
                        continue
                    if _differ(old, new):
                        renewals.append(workspace.prepare(new))
                    elif old.id in self._gone:
                        back.append(old.id)
                    self._gone.discard(old.id)
            new = self._read_new(paths)
            problems = [one for one in workspace.problems if one not in known]
            return Changes(annotated, renewals, gone, back, new, problems)

    def _read_new(self, paths: frozenset[Path] | None) -> list[Article]:
        """The articles in files that nothing is open of, told once; of ``paths``, if given.

        What cannot be read is passed over: perhaps it is still being written.
        """
        from ..articles.collection import LoadingError, load_article, unopened

        collection = self._session.collection
        new: list[Article] = []
        for path in unopened(collection) if paths is None else sorted(paths):
            if path not in self._files and self._may_be_new(path):
                with suppress(LoadingError):
                    new += load_article(
                        path, collection.root, encoding=collection.encoding, named=collection.named
                    )
        for article in new:
            self._files.setdefault(article.path, []).append(article.id)
        return new

    def at(self, paths: Iterable[Path]) -> list[str]:
        """The ids of the articles in these files."""
        return [article for path in paths for article in self._files.get(path, ())]

    def _read_again(self, path: Path) -> Iterator[tuple[Article, Article | None]]:
        """The articles of a file as they are open, each with what it is now."""
        from ..articles.collection import LoadingError, load_article

        collection = self._session.collection
        try:
            found = load_article(
                path, collection.root, encoding=collection.encoding, named=collection.named
            )
        except LoadingError:
            found = []
        by_id = {article.id: article for article in found}
        for article_id in self._files[path]:
            old = collection.article(article_id)
            if old is not None:
                yield old, by_id.get(article_id)


def told(changes: Changes, to_review: int, review_key: str, new: str = "") -> str:
    """One sentence on what changed; ``to_review`` annotations are to be judged now.

    ``new`` says what became of new articles.
    """
    parts: list[str] = []
    names = [renewal.article.id for renewal in changes.renewals]
    if names and to_review:
        parts.append(f"{_shortened(_listed(names))} changed: {to_review:,} to judge, {review_key}")
    elif names:
        parts.append(f"{_listed(names)} changed on disk and {_was(names)} read again")
    if changes.new:
        parts.append(f"new: {_listed([article.id for article in changes.new])}{new and f', {new}'}")
    if changes.gone:
        parts.append(f"{_listed(changes.gone)} {_was(changes.gone)} removed: kept on screen")
    if changes.back:
        parts.append(f"{_listed(changes.back)} {_was(changes.back)} put back")
    if any(changes.annotated):
        parts.append("brought in what another program tagged")
    elif changes.annotated:
        parts.append("brought in claims and tags that another program changed")
    return "; ".join(parts)


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{len(names):,} articles"


def _was(names: Sequence[str]) -> str:
    return "was" if len(names) == 1 else "were"


def _differ(old: Article, new: Article) -> bool:
    return (old.text, old.metadata, old.front_matter) != (new.text, new.metadata, new.front_matter)


def _has_content(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False

"""To which offset a reader has read each article, kept from session to session.

It is the reader's own and no result of the work, so it lives in the user's state folder: nothing to
merge when several people work on one collection, nothing to commit, and a read-only collection can
be read with progress too. A file that cannot be read is begun anew.
"""

import contextlib
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from ..articles.collection import Collection
from ..articles.record import record
from . import strict_json
from .files import UnsyncedDisk, replace
from .progress import is_finished

VERSION = 1


@record
class _Mark:
    """An offset in code points, and the hash of the text it belongs to."""

    offset: int
    text_sha256: str


class ReadingLog:
    """How far the articles of one collection were read. A changed article counts as unread."""

    def __init__(self, collection: Collection, folder: Path) -> None:
        """Read what is known; ``folder`` is a folder of its own in the user's state folder."""
        root = str(collection.root.resolve())
        name = hashlib.sha256(root.encode("utf-8", "surrogateescape")).hexdigest()[:32]
        self._root = root
        self._path = folder / f"{name}.json"
        self._marks = _load(self._path)
        self._forgotten: set[str] = set()
        self.follow(collection)

    def follow(self, collection: Collection) -> None:
        """Use the collection as it is now, after its files changed."""
        self._articles = {article.id: article for article in collection.articles}

    def read_to(self, article_id: str) -> int:
        """The offset read to; 0 for an article not begun, changed or unknown."""
        mark = self._marks.get(article_id)
        article = self._articles.get(article_id)
        if mark is None or article is None or mark.text_sha256 != article.sha256:
            return 0
        return min(mark.offset, len(article.text))

    def reach(self, article_id: str, offset: int) -> bool:
        """Note that the article was read to ``offset``; whether that is further than before."""
        article = self._articles.get(article_id)
        if article is None or offset <= self.read_to(article_id):
            return False
        self._marks[article_id] = _Mark(offset, article.sha256)
        return True

    def forget(self, article_id: str) -> None:
        """Count an article as unread."""
        self._marks.pop(article_id, None)
        self._forgotten.add(article_id)

    def finished(self) -> set[str]:
        """The ids of the articles read to their end."""
        begun = [self._articles[known] for known in self._marks if known in self._articles]
        return {found.id for found in begun if is_finished(found, self.read_to(found.id))}

    def save(self) -> None:
        """Write the log; what another program noted meanwhile stays. Raises `OSError`."""
        marks = _load(self._path)
        forgotten = self._forgotten.copy()
        for article_id in forgotten:
            marks.pop(article_id, None)
        for article_id, mark in self._marks.copy().items():
            other = marks.get(article_id)
            if other is None or other.text_sha256 != mark.text_sha256 or other.offset < mark.offset:
                marks[article_id] = mark
        replace(UnsyncedDisk(), self._path, _encode(self._root, marks))
        self._forgotten -= forgotten


def _load(path: Path) -> dict[str, _Mark]:
    document: object = None
    with contextlib.suppress(OSError, strict_json.JsonFault):
        document = strict_json.parse(path.read_bytes())
    if not isinstance(document, dict):
        return {}
    found = cast("dict[str, Any]", document).get("articles")
    if not isinstance(found, dict):
        return {}
    entries = cast("dict[str, Any]", found).items()
    marks = ((article_id, _mark(entry)) for article_id, entry in entries)
    return {article_id: mark for article_id, mark in marks if mark is not None}


def _mark(entry: object) -> _Mark | None:
    match entry:
        case {"read_to": int(offset), "sha256": str(text_sha256)} if offset > 0:
            return _Mark(offset, text_sha256)
        case _:
            return None


def _encode(root: str, marks: Mapping[str, _Mark]) -> bytes:
    articles = {
        article_id: {"read_to": mark.offset, "sha256": mark.text_sha256}
        for article_id, mark in sorted(marks.items())
    }
    document = {"version": VERSION, "root": root, "articles": articles}
    return (json.dumps(document, indent=1) + "\n").encode("ascii")

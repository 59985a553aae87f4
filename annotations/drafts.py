"""What is being typed and not saved yet, kept from second to second in the user's state folder.

A draft outlives a kill and a lost terminal: it is offered when the note, or the claim, is opened
the next time, and goes when that is on disk or given up.
"""

import contextlib
import hashlib
import json
import os
import threading
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, cast

from ..articles.article import Article
from ..articles.record import record
from . import strict_json
from .files import Disk, ensure_private, remove_leftovers, replace
from .model import now

Texts = Mapping[str, str]
"""What stands in the fields of a dialog, by their names."""


@record
class Subject:
    """What a text is about. ``start`` is an offset in code points."""

    kind: str
    """``note``, ``claim``, ``claim wording``, ``claim note``, ``claim split`` or ``definition``."""
    place: str
    """The article, or the collection's folder, as an absolute path."""
    id: str = ""
    """The annotation, claim, tag or attribute; a new one has none yet."""
    start: int = 0
    exact: str = ""
    """The words of the passage, by which it is found when it has no id or lost it."""
    annotator: str = ""


def place_of(article: Article) -> str:
    """Where an article lies, whatever collection it was opened in."""
    _, mark, item = article.id.partition("#")
    return os.path.realpath(article.path) + mark + item


class Draft:
    """One text on its way. Thread-safe: type in one thread, write in another."""

    def __init__(self, drafts: "Drafts", subject: Subject, found: "_Kept | None") -> None:
        self.subject = subject
        self.texts: Texts | None = found.texts if found else None
        """What was typed before the program ended; ``None`` when there is nothing to offer."""
        self.at = found.at if found else ""
        """When that was, in UTC."""
        self._drafts = drafts
        self._path = found.path if found else drafts.path_of(subject)
        self._there = found is not None
        self._wanted = self.texts
        self._written = self.texts
        self._lock = threading.Lock()

    def type(self, texts: Texts | None) -> None:
        """Take over what stands in the fields; ``None`` when that is nothing new."""
        self._wanted = texts

    def write(self) -> None:
        """Make the newest texts durable; may wait for the disk. Raises `OSError`."""
        with self._lock:
            wanted = self._wanted
            if wanted is None:
                self._remove()
            elif wanted != self._written:
                ensure_private(Disk(), self._path.parent)
                remove_leftovers(Disk(), self._path.parent)
                said = asdict(self.subject) | {"at": now(), "texts": dict(wanted)}
                replace(Disk(), self._path, json.dumps(said, indent=1).encode("ascii"))
                self._there, self._written = True, wanted

    def end(self, *, kept: bool) -> None:
        """The dialog is closed: ``kept`` texts go when `Drafts.settle` says that they are saved.

        Others go with the next `write`.
        """
        if kept and self._wanted is not None:
            self._drafts.ended.append(self)
        else:
            self._wanted = None

    def hold(self) -> None:
        """What was typed could not be made a change: it stays a draft."""
        with contextlib.suppress(ValueError):
            self._drafts.ended.remove(self)

    def _remove(self) -> None:
        if self._there:
            self._path.unlink(missing_ok=True)
            self._there, self._written = False, None


class Drafts:
    """The drafts of one user, a file each."""

    def __init__(self, folder: Path, annotator: str = "") -> None:
        self._folder = folder
        self._annotator = annotator
        self.ended: list[Draft] = []
        """Those whose texts are staged, and perhaps not on disk yet."""

    def of_note(self, article: Article, annotation: str, start: int, exact: str) -> Draft:
        """The draft of an annotation's note, or of a passage that has no annotation yet."""
        place = place_of(article)
        subject = Subject("note", place, annotation, start, exact, self._annotator)
        return self._open(subject, article.text)

    def of_claim(self, article: Article, start: int, exact: str) -> Draft:
        """The draft of the claim that a passage is put under."""
        subject = Subject("claim", place_of(article), "", start, exact, self._annotator)
        return self._open(subject, article.text)

    def of_text(self, kind: str, root: Path, id: str) -> Draft:
        """The draft of a claim's wording or note, or of a definition in the codebook."""
        return self._open(Subject(kind, os.path.realpath(root), id, 0, "", self._annotator))

    @property
    def there(self) -> bool:
        """Whether there may be any at all: asking costs next to nothing."""
        return self._folder.is_dir()

    def settle(self) -> None:
        """Everything staged is on disk: forget the drafts of it."""
        while self.ended:
            draft = self.ended.pop()
            draft.type(None)
            with contextlib.suppress(OSError):
                draft.write()

    def waiting(self, places: set[str]) -> list[Subject]:
        """What was left unfinished in these places, the newest first."""
        found = [kept for kept in self._all() if kept.subject.place in places]
        return [kept.subject for kept in sorted(found, key=lambda kept: kept.at, reverse=True)]

    def path_of(self, subject: Subject) -> Path:
        """The file of a subject's draft."""
        said = json.dumps(asdict(subject), sort_keys=True)
        return self._folder / f"{hashlib.sha256(said.encode()).hexdigest()[:32]}.json"

    def _open(self, subject: Subject, text: str = "") -> Draft:
        return Draft(self, subject, self._found(subject, text))

    def _found(self, subject: Subject, text: str) -> "_Kept | None":
        """The draft of the same thing; else of the same words, if they have moved here."""
        s = subject
        like = [
            kept
            for kept in self._all()
            if (kept.subject.kind, kept.subject.place) == (s.kind, s.place)
            and (
                kept.subject.id == s.id
                if s.id and kept.subject.id
                else _same_words(kept.subject, s, text)
            )
        ]
        return min(like, key=lambda kept: abs(kept.subject.start - s.start), default=None)

    def _all(self) -> Iterator["_Kept"]:
        for path in self._folder.glob("*.json"):
            kept = _read(path)
            if kept is not None and kept.subject.annotator == self._annotator:
                yield kept


@record
class _Kept:
    """A draft as it lies in its file."""

    path: Path
    subject: Subject
    at: str
    texts: Texts


def _same_words(kept: Subject, subject: Subject, text: str) -> bool:
    """Whether the passages are one: words that still stand elsewhere are another passage."""
    words = subject.exact
    if not words or kept.exact != words:
        return False
    return kept.start == subject.start or not text.startswith(words, kept.start)


def _read(path: Path) -> _Kept | None:
    """``None`` for what no draft of ours is."""
    document: Any = None
    with contextlib.suppress(OSError, strict_json.JsonFault):
        document = strict_json.parse(path.read_bytes())
    match document:
        case {
            "kind": str(kind),
            "place": str(place),
            "id": str(id_),
            "start": int(start),
            "exact": str(exact),
            "annotator": str(annotator),
            "at": str(at),
            "texts": dict(),
        }:
            texts = cast("dict[str, Any]", cast("dict[str, Any]", document)["texts"])
            subject = Subject(kind, place, id_, start, exact, annotator)
            return _Kept(path, subject, at, {key: str(value) for key, value in texts.items()})
        case _:
            return None

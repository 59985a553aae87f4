"""Everything that is kept about one collection: annotations, claims, codebook, and their history.

A change is *staged* (in memory, at once) and then *flushed* (durable, may wait for the disk):
the reader stages on a key press, paints, and flushes in a worker; the command line does both.
"""

import contextlib
import threading
from bisect import bisect_left
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ..articles.article import Article
from ..articles.collection import Collection
from . import claims_file, files
from .codebook import DEFAULT_CODEBOOK, Codebook
from .codecs import CODEBOOK, ClaimsCodec, CodebookCodec, SidecarCodec
from .edits import DropAnnotation, DropClaim, Edit, PutAnnotation, PutClaim, SetCodebook
from .files import Disk
from .history import Change, History, Step
from .model import Annotation, Claim, new_id, now
from .problems import Problem, ReadOnlyError, both_changed, busy, unreadable, unsaved
from .shelf import Shelf
from .sidecar import FileFault, file_name, safe_name
from .texts import Texts

__all__ = [
    "DropAnnotation",
    "DropClaim",
    "Edit",
    "Flushed",
    "Problem",
    "PutAnnotation",
    "PutClaim",
    "ReadOnlyError",
    "SetCodebook",
    "Step",
    "Workspace",
]

PRIVATE = ".crossread"
LOCK_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Flushed:
    """What a flush did: nothing left pending means *saved*."""

    saved: bool
    problems: tuple[Problem, ...] = ()
    merged: tuple[str, ...] = ()
    """Articles whose annotations changed because another program had written meanwhile."""


class Workspace:
    """Annotations, claims and codebook of one collection.

    Thread-safe: stage in one thread, flush in another. With ``sidecars``, everything is kept below that folder instead of beside the articles.
    """

    def __init__(
        self, collection: Collection, annotator: str, sidecars: Path | None, disk: Disk
    ) -> None:
        self.collection = collection
        self.annotator = annotator.strip()
        self._disk = disk
        self._home = sidecars or collection.root
        self._may_create_home = sidecars is not None
        self._file_part = safe_name(annotator)
        self._articles = {article.id: article for article in collection.articles}
        self._lock = threading.RLock()
        self._flushing = threading.Lock()
        private = self._home / PRIVATE
        log = f"history.{self._file_part}.jsonl" if self._file_part else "history.jsonl"
        self._history = History(private / log, disk)
        self._texts = Texts(private / "texts")
        self._shelves: dict[str, Shelf[Annotation]] = {}
        self._claims = self._new_shelf(self._home / claims_file.NAME, ClaimsCodec())
        self._codebook = self._new_shelf(self._home / "codebook.toml", CodebookCodec())
        self._problems: dict[Path, Problem] = {}
        self._sorted: dict[str, tuple[Annotation, ...]] = {}

    @classmethod
    def open(
        cls,
        collection: Collection,
        *,
        annotator: str = "",
        sidecars: Path | None = None,
        disk: Disk | None = None,
    ) -> "Workspace":
        """Read sidecars, claims and codebook; never raises for their content, see `problems`.

        Writes nothing. Raises `ValueError` for an annotator's name that no file name can hold.
        """
        workspace = cls(collection, annotator, sidecars, disk or Disk())
        workspace._load()
        return workspace

    @property
    def codebook(self) -> Codebook:
        """The codebook in use (the last good one)."""
        return self._codebook.now.get(CODEBOOK, DEFAULT_CODEBOOK)

    @property
    def claims(self) -> Mapping[str, Claim]:
        """Claims by id, in the order they were made."""
        with self._lock:
            return MappingProxyType(dict(self._claims.now))

    @property
    def problems(self) -> Sequence[Problem]:
        """What could not be read, with remedies."""
        return tuple(self._problems.values())

    def annotations(self, article: str) -> Sequence[Annotation]:
        """Annotations of one article, sorted by start, then id; this annotator's own file."""
        with self._lock:
            if article not in self._sorted:
                shelf = self._shelves.get(article)
                values = shelf.now.values() if shelf else ()
                self._sorted[article] = tuple(sorted(values, key=_place))
            return self._sorted[article]

    def others(self, article: str) -> Mapping[str, Sequence[Annotation]]:
        """Other annotators' annotations of the article (read only), by annotator name."""
        raise NotImplementedError

    def read_only(self, article: str) -> Problem | None:
        """Why annotations of this article cannot be changed, or ``None``."""
        shelf = self._shelves.get(article)
        return self._problems.get(shelf.path) if shelf else None

    def stage(self, label: str, edits: Sequence[Edit]) -> Step:
        """Apply the edits in memory as one undoable step.

        Raises `ReadOnlyError`, and `ValueError` for an annotation that does not fit its article;
        nothing is changed then.
        """
        with self._lock:
            self._check(edits)
            changes = tuple(self._applied(edit) for edit in edits)
            touched = dict.fromkeys(change.article for change in changes if change.article)
            step = Step(new_id(), label, now(), self.annotator, tuple(touched))
            self._history.record(step, changes)
            return step

    @property
    def pending(self) -> bool:
        """Whether something staged is not yet durable."""
        with self._lock:
            return bool(self._history.waiting) or any(s.pending for s in self._all_shelves())

    def flush(self) -> Flushed:
        """Make everything staged durable; what fails stays staged and is reported."""
        with self._flushing:
            if not self.pending:
                return Flushed(saved=True)
            try:
                self._ensure_home()
                with self._file_lock():
                    return self._flush()
            except TimeoutError:
                return Flushed(False, (busy(self._home / PRIVATE / "lock"),))
            except OSError as error:
                return Flushed(False, (unsaved(Path(error.filename or self._home), error),))

    def undo(self) -> Step | None:
        """Stage the inverse of the last step not undone; ``None`` when there is none."""
        with self._lock:
            step = self._history.last_done()
            return step and self._take_back(step)

    def redo(self) -> Step | None:
        """Stage the last undone step again; ``None`` when there is none."""
        with self._lock:
            step = self._history.last_undone()
            return step and self._do_again(step)

    def history(self) -> Sequence[Step]:
        """All steps, oldest first, across sessions."""
        with self._lock:
            return self._history.steps()

    def go_to(self, step_id: str) -> None:
        """Undo or redo until the steps stand that stood when this one was made.

        An empty id goes back to before the first. Raises `KeyError` for an unknown step.
        """
        with self._lock:
            wanted = self._history.done_at(step_id) if step_id else set[str]()
            steps = self._history.steps()
            for step in reversed(steps):
                if not step.undone and step.id not in wanted:
                    self._take_back(step)
            for step in steps:
                if step.undone and step.id in wanted:
                    self._do_again(step)

    def refresh(self) -> Sequence[str]:
        """Bring in what other programs wrote meanwhile; the ids of the articles that changed."""
        with self._flushing:
            with self._lock:
                self._history.catch_up()
            for shelf in (self._claims, self._codebook):
                self._refresh(shelf)
            return [key for key in self._articles if self._refresh(self._shelf(key))]

    # Reading

    def _load(self) -> None:
        for shelf in (self._claims, self._codebook, *map(self._shelf, self._articles)):
            self._refresh(shelf)

    def _refresh(self, shelf: Shelf[Any]) -> bool:
        try:
            changed = shelf.refresh(self._disk)
        except (FileFault, OSError) as error:
            self._problems[shelf.path] = unreadable(shelf.path, error)
            return False
        return self._problems.pop(shelf.path, None) is not None or changed

    def _shelf(self, article_id: str) -> Shelf[Annotation]:
        if article_id not in self._shelves:
            path = self._sidecar(article_id)
            shelf = self._new_shelf(path, SidecarCodec(self._articles[article_id]))
            shelf.on_change = lambda: self._sorted.pop(article_id, None)
            self._shelves[article_id] = shelf
        return self._shelves[article_id]

    def _sidecar(self, article_id: str) -> Path:
        place = self._home / article_id
        return place.with_name(file_name(place.name, self._file_part))

    def _new_shelf(self, path: Path, codec: Any) -> Shelf[Any]:
        return Shelf(path, self._home, codec, self._lock)

    def _all_shelves(self) -> Iterator[Shelf[Any]]:
        yield from self._shelves.values()
        yield self._claims
        yield self._codebook

    # Staging

    def _check(self, edits: Sequence[Edit]) -> None:
        for edit in edits:
            match edit:
                case PutAnnotation(annotation):
                    self._check_article(annotation.article)
                    _check_quote(annotation, self._articles[annotation.article])
                case DropAnnotation(article, _):
                    self._check_article(article)
                case PutClaim() | DropClaim():
                    self._check_shelf(self._claims)
                case SetCodebook():
                    self._check_shelf(self._codebook)

    def _check_article(self, article_id: str) -> None:
        if article_id not in self._articles:
            raise ValueError(f"{article_id} is not among the open articles")
        self._check_shelf(self._shelf(article_id))

    def _check_shelf(self, shelf: Shelf[Any]) -> None:
        if problem := self._problems.get(shelf.path):
            raise ReadOnlyError(problem)

    def _applied(self, edit: Edit) -> Change:
        match edit:
            case PutAnnotation(annotation):
                before = self._shelf(annotation.article).now.get(annotation.id)
                after = self._signed(annotation, before)
                change = Change("annotation", annotation.article, annotation.id, before, after)
            case DropAnnotation(article, identity):
                before = self._shelf(article).now.get(identity)
                change = Change("annotation", article, identity, before, None)
            case PutClaim(claim):
                before = self._claims.now.get(claim.id)
                change = Change("claim", "", claim.id, before, claim)
            case DropClaim(identity):
                change = Change("claim", "", identity, self._claims.now.get(identity), None)
            case SetCodebook(codebook):
                change = Change("codebook", "", CODEBOOK, self.codebook, codebook)
        self._apply(change)
        return change

    def _signed(self, annotation: Annotation, before: Annotation | None) -> Annotation:
        """With the creator of a new annotation, and the time of a change that does not say it."""
        if before is None:
            return annotation if annotation.creator else replace(annotation, creator=self.annotator)
        if annotation != before and annotation.modified == before.modified:
            return replace(annotation, modified=now())
        return annotation

    def _apply(self, change: Change) -> None:
        shelf = self._shelf_of(change)
        known = self._sorted.get(change.article) if change.kind == "annotation" else None
        old: Any = shelf.now.get(change.id)
        value: Any = change.after
        shelf.put(change.id, value)
        if known is not None:
            self._sorted[change.article] = _resorted(known, old, value)

    def _shelf_of(self, change: Change) -> Shelf[Any]:
        if change.kind == "annotation":
            return self._shelf(change.article)
        return self._claims if change.kind == "claim" else self._codebook

    # Undoing

    def _take_back(self, step: Step) -> Step:
        changes = [change.inverse() for change in reversed(self._history.changes(step.id))]
        self._bring_about(changes)
        return self._history.mark("undo", step.id, now())

    def _do_again(self, step: Step) -> Step:
        self._bring_about(self._history.changes(step.id))
        return self._history.mark("redo", step.id, now())

    def _bring_about(self, changes: Sequence[Change]) -> None:
        """Apply those changes whose thing is still as the step left it; others' work stays."""
        known = [c for c in changes if not c.article or c.article in self._articles]
        for change in known:
            self._check_shelf(self._shelf_of(change))
        for change in known:
            if _alike(self._shelf_of(change).now.get(change.id), change.before):
                self._apply(change)

    # Saving

    def _ensure_home(self) -> None:
        if self._may_create_home:
            files.ensure_folder(self._disk, self._home)
        private = self._home / PRIVATE
        files.inside(private, self._home)
        if not private.is_dir():
            self._disk.make_folder(private)
            files.sync_folder(self._disk, self._home)

    @contextlib.contextmanager
    def _file_lock(self) -> Generator[None]:
        import filelock

        path = self._home / PRIVATE / "lock"
        with filelock.FileLock(path, timeout=LOCK_SECONDS, poll_interval=0.005):
            yield

    def _flush(self) -> Flushed:
        with self._lock:
            waiting = self._history.waiting
            lines = self._history.lines(waiting)
            shelves = [shelf for shelf in self._all_shelves() if shelf.pending]
            articles = [key for key, shelf in self._shelves.items() if shelf.pending]
        for article in articles:
            self._texts.keep(self._disk, self._articles[article])
        if lines:
            files.append(self._disk, self._history.path, lines)
            with self._lock:
                self._history.appended(waiting)
        outcomes = [self._save(shelf) for shelf in shelves]
        changed = {
            shelf.path for shelf, outcome in zip(shelves, outcomes, strict=True) if outcome.merged
        }
        return Flushed(
            all(outcome.saved for outcome in outcomes),
            tuple(outcome.problem for outcome in outcomes if outcome.problem),
            tuple(key for key in articles if self._shelves[key].path in changed),
        )

    def _save(self, shelf: Shelf[Any]) -> "_Outcome":
        try:
            saved = shelf.save(self._disk)
        except FileFault as fault:
            self._problems[shelf.path] = unreadable(shelf.path, fault)
            return _Outcome(False, self._problems[shelf.path])
        except OSError as error:
            return _Outcome(False, unsaved(shelf.path, error))
        problem = both_changed(shelf.path, saved.conflicts) if saved.conflicts else None
        return _Outcome(True, problem, saved.merged)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of one file in a flush."""

    saved: bool
    problem: Problem | None = None
    merged: bool = False


def _place(annotation: Annotation) -> tuple[int, str]:
    return annotation.start, annotation.id


def _resorted(
    known: tuple[Annotation, ...], old: Annotation | None, new: Annotation | None
) -> tuple[Annotation, ...]:
    """``known`` (sorted) with ``old`` replaced by ``new``."""
    values = list(known)
    if old is not None:
        del values[bisect_left(values, _place(old), key=_place)]
    if new is not None:
        values.insert(bisect_left(values, _place(new), key=_place), new)
    return tuple(values)


def _check_quote(annotation: Annotation, article: Article) -> None:
    a = annotation
    if a.text_sha256 == article.sha256 and article.text[a.start : a.end] != a.exact:
        raise ValueError(f"the quote of {a.id} is not what stands there in {article.id}")


def _alike(one: object, other: object) -> bool:
    """Whether two versions say the same; places count only when they are in the same text."""
    if not (isinstance(one, Annotation) and isinstance(other, Annotation)):
        return one == other
    return _said(one) == _said(other) and (
        one.text_sha256 != other.text_sha256
        or (one.start, one.end, one.pieces) == (other.start, other.end, other.pieces)
    )


def _said(a: Annotation) -> tuple[object, ...]:
    return a.exact, a.tags, a.speaker, a.cue, a.note, a.claim, a.attributes, a.extra

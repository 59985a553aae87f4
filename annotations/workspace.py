"""Everything that is kept about one collection: annotations, claims, codebook, and their history.

A change is *staged* (in memory, at once) and then *flushed* (durable, may wait for the disk):
the reader stages on a key press, paints, and flushes in a worker; the command line does both.
"""

import threading
from collections.abc import Mapping, Sequence, Set
from pathlib import Path
from types import MappingProxyType

from ..articles.article import Article
from ..articles.collection import Collection
from ..articles.span import Span
from .claims_file import in_order
from .codebook import DEFAULT_CODEBOOK, Codebook
from .codecs import CODEBOOK
from .edits import DropAnnotation, DropClaim, Edit, PutAnnotation, PutClaim, SetCodebook
from .files import Disk
from .flushed import Flushed, Review
from .history import Change, History, Step
from .history_log import HistoryLog
from .layout import SUFFIX, Layout
from .model import Annotation, Claim, new_id, now
from .problems import Problem, ReadOnlyError, left_alone, unsaved
from .quote_search import Candidate
from .renewal import Renewal
from .saving import Leftovers, ensure_home, save
from .shelves import Shelves
from .staging import alike, change_of, check_quote, identity, is_older
from .texts import Texts
from .turn import Turn

__all__ = [
    "DropAnnotation",
    "DropClaim",
    "Edit",
    "Flushed",
    "Problem",
    "PutAnnotation",
    "PutClaim",
    "ReadOnlyError",
    "Renewal",
    "Review",
    "SetCodebook",
    "Step",
    "Workspace",
]


class Workspace:
    """Annotations, claims and codebook of one collection.

    Thread-safe: stage in one thread, flush in another. With ``sidecars``, everything is kept below
    that folder instead of beside the articles.
    """

    def __init__(
        self, collection: Collection, annotator: str, sidecars: Path | None, disk: Disk
    ) -> None:
        self.collection = collection
        self.annotator = annotator.strip()
        self._disk = disk
        self._layout = Layout(collection.root, sidecars, annotator)
        self._lock = threading.RLock()
        self._flushing = threading.Lock()
        self._turn = Turn(self._layout)
        self._texts = Texts(self._layout.texts, self._layout.fence)
        self._shelves = Shelves(collection, self._layout, self._texts, disk, self._lock)
        self._articles = self._shelves.articles
        self._history = History(self._layout.history, self._layout.fence, disk, self._may_change)
        self._others: dict[str, dict[str, Sequence[Annotation]]] | None = None
        self._log = HistoryLog(self._history, disk, self._lock)
        self._leftovers = Leftovers(self._layout.fence, disk)

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
        workspace._shelves.load()
        return workspace

    @property
    def codebook(self) -> Codebook:
        """The codebook in use (the last good one)."""
        return self._shelves.codebook.now.get(CODEBOOK, DEFAULT_CODEBOOK)

    @property
    def claims(self) -> Mapping[str, Claim]:
        """Claims by id, in the order they were made."""
        with self._lock:
            return MappingProxyType(in_order(self._shelves.claims.now))

    @property
    def problems(self) -> Sequence[Problem]:
        """What could not be read, with remedies."""
        with self._lock:
            return (*self._shelves.problems.values(), *self._shelves.doubles())

    def annotations(self, article: str) -> Sequence[Annotation]:
        """Annotations of one article, sorted by start, then id; this annotator's own file."""
        with self._lock:
            return self._shelves.annotations(article)

    def others(self, article: str) -> Mapping[str, Sequence[Annotation]]:
        """Other annotators' annotations of the article (read only), by annotator name."""
        others = self._others
        if others is None:
            others = self._others = self._shelves.others()
        return MappingProxyType(others.get(article, {}))

    def review(self) -> Sequence[Review]:
        """What lost its place when its article changed, in the order of articles and places.

        To put an annotation on a candidate, stage ``PutAnnotation(anchors.accepted(…))``; to give
        it up, `DropAnnotation`. Until then it is kept as it was stored.
        """
        articles = self.collection.articles
        return [Review(*found) for article in articles for found in self._waiting(article.id)]

    def proposed(self, article: str) -> Sequence[Span]:
        """Where the annotations of an article that wait for review would best be put."""
        found = (places for _, places in self._waiting(article) if places)
        return [Span(places[0].start, places[0].end) for places in found]

    def _waiting(self, article: str) -> Sequence[tuple[Annotation, tuple[Candidate, ...]]]:
        """The annotations of an article that wait for review, and where they may be."""
        with self._lock:
            waiting = [a for a in self._shelves.annotations(article) if not a.placed]
            anchorer = self._shelves.anchorer(article) if waiting else None
        return [(a, anchorer.candidates(a)) for a in waiting] if anchorer else []

    def read_only(self, article: str) -> Problem | None:
        """Why annotations of this article (``""``: claims) cannot be changed, or ``None``."""
        if article and article not in self._articles:
            return None
        shelf = self._shelves.sidecar(article) if article else self._shelves.claims
        return self._shelves.problems.get(shelf.path)

    def stage(self, label: str, edits: Sequence[Edit]) -> Step:
        """Apply the edits in memory as one undoable step.

        Raises `ReadOnlyError`, and `ValueError` for an annotation that does not fit its article;
        nothing is changed then.
        """
        with self._lock:
            self._check(edits)
            changes = tuple(self._stage(edit) for edit in edits)
            touched = dict.fromkeys(change.article for change in changes if change.article)
            step = Step(new_id(), label, now(), self.annotator, tuple(touched))
            self._history.record(step, changes)
            return step

    @property
    def pending(self) -> bool:
        """Whether something staged is not yet durable."""
        with self._lock:
            return bool(self._history.waiting) or any(shelf.pending for shelf in self._shelves)

    def flush(self) -> Flushed:
        """Make everything staged durable; what fails stays staged and is reported."""
        with self._flushing:
            if not self.pending:
                return Flushed(saved=True)
            try:
                ensure_home(self._layout, self._disk)
                with self._turn:
                    return self._flush()
            except TimeoutError:
                return Flushed(False, (self._turn.held(),))
            except OSError as error:
                return Flushed(False, (unsaved(self._layout.named(error.filename), error),))

    def unsaved(self) -> tuple[Change, ...]:
        """What is staged and in no file yet."""
        with self._lock:
            return tuple(self._shelves.unsaved())

    def bring_back(self, label: str, changes: Sequence[Change]) -> Step | None:
        """Stage changes that an earlier session could not save; what others did since stays too.

        ``None`` when all of it is there. Raises what `stage` does.
        """
        with self._lock:
            edits = self._shelves.merged(changes)
            return self.stage(label, edits) if edits else None

    def keep_in(self, folder: Path) -> None:
        """Keep everything below another folder from now on, as ``sidecars`` does.

        For a disk that is full or gone: nothing is written yet, everything is pending then.
        """
        with self._flushing, self._lock:
            layout = self._layout = Layout(self.collection.root, folder, self.annotator)
            self._turn = Turn(layout)
            self._leftovers = Leftovers(layout.fence, self._disk)
            self._texts = Texts(layout.texts, layout.fence)
            self._shelves.move(layout)
            self._history.move(layout.history, layout.fence)
            self._others = None

    def undo(self) -> Step | None:
        """Stage the inverse of the last step not undone; ``None`` when there is none.

        Steps in articles that are not open, or read-only, are passed over.
        """
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

    def changes(self, step_id: str) -> Sequence[Change]:
        """What a step changed. Raises `KeyError` for an unknown step."""
        with self._lock:
            return self._history.changes(step_id)

    def go_to(self, step_id: str) -> None:
        """Undo or redo until the steps stand that stood when this one was made.

        An empty id goes back to before the first. Raises `KeyError` for an unknown step.
        """
        with self._lock:
            wanted = self._history.done_at(step_id) if step_id else set[str]()
            steps = tuple(filter(self._history.reaches, self._history.steps()))
            for step in reversed(steps):
                if not step.undone and step.id not in wanted:
                    self._take_back(step)
            for step in steps:
                if step.undone and step.id in wanted:
                    self._do_again(step)

    def refresh(self, paths: Set[Path] | None = None) -> Sequence[str]:
        """Bring in what other programs wrote meanwhile; of ``paths`` only, if given.

        The ids of the articles whose annotations changed, or whose other annotators' sidecars are
        among the paths; an empty one for claims and codebook.
        """
        with self._flushing:
            with self._lock:
                self._history.catch_up()
                self._shelves.meet()
                shelves = list(self._shelves)
                theirs = paths and paths - {shelf.path for shelf in shelves}
                if paths is None or theirs:
                    self._others = None
            changed = [
                shelf.article
                for shelf in shelves
                if (paths is None or shelf.path in paths) and self._shelves.refresh(shelf)
            ]
            if theirs:
                others = self._layout.other_sidecars(list(self._articles))
                changed += [article for article, _, path in others if path in theirs]
            return list(dict.fromkeys(changed))

    def keeps(self, path: Path) -> bool:
        """Whether a path is that of a file that `refresh` looks at, or of another annotator's."""
        return path.name.endswith(SUFFIX) or path in (self._layout.claims, self._layout.codebook)

    def folders(self) -> Sequence[Path]:
        """The folders in which such files are."""
        parents = {self._layout.sidecar(article).parent for article in self._articles}
        return sorted(parents | {self._layout.home})

    def prepare(self, article: Article) -> Renewal:
        """Find the annotations of an open article in its new text, ahead of `adopt`.

        Takes time where much has changed. Raises `KeyError` for an article that is not open.
        """
        return self._shelves.prepared(article)

    def adopt(self, renewals: Sequence[Renewal], joining: Sequence[Article] = ()) -> bool:
        """Go on with new texts and more articles; not (``False``) while something is being saved.

        Annotations are where they would be had the articles been opened now.
        """
        if not self._flushing.acquire(blocking=False):
            return False
        try:
            with self._lock:
                for renewal in renewals:
                    self._shelves.adopt(renewal)
                self._shelves.join(joining)
                new = self.collection.renewed(renewal.article for renewal in renewals)
                self.collection = new.extended(joining)
                self._others = None
        finally:
            self._flushing.release()
        return True

    # Staging

    def _check(self, edits: Sequence[Edit]) -> None:
        for edit in edits:
            if isinstance(edit, PutAnnotation):
                check_quote(edit.annotation, self._articles)
            elif isinstance(edit, DropAnnotation) and edit.article not in self._articles:
                raise ValueError(f"{edit.article} is not among the open articles")
            self._shelves.check(edit)

    def _stage(self, edit: Edit) -> Change:
        before = self._shelves.of(edit).now.get(identity(edit))
        made = change_of(edit, before, self.annotator)
        if isinstance(made.after, Annotation) and is_older(made.after, self._articles):
            made = self._shelves.anchored(made)  # made just before the article changed
        self._shelves.apply(made)
        return made

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
        for change in changes:
            shelf = self._shelves.of(change)
            found = shelf.now.get(change.id)
            if problem := self._shelves.problems.get(shelf.path):
                self._shelves.notes.append(problem)
            elif alike(found, change.before):
                self._shelves.apply(self._shelves.anchored(change))
            elif not alike(found, change.after):
                self._shelves.notes.append(left_alone(shelf.path, change.id))

    def _may_change(self, article: str) -> bool:
        return article in self._articles and self.read_only(article) is None

    # Saving

    def _flush(self) -> Flushed:
        with self._lock:
            shelves = [shelf for shelf in self._shelves if shelf.pending]
        self._leftovers.remove({shelf.path.parent for shelf in shelves} | {self._layout.texts})
        for shelf in shelves:
            for text in self._shelves.texts_of(shelf.article) if shelf.article else ():
                self._texts.keep(self._disk, text)
        with self._log.adding() as ready:
            outcomes = [save(shelf, self._disk, ready) for shelf in shelves]
        for shelf, outcome in zip(shelves, outcomes, strict=True):
            if outcome.broken and outcome.problem:
                self._shelves.problems[shelf.path] = outcome.problem
        with self._lock:
            notes, self._shelves.notes = self._shelves.notes, []
        merged = (s.article for s, o in zip(shelves, outcomes, strict=True) if o.merged)
        return Flushed(
            all(outcome.saved for outcome in outcomes),
            (*notes, *(outcome.problem for outcome in outcomes if outcome.problem)),
            tuple(filter(None, merged)),
        )

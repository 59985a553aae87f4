"""Everything that is kept about one collection: annotations, claims, codebook, and their history.

A change is *staged* (in memory, at once) and then *flushed* (durable, may wait for the disk):
the reader stages on a key press, paints, and flushes in a worker; the command line does both.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..articles.collection import Collection
from .codebook import Codebook
from .model import Annotation, Claim


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person must mend: one sentence with file (and line) and remedy."""

    path: Path
    message: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class PutAnnotation:
    """Create the annotation, or replace the one with its id."""

    annotation: Annotation


@dataclass(frozen=True, slots=True)
class DropAnnotation:
    """Delete an annotation; undo brings it back."""

    article: str
    id: str


@dataclass(frozen=True, slots=True)
class PutClaim:
    """Create the claim, or replace the one with its id."""

    claim: Claim


@dataclass(frozen=True, slots=True)
class DropClaim:
    """Delete a claim; its mentions stay, as annotations without a claim, by edits of their own."""

    id: str


@dataclass(frozen=True, slots=True)
class SetCodebook:
    """Replace the codebook."""

    codebook: Codebook


Edit = PutAnnotation | DropAnnotation | PutClaim | DropClaim | SetCodebook


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of the history: what was done, when, by whom, to which articles."""

    id: str
    label: str
    at: str
    by: str
    articles: tuple[str, ...]
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Flushed:
    """What a flush did: nothing left pending means *saved*."""

    saved: bool
    problems: tuple[Problem, ...] = ()
    merged: tuple[str, ...] = ()
    """Articles whose annotations changed because another program had written meanwhile."""


class ReadOnlyError(Exception):
    """The article's sidecar cannot be read, so nothing may be written; carries the `Problem`."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class Workspace:
    """Annotations, claims and codebook of one collection. Thread-safe: stage in one thread, flush in another."""

    collection: Collection
    annotator: str

    @classmethod
    def open(
        cls, collection: Collection, *, annotator: str = "", sidecars: Path | None = None
    ) -> "Workspace":
        """Read sidecars, claims and codebook; never raises for their content, see `problems`."""
        raise NotImplementedError

    @property
    def codebook(self) -> Codebook:
        """The codebook in use (the last good one)."""
        raise NotImplementedError

    @property
    def claims(self) -> Mapping[str, Claim]:
        """Claims by id, in the order they were made."""
        raise NotImplementedError

    @property
    def problems(self) -> Sequence[Problem]:
        """What could not be read, with remedies."""
        raise NotImplementedError

    def annotations(self, article: str) -> Sequence[Annotation]:
        """Annotations of one article, sorted by start, then id; this annotator's own file."""
        raise NotImplementedError

    def others(self, article: str) -> Mapping[str, Sequence[Annotation]]:
        """Other annotators' annotations of the article (read only), by annotator name."""
        raise NotImplementedError

    def read_only(self, article: str) -> Problem | None:
        """Why annotations of this article cannot be changed, or ``None``."""
        raise NotImplementedError

    def stage(self, label: str, edits: Sequence[Edit]) -> Step:
        """Apply the edits in memory as one undoable step; raises `ReadOnlyError`."""
        raise NotImplementedError

    def flush(self) -> Flushed:
        """Make everything staged durable; what fails stays staged and is reported."""
        raise NotImplementedError

    @property
    def pending(self) -> bool:
        """Whether something staged is not yet durable."""
        raise NotImplementedError

    def undo(self) -> Step | None:
        """Stage the inverse of the last step not undone; ``None`` when there is none."""
        raise NotImplementedError

    def redo(self) -> Step | None:
        """Stage the last undone step again; ``None`` when there is none."""
        raise NotImplementedError

    def history(self) -> Sequence[Step]:
        """All steps, oldest first, across sessions."""
        raise NotImplementedError

    def go_to(self, step_id: str) -> None:
        """Undo or redo until this step is the last one done."""
        raise NotImplementedError

    def refresh(self) -> Sequence[str]:
        """Bring in what other programs wrote meanwhile; the ids of the articles that changed."""
        raise NotImplementedError

"""Some work on a collection that knows what it was told is saved, and what is left of it."""

import shutil
from collections.abc import Iterator
from dataclasses import replace

from crossread.annotations.files import Disk
from crossread.annotations.model import Claim, annotate
from crossread.annotations.workspace import (
    PutAnnotation,
    PutClaim,
    SetCodebook,
    Workspace,
)
from crossread.articles.collection import Collection
from tests.annotations.disks import CountingDisk


class Session:
    """Some work on two articles, which notes what was told to be saved."""

    def __init__(self, collection: Collection, disk: Disk) -> None:
        self.workspace = Workspace.open(collection, disk=disk)
        if isinstance(disk, CountingDisk):
            disk.armed = True
        self.states: list[dict[str, str]] = [{}]
        """The notes by annotation id, before each save."""
        self.saved = 0
        """Which of the states was told to be saved."""
        self.problems: list[str] = []

    STEPS = (0, 1, 3, 4, 5)
    """How many steps the history has at each save."""

    def run(self) -> None:
        for _ in self.steps():
            self.flush()

    def flush(self) -> None:
        self.states.append(self.notes())
        flushed = self.workspace.flush()
        self.problems += [problem.message for problem in flushed.problems]
        assert flushed.saved or flushed.problems
        if flushed.saved:
            self.saved = len(self.states) - 1

    def is_kept(self, found: dict[str, str]) -> bool:
        """Whether each article is as it was when told to be saved, or as it became since."""
        return all(
            any(_of(article, state) == _of(article, found) for state in self.states[self.saved :])
            for article in ("001.txt", "002.txt")
        )

    def steps(self) -> Iterator[None]:
        workspace = self.workspace
        one, two = workspace.collection.articles[:2]
        first = annotate(one, 0, 8, note="one")
        workspace.stage("tag", [PutAnnotation(first)])
        yield
        workspace.stage("note", [PutAnnotation(replace(first, note="changed"))])
        both = [PutAnnotation(annotate(article, 4, 8, note="both")) for article in (one, two)]
        workspace.stage("tag both", [*both, PutClaim(Claim("c", "C."))])
        yield
        workspace.undo()
        workspace.stage("name", [SetCodebook(replace(workspace.codebook, name="New"))])
        yield
        workspace.stage("tag", [PutAnnotation(annotate(two, 4, 9, note="last"))])
        yield

    def notes(self) -> dict[str, str]:
        articles = self.workspace.collection.articles
        return {
            f"{known.id} {a.id}": a.note
            for known in articles
            for a in self.workspace.annotations(known.id)
        }


def _of(article: str, notes: dict[str, str]) -> dict[str, str]:
    return {key: note for key, note in notes.items() if key.startswith(article)}


def operations(collection: Collection) -> int:
    """How many operations the session needs when nothing goes wrong."""
    disk = CountingDisk()
    session = Session(collection, disk)
    session.run()
    assert not session.problems
    assert len(session.states[session.saved]) == 2
    return disk.count


def copy_of(collection: Collection, name: str) -> Collection:
    root = collection.root.with_name(name)
    shutil.copytree(collection.root, root)
    articles = (replace(a, path=root / a.id) for a in collection.articles)
    return Collection(root, tuple(articles))


def notes_on_disk(collection: Collection) -> dict[str, str]:
    """What a fresh start finds; every file must parse and every article be as it was."""
    workspace = Workspace.open(collection)
    assert workspace.problems == ()
    for article in collection.articles:
        assert (collection.root / article.id).read_text() == article.text
    return Session.notes(Session(collection, Disk()))

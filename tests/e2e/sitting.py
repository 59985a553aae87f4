"""A sitting of twenty tags, notes, deletions and undos, and what must be on disk after each."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from crossread.annotations.files import UnsyncedDisk
from crossread.annotations.model import annotate
from crossread.annotations.workspace import PutAnnotation, Workspace
from crossread.articles.collection import load_collection
from tests.e2e.terminal import Terminal
from tests.shim.preload import LONG

SENTENCES = [f"Sentence number {number} says nothing new." for number in range(20)]
TEXT = "\n".join(SENTENCES) + "\n"
TAGGER = Path(__file__).parents[1] / "annotations" / "tagger.py"

State = frozenset[tuple[int, tuple[str, ...], str]]
"""Start, tags and note of every annotation."""


class Act(NamedTuple):
    """What is pressed, and what the status line says when it is done."""

    keys: tuple[str, ...]
    told: str
    after: State
    """What is on disk then."""


def _acts() -> Iterator[Act]:
    def on(sentence: int, tag: str, note: str = "") -> State:
        return frozenset({(TEXT.index(SENTENCES[sentence]), (tag,), note)})

    first, second, third = on(0, "asserts"), on(1, "reports"), on(2, "denies")
    yield Act(("1",), "1/20 tagged asserts", first)
    yield Act(("j", "2"), "2/20 tagged reports", first | second)
    noted = first | on(1, "reports", "why")
    yield Act(("e", *"why", "f2"), "note and speaker", noted)
    yield Act(("u",), "undone: note and speaker", first | second)
    yield Act(("j", "3"), "3/20 tagged denies", first | second | third)
    yield Act(("u",), "undone: tagged denies", first | second)
    yield Act(("U",), "done again: tagged denies", first | second | third)
    yield Act(("d",), "deleted", first | second)
    there = first | second
    for sentence in range(3, 15 if LONG else 3):
        there |= on(sentence, "asserts")
        yield Act(("j", "1"), f"{sentence + 1}/20 tagged asserts", there)


SITTING = tuple(_acts())
STATES = (State(), *(act.after for act in SITTING))
"""What is on disk before each act, and after the last."""


def is_saved(rows: list[str], told: str) -> bool:
    """Whether the status line says that an act is done and saved."""
    return any(told in row and row.rstrip().endswith(" saved") for row in rows)


def sit(terminal: Terminal, acts: tuple[Act, ...] = SITTING) -> int:
    """Work through the acts; how many of them were shown as saved before the program ended."""
    shown = 0
    try:
        terminal.wait_for(SENTENCES[0])
        for act in acts:
            terminal.send(*act.keys)
            terminal.wait_for(lambda rows, act=act: is_saved(rows, act.told))
            shown += 1
    except (AssertionError, OSError):
        terminal.wait_for_exit()  # else it was no kill, and the test has failed
    return shown


def clear(folder: Path) -> None:
    """Leave the articles alone in the folder, and forget where the reader was."""
    shutil.rmtree(folder / ".crossread", ignore_errors=True)
    shutil.rmtree(folder.with_name("home") / ".state", ignore_errors=True)
    for path in folder.iterdir():
        if path.suffix != ".txt":
            path.unlink()


def opened(folder: Path, sidecars: Path | None = None) -> Workspace:
    """What the next start finds: every file must parse."""
    workspace = Workspace.open(load_collection([folder]), sidecars=sidecars)
    assert workspace.problems == ()
    assert all(step.label for step in workspace.history())
    return workspace


def state(folder: Path) -> State:
    """What is on disk."""
    return frozenset((a.start, a.tags, a.note) for a in opened(folder).annotations("a.txt"))


def next_finds(folder: Path) -> State:
    """What the next program finds; it can save at once, and takes away what was left lying."""
    for path in folder.rglob(".*.tmp"):
        os.utime(path, (0, 0))
    workspace = Workspace.open(load_collection([folder]), disk=UnsyncedDisk())
    assert workspace.problems == ()
    before = state(folder)
    article = workspace.collection.articles[0]
    workspace.stage("tag", [PutAnnotation(annotate(article, 3, 9, tags=("next",)))])
    assert workspace.flush().saved
    assert len(state(folder)) == len(before) + 1
    assert not list(folder.rglob("*.tmp"))
    return before

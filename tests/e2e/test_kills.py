"""Programs killed before and after every operation on a file: what was called saved is there.

`make test` takes some of the operations, `make test-long` all of them.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from crossread.annotations.workspace import Workspace
from crossread.articles.collection import load_collection
from tests.e2e.conftest import Start
from tests.e2e.terminal import CROSSREAD, Terminal
from tests.shim.preload import LONG, Shim, chosen, compiled, snapshot

TAGGER = Path(__file__).parents[1] / "annotations" / "tagger.py"
TEXT = "\n".join(f"Sentence number {number} says nothing new." for number in range(20)) + "\n"
ROUNDS = 4 if LONG else 2

State = frozenset[tuple[int, tuple[str, ...], str]]
"""Start, tags and note of every annotation."""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compiled(tmp_path_factory.mktemp("shim"))


@pytest.fixture
def news(tmp_path: Path) -> Iterator[Path]:
    """A folder of two articles, untouched in the end."""
    folder = tmp_path / "news"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(TEXT, "utf-8")
    before = snapshot(folder)
    yield folder
    assert snapshot(folder) == before


def clear(folder: Path) -> None:
    """Leave the articles alone in the folder, and forget where the reader was."""
    shutil.rmtree(folder / ".crossread", ignore_errors=True)
    shutil.rmtree(folder.with_name("home") / ".state", ignore_errors=True)
    for path in folder.iterdir():
        if path.suffix != ".txt":
            path.unlink()


def opened(folder: Path) -> Workspace:
    """What the next start finds: every file must parse."""
    workspace = Workspace.open(load_collection([folder]))
    assert workspace.problems == ()
    assert all(step.label for step in workspace.history())
    return workspace


def state(folder: Path) -> State:
    return frozenset((a.start, a.tags, a.note) for a in opened(folder).annotations("a.txt"))


def cleaned_up(folder: Path) -> None:
    """The next program can save at once, and takes away what the killed one left."""
    for path in folder.rglob(".*.tmp"):
        os.utime(path, (0, 0))
    run = subprocess.run(
        [sys.executable, str(TAGGER), str(folder), "next", "1"], capture_output=True, text=True
    )
    assert run.stdout.endswith("done\n"), run.stderr
    assert not list(folder.rglob("*.tmp"))


def saved(output: str) -> set[str]:
    lines = (line.split() for line in output.split("\n") if line.startswith("saved "))
    return {identity for line in lines for identity in line[1:]}


def tagging(folder: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(TAGGER), str(folder), "killed", str(ROUNDS)]
    return subprocess.run(command, env=os.environ | env, capture_output=True, text=True)


@pytest.mark.parametrize("when", ["kill-before", "kill-after"])
def test_a_program_killed_at_any_operation_keeps_what_it_called_saved(
    library: Path, news: Path, when: str
) -> None:
    shim = Shim(library, news)
    assert tagging(news, shim.spoiling()).returncode == 0
    total = len(shim.operations)
    assert total > 10 * ROUNDS
    for number in chosen(total, 5):
        clear(news)
        run = tagging(news, shim.spoiling(number, when))
        assert run.returncode == -9
        found = {a.id for id_ in ("a.txt", "b.txt") for a in opened(news).annotations(id_)}
        assert saved(run.stdout) <= found
        cleaned_up(news)


@pytest.mark.parametrize("when", ["kill-before", "kill-after"])
def test_an_import_killed_at_any_operation_is_whole_or_can_be_done_again(
    library: Path, news: Path, tmp_path: Path, when: str
) -> None:
    shim = Shim(library, news)
    tagging(news, {})
    exported = tmp_path / "all.jsonl"
    environment = os.environ | {"XDG_STATE_HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)}
    command = [*CROSSREAD, "export", str(news), "--format", "jsonl", "-o", str(exported)]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    command = [*CROSSREAD, "import", str(exported), str(news), "--format", "jsonl"]

    def importing(env: dict[str, str]) -> int:
        return subprocess.run(command, env=environment | env, capture_output=True).returncode

    clear(news)
    shim.forget()
    assert importing(shim.spoiling()) == 0
    expected = state(news)
    assert len(expected) >= 5
    for number in chosen(len(shim.operations), 3):
        clear(news)
        assert importing(shim.spoiling(number, when)) == -9
        assert state(news) <= expected
        assert importing({}) == 0
        assert state(news) == expected


class Act(NamedTuple):
    """What is pressed, and what the status line says when it is done."""

    keys: tuple[str, ...]
    told: str


SITTING = (
    Act(("1",), "1/20 tagged asserts"),
    Act(("j", "2"), "2/20 tagged reports"),
    Act(("e", *"why", "f2"), "note and speaker"),
    Act(("u",), "undone: note and speaker"),
    Act(("j", "3"), "3/20 tagged denies"),
    Act(("u",), "undone: tagged denies"),
    Act(("U",), "done again: tagged denies"),
    Act(("d",), "deleted"),
    *(Act(("j", "1"), f"{number}/20 tagged asserts") for number in range(4, 16 if LONG else 4)),
)


def sit(terminal: Terminal, acts: tuple[Act, ...] = SITTING) -> int:
    """Work through the acts; how many of them were shown as saved before the program ended."""
    terminal.wait_for("Sentence number 0")
    shown = 0
    for act in acts:
        try:
            terminal.send(*act.keys)
            terminal.wait_for(lambda rows, act=act: _is_saved(rows, act.told))
        except (AssertionError, OSError):
            terminal.wait_for_exit(0.1)  # else it was no kill, and the test has failed
            return shown
        shown += 1
    return shown


def _is_saved(rows: list[str], told: str) -> bool:
    return any(told in row and row.rstrip().endswith(" saved") for row in rows)


def states(crossread: Start, news: Path) -> list[State]:
    """What is on disk before each act of an undisturbed sitting, and after the last."""
    terminal = crossread(news / "a.txt")
    found: list[State] = [frozenset()]
    terminal.wait_for("Sentence number 0")
    for act in SITTING:
        terminal.send(*act.keys)
        terminal.wait_for(lambda rows, act=act: _is_saved(rows, act.told))
        found.append(state(news))
    terminal.send("q")
    assert terminal.wait_for_exit() == 0
    return found


def test_the_reader_killed_at_any_operation_keeps_what_it_showed_as_saved(
    crossread: Start, library: Path, news: Path
) -> None:
    expected = states(crossread, news)
    assert len(set(expected)) >= 5
    shim = Shim(library, news)
    clear(news)
    terminal = crossread(news / "a.txt", env=shim.spoiling())
    assert sit(terminal) == len(SITTING)
    terminal.send("q")
    terminal.wait_for_exit()
    for place, number in enumerate(chosen(len(shim.operations) - 1, 3)):
        for when in (
            ("kill-before", "kill-after") if LONG else (("kill-before", "kill-after")[place % 2],)
        ):
            clear(news)
            terminal = crossread(news / "a.txt", env=shim.spoiling(number, when))
            shown = sit(terminal)
            if shown == len(SITTING):
                terminal.send("q")
            assert terminal.wait_for_exit() == -9
            assert state(news) in expected[shown : shown + 2]
            assert b"Traceback" not in terminal.raw


def test_the_reader_killed_at_random_moments_keeps_what_it_showed_as_saved(
    crossread: Start, news: Path
) -> None:
    expected = states(crossread, news)
    chance = random.Random(7)
    for _ in range(200 if LONG else 2):
        clear(news)
        terminal = crossread(news / "a.txt")
        acts = SITTING[: chance.randrange(1, len(SITTING))]
        assert sit(terminal, acts) == len(acts)
        terminal.send(*SITTING[len(acts)].keys)
        terminal.settle(chance.uniform(0, 0.02))
        terminal.signal(signal.SIGKILL)
        terminal.wait_for_exit()
        assert state(news) in expected[len(acts) : len(acts) + 2]

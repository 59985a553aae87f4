"""Programs killed before and after every operation on a file: what was called saved is there.

`make test` takes some of the operations, `make test-long` all of them.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.conftest import Start
from tests.e2e.sitting import SITTING, STATES, TAGGER, clear, opened, sit, state
from tests.e2e.terminal import CROSSREAD
from tests.shim.preload import LONG, Shim, chosen

ROUNDS = 4 if LONG else 2


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


def test_the_reader_killed_at_any_operation_keeps_what_it_showed_as_saved(
    crossread: Start, library: Path, news: Path
) -> None:
    shim = Shim(library, news)
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
            assert state(news) in STATES[shown : shown + 2]
            assert b"Traceback" not in terminal.raw


def test_the_reader_killed_at_random_moments_keeps_what_it_showed_as_saved(
    crossread: Start, news: Path
) -> None:
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
        assert state(news) in STATES[len(acts) : len(acts) + 2]

"""Programs killed before and after every operation on a file: what was called saved is there.

`make test` takes some of the operations, `make test-long` all of them.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

import pytest

from tests.e2e.conftest import Start
from tests.e2e.sitting import SITTING, STATES, TAGGER, clear, next_finds, opened, sit, state
from tests.e2e.terminal import CROSSREAD
from tests.shim.preload import LONG, Shim, chosen
from tests.shim.warm import WarmPrograms

ROUNDS = 4 if LONG else 2
CHAPTER = 4 if LONG else len(SITTING)
"""After how many acts the reader is started anew, so that no kill needs the acts before."""


@pytest.fixture(scope="module")
def programs(library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WarmPrograms]:
    warm = WarmPrograms(library, tmp_path_factory.mktemp("warm") / "out")
    yield warm
    warm.close()


def saved(output: str) -> set[str]:
    lines = (line.split() for line in output.split("\n") if line.startswith("saved "))
    return {identity for line in lines for identity in line[1:]}


@pytest.mark.parametrize("when", ["kill-before", "kill-after"])
def test_a_program_killed_at_any_operation_keeps_what_it_called_saved(
    library: Path, programs: WarmPrograms, news: Path, when: str
) -> None:
    shim = Shim(library, news)
    command = [TAGGER, news, "killed", str(ROUNDS)]
    assert programs.run(command, shim.spoiling())[0] == 0
    total = len(shim.operations)
    assert total > 10 * ROUNDS
    for number in chosen(total, 5):
        clear(news)
        status, said = programs.run(command, shim.spoiling(number, when))
        assert status == -signal.SIGKILL
        assert saved(said) <= {
            a.id for id_ in ("a.txt", "b.txt") for a in opened(news).annotations(id_)
        }
        next_finds(news)


@pytest.mark.parametrize("when", ["kill-before", "kill-after"])
def test_an_import_killed_at_any_operation_is_whole_or_can_be_done_again(
    library: Path, programs: WarmPrograms, news: Path, tmp_path: Path, when: str
) -> None:
    shim = Shim(library, news)
    programs.run([TAGGER, news, "x", str(ROUNDS)], {})
    exported = tmp_path / "all.jsonl"
    own = {"XDG_STATE_HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)}
    command = [*CROSSREAD, "export", str(news), "--format", "jsonl", "-o", str(exported)]
    subprocess.run(command, env=os.environ | own, check=True, capture_output=True)

    def importing(env: Mapping[str, str]) -> int:
        command = ["crossread", "import", exported, news, "--format", "jsonl"]
        return programs.run(command, {**own, **env})[0]

    clear(news)
    shim.forget()
    assert importing(shim.spoiling()) == 0
    expected = state(news)
    assert len(expected) >= 5
    for number in chosen(len(shim.operations), 3):
        clear(news)
        assert importing(shim.spoiling(number, when)) == -signal.SIGKILL
        assert state(news) <= expected
        assert importing({}) == 0
        assert state(news) == expected


class Bookmark:
    """What the reader has written until now, to go on from there again and again."""

    def __init__(self, news: Path, place: Path) -> None:
        self._news = news
        self._state = news.with_name("home") / ".state"
        self._place = place
        shutil.copytree(news, place / "news", ignore=shutil.ignore_patterns("*.txt"))
        if self._state.is_dir():
            shutil.copytree(self._state, place / "state")

    def go_on(self) -> None:
        clear(self._news)
        shutil.copytree(self._place / "news", self._news, dirs_exist_ok=True)
        if (self._place / "state").is_dir():
            shutil.copytree(self._place / "state", self._state)


def test_the_reader_killed_at_any_operation_keeps_what_it_showed_as_saved(
    crossread: Start, library: Path, news: Path, tmp_path: Path
) -> None:
    shim = Shim(library, news)
    killed = 0
    for start, end in pairwise([*range(0, len(SITTING), CHAPTER), len(SITTING)]):
        acts = SITTING[start:end]
        before = Bookmark(news, tmp_path / f"from-{start}")
        shim.forget()
        terminal = crossread(news / "a.txt", env=shim.spoiling())
        assert sit(terminal, acts) == len(acts)
        terminal.send("q")
        assert terminal.wait_for_exit() == 0
        after = Bookmark(news, tmp_path / f"to-{end}")
        for place, number in enumerate(chosen(len(shim.operations), 3)):
            both = ("kill-before", "kill-after")
            for when in both if LONG else (both[place % 2],):
                before.go_on()
                terminal = crossread(news / "a.txt", env=shim.spoiling(number, when))
                shown = sit(terminal, acts)
                if shown == len(acts):
                    terminal.send("q")
                assert terminal.wait_for_exit() == -signal.SIGKILL
                assert state(news) in STATES[start + shown : start + shown + 2]
                assert b"Traceback" not in terminal.raw
                terminal.close()
                killed += 1
        after.go_on()
    print(f"{killed} readers killed")


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
        terminal.close()

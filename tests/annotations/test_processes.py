"""Several programs at once on the same articles, and programs that are killed."""

import errno
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from crossread.annotations.workspace import Workspace
from crossread.articles.article import Article
from crossread.articles.collection import Collection
from tests.shim.preload import LONG, Shim, compiled, snapshot

TAGGER = Path(__file__).with_name("tagger.py")
ROUNDS = 200 if LONG else 8
KILLS = 200 if LONG else 4

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    root = tmp_path / "news"
    root.mkdir()
    for name in ("a.txt", "b.txt"):
        (root / name).write_text("The mill will close in May. Nobody was told.\n")
    return root


@pytest.fixture
def start(news: Path) -> Start:
    def run(name: str, rounds: int, **env: str) -> "subprocess.Popen[str]":
        command = [sys.executable, str(TAGGER), str(news), name, str(rounds)]
        return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | env)

    return run


def opened(root: Path) -> Workspace:
    paths = sorted(root.glob("*.txt"))
    articles = (Article(path.name, path, path.read_text()) for path in paths)
    return Workspace.open(Collection(root, tuple(articles)))


def notes(workspace: Workspace) -> dict[str, str]:
    articles = workspace.collection.articles
    return {a.id: a.note for article in articles for a in workspace.annotations(article.id)}


def saved(output: str) -> set[str]:
    lines = (line.split() for line in output.split("\n") if line.startswith("saved "))
    return {identity for line in lines for identity in line[1:]}


@pytest.mark.parametrize("programs", [2, 3])
def test_programs_at_once_keep_all_their_work(programs: int, start: Start, news: Path):
    check([start(f"p{number}", ROUNDS) for number in range(programs)], news)


@pytest.mark.parametrize(
    "fault", [errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS], ids=errno.errorcode.get
)
def test_programs_at_once_in_a_folder_without_locks_keep_all_their_work(
    start: Start, news: Path, tmp_path: Path, fault: int
):
    shim = Shim(compiled(tmp_path, "faults"), news)
    env = shim.spoiling(1, fault, always=True) | {"FAULTS_ONLY": "flock"}
    check([start(f"p{number}", ROUNDS, **env) for number in range(2)], news)
    assert set(shim.operations) == {"flock "}


def check(running: "list[subprocess.Popen[str]]", news: Path) -> None:
    """All that the programs do must be there in the end, and the articles as they were."""
    before = snapshot(news)
    outputs = [program.communicate(timeout=600)[0] for program in running]
    assert all(output.endswith("done\n") for output in outputs)
    workspace = opened(news)
    assert workspace.problems == ()
    found = notes(workspace)
    assert set(found) == set().union(*map(saved, outputs))
    assert len(found) == len(running) * ROUNDS * 2 * 5
    assert len(workspace.history()) == len(running) * ROUNDS * 2.5
    assert snapshot(news) == before


def test_a_killed_program_loses_nothing_that_it_called_saved(start: Start, news: Path):
    chance = random.Random(1)
    known: set[str] = set()
    for _ in range(KILLS):
        program = start("killed", 10_000)
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
        lines = [program.stdout.readline() for _ in range(chance.randrange(1, 4))]
        time.sleep(chance.uniform(0, 0.03))
        program.kill()
        known |= saved("".join(lines) + program.communicate(timeout=60)[0])
        workspace = opened(news)
        assert workspace.problems == ()
        found = notes(workspace)
        assert known <= set(found)
        assert all(step.label in ("tag", "delete") for step in workspace.history())
    assert len(known) >= 10 * KILLS

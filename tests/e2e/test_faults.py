"""Disks that are full, broken, read-only or gone: the reader says so, and nothing is lost.

`make test` takes some of the operations, `make test-long` all of them.
"""

from __future__ import annotations

import errno
import os
import subprocess
from pathlib import Path

import pytest

from tests.e2e.conftest import Start
from tests.e2e.sitting import SENTENCES, TAGGER, opened
from tests.e2e.terminal import CROSSREAD, Terminal
from tests.shim.preload import Shim, chosen

TAGS = 4

# What happens, and whether it goes on for good.
FAULTS = [
    ("full once", errno.ENOSPC, False),
    ("full for good", errno.ENOSPC, True),
    ("broken once", errno.EIO, False),
    ("broken for good", errno.EIO, True),
    ("forbidden once", errno.EACCES, False),
    ("read-only", errno.EROFS, True),
    ("short writes", "short", True),
]


def tagged(folder: Path, sidecars: Path | None = None) -> int:
    """How many annotations are on disk."""
    return len(opened(folder, sidecars).annotations("a.txt"))


def tag(terminal: Terminal, number: int) -> bool:
    """Tag a sentence; whether that was shown as saved."""
    if number > 1:
        terminal.send("j")
    terminal.send("1")
    done = f"{number}/{len(SENTENCES)} tagged asserts"

    def ended(rows: list[str]) -> bool:
        return any(done in row and row.rstrip().endswith(("saved", "SAVED")) for row in rows)

    rows = terminal.wait_for(ended)
    return not any(row.rstrip().endswith("NOT SAVED") for row in rows)


def tag_all(terminal: Terminal, news: Path) -> list[bool]:
    """Which tags were shown as saved; whatever is shown so must be on disk."""
    terminal.wait_for(SENTENCES[0])
    shown: list[bool] = []
    for number in range(1, TAGS + 1):
        shown.append(tag(terminal, number))
        if shown[-1]:
            assert tagged(news) == number
    return shown


def move_away(terminal: Terminal, place: Path) -> None:
    """Keep everything in the folder that the reader offers."""
    terminal.send("W")
    terminal.wait_for(place.name)
    terminal.send("enter")
    wait_until_saved(terminal)


def wait_until_saved(terminal: Terminal) -> None:
    """Wait for the reader to say so; what failed once it tries again by itself."""
    terminal.wait_for(lambda rows: any(row.rstrip().endswith(" saved") for row in rows))


@pytest.mark.parametrize(("name", "what", "always"), FAULTS, ids=[name for name, *_ in FAULTS])
def test_a_fault_at_any_operation_is_told_and_loses_nothing(
    crossread: Start,
    library: Path,
    tmp_path: Path,
    news: Path,
    name: str,
    what: str | int,
    always: bool,
) -> None:
    shim = Shim(library, news)
    environment = os.environ | shim.spoiling()
    command = [Path(CROSSREAD[0]).with_name("python"), TAGGER, news, "x", "1"]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    for number in chosen(len(shim.operations), 2):
        home = tmp_path / f"home-{number}"
        home.mkdir()
        for path in (*news.glob("*.json"), *news.rglob(".crossread/*.jsonl")):
            path.unlink()
        env = shim.spoiling(number, what, always=always)
        folders = {f"XDG_{kind}_HOME": str(home / kind) for kind in ("STATE", "DATA", "CACHE")}
        terminal = crossread(news / "a.txt", env={**folders, "HOME": str(home)} | env)
        shown = tag_all(terminal, news)
        if what == "short" or not always:
            wait_until_saved(terminal)
            assert tagged(news) == TAGS
        elif not all(shown):
            place = home / "news-annotations"
            move_away(terminal, place)
            assert tagged(news, place) == TAGS
        terminal.send("q")
        assert terminal.wait_for_exit() == 0
        assert b"Traceback" not in terminal.raw


def test_a_folder_that_vanishes_is_told_and_the_work_goes_elsewhere(
    crossread: Start, news: Path, home: Path
) -> None:
    terminal = crossread(news / "a.txt")
    terminal.wait_for(SENTENCES[0])
    assert tag(terminal, 1)
    away = news.rename(news.with_name("away"))
    assert not tag(terminal, 2)
    place = home / "news-annotations"
    move_away(terminal, place)
    terminal.send("q")
    assert terminal.wait_for_exit() == 0
    away.rename(news)
    assert tagged(news) == 1
    assert tagged(news, place) == 2


def test_nothing_is_written_but_where_it_belongs(
    crossread: Start, news: Path, home: Path, tmp_path: Path
) -> None:
    terminal = crossread(news / "a.txt")
    assert tag_all(terminal, news) == [True] * TAGS
    terminal.send("e", *"why", "f2")
    terminal.wait_for("note and speaker")
    terminal.send("y")
    terminal.send("c")
    terminal.wait_for("A new claim")
    terminal.send("enter")
    terminal.wait_for("claim:")
    terminal.send("q")
    terminal.send("q")
    terminal.wait_for_exit()
    written = {path for path in tmp_path.rglob("*") if path.is_file()}
    inside = {path for path in written if path.is_relative_to(news)}
    assert {path.name for path in inside if path.parent == news} == {
        "a.txt",
        "b.txt",
        "a.txt.annotations.json",
        "claims.json",
    }
    assert all(path.parent == news or path.is_relative_to(news / ".crossread") for path in inside)
    places = [home / f".{kind}" / "crossread" for kind in ("config", "cache", "data", "state")]
    strays = [p for p in written - inside if not any(p.is_relative_to(known) for known in places)]
    assert strays == []

"""A folder that is mounted read-only, really: the reader says so, and keeps the work elsewhere."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.e2e.conftest import Start
from tests.e2e.sitting import SENTENCES
from tests.e2e.terminal import CROSSREAD
from tests.e2e.test_faults import move_away, tag, tagged

ALONE = ("unshare", "--user", "--map-root-user", "--mount")
"""Starts a program that sees mounts of its own."""
READ_ONLY = 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && shift && exec "$@"'


def test_a_read_only_mount_is_told_and_the_work_goes_elsewhere(
    start: Start, news: Path, home: Path
) -> None:
    within = (*ALONE, "sh", "-c", READ_ONLY, "sh", str(news))
    try:
        subprocess.run([*within, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("needs unshare, and leave to mount in a namespace of one's own")
    terminal = start(*within, *CROSSREAD, news / "a.txt")
    terminal.wait_for(SENTENCES[0])
    assert not tag(terminal, 1)
    terminal.wait_for(lambda _: b"--sidecars" in terminal.raw)
    place = home / "news-annotations"
    move_away(terminal, place)
    assert tagged(news, place) == 1
    assert tag(terminal, 2)
    assert tagged(news, place) == 2
    terminal.send("q")
    assert terminal.wait_for_exit() == 0
    assert b"Traceback" not in terminal.raw
    assert {path.name for path in news.iterdir()} == {"a.txt", "b.txt"}

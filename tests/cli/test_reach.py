"""No command runs what lies in a collection, or reads what lies outside it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import audited
from tests.bait import SECRET, make_bait
from tests.calls import LOOKING, exporting
from tests.reached import assert_stayed_inside

COMMANDS = [
    *(("search", word) for word in ("mill", SECRET.lower(), "tag:told")),
    *LOOKING,
    *exporting("w3c", "csv", "jsonl", "html", "markdown"),
]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return make_bait(tmp_path)


def run(news: Path, home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run commands as somebody would who has gone to the folder."""
    log = news.parent / "log"
    return subprocess.run(
        [sys.executable, "-P", audited.__file__, str(log), *words],
        cwd=news,
        env=os.environ | {"HOME": str(home)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )


def test_no_command_reaches_out(news: Path, home: Path) -> None:
    words = [word for command in COMMANDS for word in (*command, ".", "--then")][:-1]
    done = run(news, home, *words)
    assert done.stderr.count("== code ") == len(COMMANDS)
    assert "Traceback" not in done.stderr
    assert "The ‹mill› closes in May" in done.stdout
    assert "8 annotations written" in done.stderr, "the sidecar was not read"
    assert SECRET not in done.stdout + done.stderr
    assert_stayed_inside(news.parent / "log", news)


def test_what_is_named_may_be_a_link(news: Path, home: Path) -> None:
    """So that the test above could fail."""
    assert SECRET in run(news, home, "search", "closes", "link.txt").stdout
    with pytest.raises(AssertionError):
        assert_stayed_inside(news.parent / "log", news)

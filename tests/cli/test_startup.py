"""What is imported on the way to a command: nothing that the command does not need."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from crossread.seeds import sample_folder

PROBE = """
import contextlib, io, json, sys
before = set(sys.modules)
from crossread.cli.main import main
with contextlib.redirect_stdout(io.StringIO()):
    code = main({words!r})
print(json.dumps([code, sorted(set(sys.modules) - before)]))
"""

READER_PROBE = """
import os, sys
os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
os.get_terminal_size = lambda *handle: os.terminal_size((200, 50))
sys.stdin.isatty = sys.stdout.isatty = sys.stderr.isatty = lambda: True
before = set(sys.modules)

class Watch:
    def find_spec(self, name, path=None, target=None):
        if name == {until!r}:
            found = sorted(set(sys.modules) - before)
            import json
            print(json.dumps([0, found]))
            sys.stdout.flush()
            raise SystemExit(0)

sys.meta_path.insert(0, Watch())
from crossread.cli.main import main
main({words!r})
"""
TEXT_IS_THERE = "crossread.annotations.workspace"
"""What is imported first when there is text to read."""
MOST_BEFORE_TEXT = 135
"""Modules beyond those of an empty interpreter."""
SCREEN = {"rich", "textual"}
HEAVY = {"importlib.metadata", "lxml", "regex", "shtab", "trafilatura", "unittest", "whoosh"}


def imported(probe: str, *words: str, until: str = "", home: Path | None = None) -> set[str]:
    """What a fresh interpreter imports to run a command line."""
    folders = {f"XDG_{kind}_HOME": str(home) for kind in ("CONFIG", "STATE", "CACHE", "DATA")}
    done = subprocess.run(
        [sys.executable, "-c", probe.format(words=words, until=until)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **folders} if home else None,
    )
    code, modules = json.loads(done.stdout)
    assert code == 0, done.stderr
    return set(modules)


def test_the_version_needs_nothing() -> None:
    modules = imported(PROBE, "--version")
    ours = {name for name in modules if name.startswith("crossread")}
    assert ours <= {"crossread", "crossread.cli", "crossread.cli.main", "crossread.cli.version"}
    assert modules & (SCREEN | HEAVY | {"argparse", "json", "re"}) == set()


@pytest.mark.parametrize("words", [["--help"], ["search", "--help"], ["export", "--help"]], ids=str)
def test_help_needs_no_more_than_what_it_says(words: list[str]) -> None:
    modules = imported(PROBE, *words)
    assert modules & (SCREEN | HEAVY | {"asyncio", "tempfile"}) == set()
    assert not [m for m in modules if m.startswith(("crossread.annotations", "crossread.search"))]


@pytest.mark.parametrize(
    "words",
    [["quotes"], ["parallels"], ["claims"], ["stats"], ["check"]],
    ids=lambda words: words[0],
)
def test_a_command_in_a_pipe_needs_no_screen(words: list[str]) -> None:
    modules = imported(PROBE, *words, str(sample_folder()))
    assert modules & (SCREEN | HEAVY) == set()
    assert not [name for name in modules if name.startswith("crossread.tui")]


@pytest.mark.parametrize("command", ["quotes", "parallels"])
def test_a_command_about_articles_needs_no_annotations(command: str) -> None:
    modules = imported(PROBE, command, str(sample_folder()))
    assert not [m for m in modules if m.startswith(("crossread.annotations", "crossread.search"))]


def test_there_is_text_before_most_of_the_program(tmp_path: Path) -> None:
    modules = imported(
        READER_PROBE, str(sample_folder()), until=TEXT_IS_THERE, home=tmp_path / "home"
    )
    assert "crossread.tui.first_picture" in modules
    late = {"argparse", "asyncio", "json", "rich.console", "rich.text", "tomllib"}
    assert modules & (HEAVY | late | {"rapidfuzz", "edlib", "textual"}) == set()
    parts = (
        "crossread.annotations.",
        "crossread.search",
        "crossread.tui.screens",
        "crossread.tui.key",
    )
    assert [name for name in modules if name.startswith(parts)] == []
    assert len(modules) <= MOST_BEFORE_TEXT, "each costs the reader time in front of a blank screen"


def test_the_reader_needs_little_before_the_screen_library(tmp_path: Path) -> None:
    modules = imported(READER_PROBE, str(sample_folder()), until="textual", home=tmp_path / "home")
    assert "crossread.annotations.workspace" in modules
    assert modules & (HEAVY | {"rapidfuzz", "edlib", "argparse", "rich.console"}) == set()
    others = [m for m in modules if m.startswith("crossread.cli.commands.")]
    assert others == ["crossread.cli.commands.read_command"]
    assert not [m for m in modules if m.startswith("crossread.annotations.formats")]

"""What is imported on the way to a command: nothing that the command does not need."""

from __future__ import annotations

import json
import subprocess
import sys

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
import json, sys
before = set(sys.modules)

class Stop(BaseException):
    pass

class Watch:
    def find_spec(self, name, path=None, target=None):
        if name == "textual":
            print(json.dumps([0, sorted(set(sys.modules) - before)]))
            sys.stdout.flush()
            raise SystemExit(0)

sys.meta_path.insert(0, Watch())
sys.stdin.isatty = sys.stdout.isatty = sys.stderr.isatty = lambda: True
from crossread.cli.main import main
main({words!r})
"""
SCREEN = {"rich", "textual"}
HEAVY = {"importlib.metadata", "lxml", "shtab", "trafilatura", "unittest", "whoosh"}


def imported(probe: str, *words: str) -> set[str]:
    """What a fresh interpreter imports to run a command line."""
    done = subprocess.run(
        [sys.executable, "-c", probe.format(words=words)],
        capture_output=True,
        text=True,
        check=False,
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


def test_the_reader_needs_little_before_the_screen_library() -> None:
    modules = imported(READER_PROBE, str(sample_folder()))
    assert "crossread.articles.collection" in modules
    assert modules & (SCREEN | HEAVY | {"rapidfuzz", "edlib", "argparse"}) == set()
    others = [m for m in modules if m.startswith("crossread.cli.commands.")]
    assert others == ["crossread.cli.commands.read_command"]
    assert not [m for m in modules if m.startswith("crossread.annotations.formats")]

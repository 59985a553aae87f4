"""What `crossread serve` starts, and what it refuses."""

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossread.cli.commands.serve_command import command_line, is_loopback
from tests.cli.conftest import Command

NAMES = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1)


def options(*paths: Path, annotator: str = "", sidecars: Path | None = None) -> argparse.Namespace:
    return argparse.Namespace(
        paths=list(paths), annotator=annotator, encoding=None, theme="", sidecars=sidecars
    )


def as_a_shell_reads(line: str) -> list[str]:
    """The words that a shell would give to the program."""
    show = shlex.join([sys.executable, "-c", "import sys; print(ascii(sys.argv[1:]))"])
    python, dash_c, start, *words = shlex.split(line)
    assert (python, dash_c) == (sys.executable, "-c")
    assert "main" in start
    tail = line.removeprefix(shlex.join([python, dash_c, start]))
    done = subprocess.run(["sh", "-c", show + tail], capture_output=True, text=True, check=True)
    found: list[str] = eval(done.stdout, {})
    assert found == words
    return found


@settings(max_examples=15, deadline=None)
@given(name=NAMES, annotator=NAMES)
def test_whatever_paths_are_called_they_stay_paths(name: str, annotator: str) -> None:
    path = Path("/reports") / name.replace("/", "∕")
    read, *words = as_a_shell_reads(command_line(options(path, annotator=annotator)))
    assert read == "read"
    assert words == [f"--annotator={annotator}", str(path)]


def test_paths_are_named_from_the_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    line = command_line(options(Path("--help"), sidecars=Path("-x")))
    *_, sidecars, path = shlex.split(line)
    assert (sidecars, path) == (f"--sidecars={tmp_path / '-x'}", str(tmp_path / "--help"))


def test_a_name_that_is_no_text_is_kept_byte_by_byte() -> None:
    path = Path(os.fsdecode(b"/reports/\xff$(x)"))
    assert os.fsencode(shlex.split(command_line(options(path)))[-1]) == b"/reports/\xff$(x)"


@pytest.mark.parametrize(
    ("host", "ours"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("x.org", False)],
)
def test_what_only_this_machine_reaches(host: str, ours: bool) -> None:
    assert is_loopback(host) is ours


def test_a_path_that_is_not_there_is_told(crossread: Command) -> None:
    said = crossread("serve", "nowhere")
    assert said.code == 2
    assert "nowhere does not exist" in said.err


@pytest.mark.parametrize("port", ["65536", "-1", "x"])
def test_an_impossible_port_is_told(crossread: Command, port: str) -> None:
    said = crossread("serve", f"--port={port}")
    assert said.code == 2
    assert "is not a port" in said.err


def test_the_extra_that_is_missing_is_named(
    crossread: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "crossread.cli.serving", None)
    said = crossread("serve")
    assert said.code == 2
    assert "textual-serve: pipx install --force '.[serve]'" in said.err

"""Progress goes to the terminal of standard error, and is gone when the work is done."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossread.cli import progress
from tests.cli.conftest import Command


def test_progress_is_shown_and_wiped(
    on_terminal: Command, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0)
    said = on_terminal("index", "reports")
    assert "\rreading 5 of 5" in said.err
    assert "\rindexing 5 of 5" in said.err
    assert said.err.endswith("\r\x1b[K")
    assert on_terminal("parallels", "reports").err.endswith("comparing 5 articles\r\x1b[K")


def test_quick_work_shows_none(on_terminal: Command, reports: Path) -> None:
    assert on_terminal("index", "reports").err == ""


@pytest.mark.parametrize("command", ["index", "parallels", "quotes"])
def test_there_is_none_when_not_wanted_or_behind_a_pipe(
    crossread: Command,
    on_terminal: Command,
    reports: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0)
    assert on_terminal(command, "reports", "--quiet").err == ""
    assert crossread(command, "reports").err == ""

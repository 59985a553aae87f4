"""Opening the reader from the command line; the reader itself is tested elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossread.cli.main import FINDINGS, FINE, USAGE
from crossread.tui.app import CrossreadApp
from tests.cli.conftest import Command

Apps = list[CrossreadApp]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Apps:
    """The apps that were to run; none of them does."""
    apps: Apps = []
    monkeypatch.setattr(CrossreadApp, "run", lambda app, mouse: apps.append(app))
    return apps


@pytest.mark.parametrize("words", [[], ["reports"], ["read", "reports"]], ids=str)
def test_without_a_terminal_it_says_so(crossread: Command, reports: Path, words: list[str]) -> None:
    said = crossread(*words)
    assert said.code == USAGE
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "needs a terminal" in said.err


@pytest.mark.parametrize("words", [["reports"], ["read", "reports"], ["--", "reports"]], ids=str)
def test_paths_are_opened(
    on_terminal: Command, opened: Apps, reports: Path, words: list[str]
) -> None:
    said = on_terminal(*words)
    assert (said.code, said.out, said.err) == (FINE, "", "")
    assert opened[0].session.collection.root == reports


def test_options_reach_the_reader(on_terminal: Command, opened: Apps, reports: Path) -> None:
    words = ["--annotator", "rivera", "reports", "--theme", "high-contrast", "--sidecars", "mine"]
    assert on_terminal(*words).code == FINE
    assert opened[0].session.workspace.annotator == "rivera"
    assert opened[0].theme == "high-contrast"
    assert not Path("mine").exists()


def test_without_a_path_a_copy_of_the_samples_is_opened(
    on_terminal: Command, opened: Apps, home: Path
) -> None:
    assert on_terminal().code == FINE
    assert opened[0].session.collection.root.is_relative_to(home)
    assert len(opened[0].session.articles) == 5


def test_samples_that_cannot_be_copied_are_opened_where_they_are(
    on_terminal: Command, opened: Apps, home: Path
) -> None:
    (home / ".local").write_text("no folder", "utf-8")
    assert on_terminal().code == FINE
    assert len(opened[0].session.articles) == 5


def test_an_unknown_theme_is_told(on_terminal: Command, opened: Apps, reports: Path) -> None:
    said = on_terminal("reports", "--theme", "plaid")
    assert said.code == USAGE
    assert "plaid" in said.err
    assert "high-contrast" in said.err
    assert opened == []


@pytest.mark.parametrize("words", [["nowhere"], ["read", "nowhere"]], ids=str)
def test_a_missing_path_is_told_before_the_screen_changes(
    on_terminal: Command, opened: Apps, reports: Path, words: list[str]
) -> None:
    said = on_terminal(*words)
    assert said.code == FINDINGS
    assert "nowhere does not exist" in said.err
    assert opened == []


def test_what_ends_the_reader_is_told_in_one_sentence(
    on_terminal: Command, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(app: CrossreadApp, *, mouse: bool) -> None:
        app.failure = ValueError("text of an article \x1b[2J")

    monkeypatch.setattr(CrossreadApp, "run", run)
    said = on_terminal("reports")
    assert said.code == FINDINGS
    assert said.err.count("\n") == 1
    assert "ValueError" in said.err
    assert "\x1b" not in said.err


def test_the_status_is_the_readers_own(
    on_terminal: Command, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(app: CrossreadApp, *, mouse: bool) -> None:
        app.exit(return_code=143)

    monkeypatch.setattr(CrossreadApp, "run", run)
    assert on_terminal("reports").code == 143


def test_the_collector_is_on_again(on_terminal: Command, opened: Apps, reports: Path) -> None:
    import gc

    on_terminal("reports")
    assert gc.isenabled()


def test_keys_typed_while_it_starts_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    import os
    import termios

    from crossread.cli.echo import no_echo

    far, near = os.openpty()
    before = termios.tcgetattr(near)
    assert before[3] & termios.ECHO
    with os.fdopen(near) as keyboard:
        monkeypatch.setattr("sys.stdin", keyboard)
        with no_echo():
            assert not termios.tcgetattr(near)[3] & termios.ECHO
        assert termios.tcgetattr(near) == before
        with pytest.raises(KeyboardInterrupt), no_echo():
            raise KeyboardInterrupt
        assert termios.tcgetattr(near) == before
    os.close(far)


def test_where_there_is_no_echo_none_is_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    from crossread.cli.echo import no_echo

    with Path("/dev/null").open() as keyboard:
        monkeypatch.setattr("sys.stdin", keyboard)
        with no_echo():
            pass

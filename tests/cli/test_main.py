from __future__ import annotations

import os
from importlib.metadata import version
from pathlib import Path

import pytest

from crossread.cli import main as program
from crossread.cli.main import COMMANDS, FINDINGS, FINE, USAGE
from crossread.cli.version import VERSION
from tests.cli.conftest import Command


def test_the_version_is_the_packages_own(crossread: Command) -> None:
    assert crossread("--version").out == f"crossread {VERSION}\n"
    assert version("crossread") == VERSION


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_names_every_command(crossread: Command, flag: str) -> None:
    said = crossread(flag)
    assert said.code == FINE
    assert [name for name in COMMANDS if f"\n    {name} " not in said.out] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_has_examples(crossread: Command, name: str) -> None:
    said = crossread(name, "--help")
    assert said.code == FINE
    assert said.err == ""
    assert f"examples:\n  crossread {'' if name == 'read' else name}".rstrip() in said.out


def test_help_fits_the_terminal(crossread: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    narrow = crossread("quotes", "--help").out.partition("examples:")[0]
    assert max(map(len, narrow.splitlines())) <= 50


@pytest.mark.parametrize(
    "words",
    [
        ["search"],
        ["search", "x", "--limit", "0"],
        ["search", "x", "--limit", "²"],
        ["search", "x", "--limit", "9" * 5000],
        ["search", "x", "--lim", "1"],
        ["parallels"],
        ["parallels", ".", "--nonsense"],
        ["export"],
        ["claims", ".", "--sort", "beauty"],
        ["completion", "cobol"],
        ["quotes", ""],
        [""],
        ["--nonsense"],
    ],
    ids=" ".join,
)
def test_a_wrong_call_is_told_in_one_sentence_with_the_way_to_help(
    crossread: Command, words: list[str]
) -> None:
    said = crossread(*words)
    assert said.code == USAGE
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "--help" in said.err


def test_a_folder_called_like_a_command_is_hinted_at(crossread: Command, reports: Path) -> None:
    (reports.parent / "search").mkdir()
    assert "./search" in crossread("search").err
    assert "./stats" not in crossread("stats").err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["serach", "x"], "the command search?"),
        (["x", "search"], "the command search goes first"),
        (["help"], "crossread --help"),
    ],
    ids=str,
)
def test_a_command_mistaken_for_a_path_is_told(
    crossread: Command, reports: Path, words: list[str], told: str
) -> None:
    said = crossread(*words)
    assert said.code == USAGE
    assert told in said.err


def test_options_may_stand_anywhere(crossread: Command, reports: Path) -> None:
    wanted = crossread("search", "oracle", "reports/", "--json").json
    assert crossread("search", "--json", "oracle", "reports").json == wanted
    assert crossread("search", "oracle", "--json", "reports").json == wanted
    assert crossread("search", "--json", "--", "oracle", "reports").json == wanted


def test_what_follows_two_dashes_is_no_option(crossread: Command, reports: Path) -> None:
    (reports / "1-continental-wire.txt").rename(reports.parent / "-x.txt")
    assert crossread("quotes", "--", "-x.txt").out != ""


def fail_with(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(words: list[str]) -> int:
        raise error

    monkeypatch.setattr(program, "_run", failing)


def test_an_unexpected_error_is_one_sentence_with_what_to_do(
    crossread: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_with(KeyError("a\x1b[2Jb" + "x" * 9000), monkeypatch)
    said = crossread("formats")
    assert said.code == FINDINGS
    assert said.err.count("\n") == 1
    assert len(said.err) < 600
    assert "KeyError" in said.err
    assert "CROSSREAD_DEBUG=1" in said.err
    assert "main.py" in said.err
    assert "\x1b" not in said.err


def test_the_traceback_can_be_asked_for(
    crossread: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CROSSREAD_DEBUG", "1")
    fail_with(ValueError("a\x1b[2Jb"), monkeypatch)
    said = crossread("formats")
    assert said.code == FINDINGS
    assert "Traceback" in said.err
    assert "\x1b" not in said.err


def test_what_the_system_refuses_is_told_with_the_file(
    crossread: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_with(PermissionError(13, "Permission denied", "/there"), monkeypatch)
    said = crossread("formats")
    assert said.code == FINDINGS
    assert said.err.startswith("crossread: /there cannot be used (Permission denied)")


def test_ctrl_c_stops_without_a_traceback(
    crossread: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_with(KeyboardInterrupt(), monkeypatch)
    said = crossread("formats")
    assert (said.code, said.out, said.err) == (130, "", "crossread: stopped\n")


def test_a_pipe_that_breaks_elsewhere_is_no_quiet_end(
    crossread: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_with(BrokenPipeError(32, "Broken pipe"), monkeypatch)
    said = crossread("formats")
    assert said.code == FINDINGS
    assert "Broken pipe" in said.err


def test_every_command_stands_in_a_file_of_its_name() -> None:
    folder = Path(program.__file__).parent / "commands"
    files = {path.name for path in folder.glob("*_command.py")}
    assert files == {f"{name}_command.py" for name in COMMANDS}


def test_the_working_folder_need_not_exist(
    crossread: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    try:
        said = crossread("quotes", "x.txt")
    finally:
        os.chdir(tmp_path)
    assert said.code == FINDINGS
    assert said.err.count("\n") == 1
    assert "CROSSREAD_DEBUG" not in said.err

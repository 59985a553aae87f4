"""Odd terminals, odd input: told in a sentence or survived, and the terminal is as it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.e2e.conftest import Start
from tests.e2e.terminal import unexpected_sequences

WORDS = "The mayor said “so”"
F3 = b"\x1bOR"
LONG = b"\x1b[200~" + b"word " * 200_000 + b"\x1b[201~"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """One short article with signs that are not ASCII."""
    path = tmp_path / "bridge.txt"
    path.write_text(f"The bridge is closed\n\n{WORDS}. It opens on Monday.\n", "utf-8")
    return path


def sidecar(article: Path) -> dict[str, int]:
    return json.loads(article.with_name("bridge.txt.annotations.json").read_text("utf-8"))


@pytest.mark.parametrize("name", ["dumb", "unknown"])
def test_a_terminal_that_cannot_move_its_cursor_is_told(
    crossread: Start, article: Path, name: str
) -> None:
    terminal = crossread(article, env={"TERM": name}, size=(200, 24))
    assert terminal.wait_for_exit() == 2
    [said] = [line for line in terminal.screen() if line]
    assert f"calls itself {name}" in said
    assert b"\x1b" not in terminal.raw


@pytest.mark.parametrize(
    "env",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "", "LANG": "en_US.ISO-8859-1", "PYTHONIOENCODING": "iso8859-1"},
    ],
    ids=["C", "ASCII", "Latin-1"],
)
def test_a_locale_that_is_not_utf8_is_survived(
    crossread: Start, article: Path, env: dict[str, str]
) -> None:
    terminal = crossread(article, env=env, size=(100, 24))
    terminal.wait_for(WORDS)
    terminal.send("j", "1")
    terminal.wait_for(" saved")
    if len(env) > 1:
        assert "the locale says" in terminal.text()
    terminal.send("q")
    assert terminal.wait_for_exit() == 0
    assert terminal.left_on() == []
    assert sidecar(article)["total"] == 1


def test_ctrl_z_gives_the_terminal_back_and_the_picture_returns(
    crossread: Start, article: Path
) -> None:
    import signal

    terminal = crossread(article)
    terminal.wait_for(WORDS)
    terminal.send("j")
    terminal.wait_for("2/3")
    before = terminal.settle()
    terminal.send("ctrl+z")
    terminal.wait_until_gone(WORDS)
    terminal.settle()
    assert terminal.left_on() == []
    terminal.signal(signal.SIGCONT)
    terminal.wait_for(WORDS)
    terminal.wait_for(lambda lines: lines == before)
    terminal.send("1")
    terminal.wait_for(" saved")
    terminal.send("q")
    assert terminal.wait_for_exit() == 0
    assert terminal.left_on() == []


@pytest.mark.parametrize(
    ("opens", "shown", "closes"),
    [("", "1/3", b""), ("/", "search all", F3), ("c", "in your words", F3)],
    ids=["reader", "search line", "claim"],
)
def test_a_megabyte_pasted_is_survived(
    crossread: Start, article: Path, opens: str, shown: str, closes: bytes
) -> None:
    terminal = crossread(article)
    terminal.wait_for(WORDS)
    terminal.send("k")
    terminal.wait_for("start of the article")
    if opens:
        terminal.send(opens)
    terminal.wait_for(shown)
    terminal.write(LONG)
    if opens:
        terminal.wait_for("too many for a line")
    if opens:
        terminal.write(closes)
        terminal.wait_until_gone(shown)
    terminal.send("j", "1")
    terminal.wait_for(" saved")
    terminal.send("q")
    assert terminal.wait_for_exit() == 0
    assert terminal.left_on() == []
    assert sidecar(article)["total"] == 1


def test_a_megabyte_pasted_into_a_note_is_kept(crossread: Start, article: Path) -> None:
    terminal = crossread(article)
    terminal.wait_for(WORDS)
    terminal.send("e")
    terminal.wait_for("next field")
    terminal.write(LONG)
    terminal.wait_for("too long for a note")
    terminal.write(LONG.replace(b"word " * 100, b"word " * 100 + b"\n"))
    terminal.wait_for("word word")
    terminal.send("f2")
    terminal.wait_for(" saved")
    terminal.send("q")
    assert terminal.wait_for_exit() == 0
    text = article.with_name("bridge.txt.annotations.json").read_text("utf-8")
    assert text.count("word ") > 199_990


def test_without_the_mouse_the_terminal_keeps_it(crossread: Start, article: Path) -> None:
    asked = b"\x1b[?1000h"
    with_mouse = crossread(article, size=(80, 24))
    with_mouse.wait_for("1/")
    with_mouse.send("q")
    assert with_mouse.wait_for_exit() == 0
    assert asked in with_mouse.raw
    without = crossread(article, "--no-mouse", size=(80, 24))
    without.wait_for("1/")
    without.send("j")
    without.wait_for("2/")
    without.send("q")
    assert without.wait_for_exit() == 0
    assert asked not in without.raw


@pytest.mark.parametrize(("opens", "shown"), [("e", "next field"), ("/", "search all")])
def test_what_is_pasted_reaches_the_terminal_as_text_alone(
    crossread: Start, article: Path, opens: str, shown: str
) -> None:
    terminal = crossread(article)
    terminal.wait_for(WORDS)
    terminal.send("k")
    terminal.wait_for("start of the article")
    terminal.send(opens)
    terminal.wait_for(shown)
    terminal.write(b"\x1b[200~one\x1b[2J\x1b]0;title\x07\xc2\x9b31m two\x1b[201~")
    terminal.wait_for("one␛[2J␛]0;title␇")
    assert unexpected_sequences(terminal.raw) == []

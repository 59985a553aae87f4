"""The harness itself: what it sends arrives, what it reports is what a terminal would show."""

from __future__ import annotations

import re
import signal
import sys
from pathlib import Path

import pytest

from tests.e2e.conftest import Start
from tests.e2e.terminal import Terminal, unexpected_sequences

SMALL_APP = (sys.executable, Path(__file__).with_name("small_app.py"))


@pytest.fixture
def small_app(start: Start) -> Terminal:
    """The trivial app, ready for keys."""
    terminal = start(*SMALL_APP, size=(60, 10))
    terminal.wait_for("no key yet")
    return terminal


def test_shows_the_screen_of_a_textual_app(small_app: Terminal) -> None:
    shown = small_app.wait_for("size 60x10")
    assert shown[1] == "中文 wide"
    assert len(shown) == 10


def test_keys_arrive_by_their_names(small_app: Terminal) -> None:
    for key in ("x", "down", "shift+right", "ctrl+t", "pageup", "shift+tab"):
        small_app.send(key)
        small_app.wait_for(f"key {key}")


def test_a_resized_window_is_painted_again(small_app: Terminal) -> None:
    small_app.resize(100, 20)
    assert len(small_app.wait_for("size 100x20")) == 20
    small_app.resize(40, 5)
    assert len(small_app.wait_for("size 40x5")) == 5


def test_leaving_gives_the_status_and_restores_the_terminal(small_app: Terminal) -> None:
    assert {"the alternate screen", "the mouse", "the line settings"} <= set(small_app.left_on())
    small_app.send("q")
    assert small_app.wait_for_exit() == 3
    assert small_app.left_on() == []
    assert not any(small_app.screen())


def test_a_killed_program_leaves_the_terminal_as_it_was_then(small_app: Terminal) -> None:
    small_app.signal(signal.SIGKILL)
    assert small_app.wait_for_exit() == -signal.SIGKILL
    assert "the alternate screen" in small_app.left_on()


def test_waiting_ends_with_the_program_and_shows_its_screen(start: Start) -> None:
    terminal = start("sh", "-c", "echo so far; exit 4")
    with pytest.raises(AssertionError, match=r"never saw 'more'; .* status 4[\s\S]*so far"):
        terminal.wait_for("more", timeout=60)


def test_waiting_for_what_never_comes_ends_in_time(start: Start) -> None:
    with pytest.raises(AssertionError, match="never saw"):
        start("cat").wait_for("nothing", timeout=0.05)


def test_patterns_and_questions_are_awaited_too(start: Start) -> None:
    terminal = start("cat")
    terminal.type("one 27\n")
    terminal.wait_for(re.compile(r"one \d+"))
    terminal.wait_for(lambda lines: lines[:2] == ["one 27", "one 27"])


def test_no_configuration_of_the_caller_leaks_in(
    start: Start, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", "/elsewhere")
    monkeypatch.setenv("TEXTUAL_THEME", "other")
    monkeypatch.setenv("NO_COLOR", "1")
    terminal = start("env", size=(200, 60))
    terminal.wait_for_exit()
    shown = terminal.screen()
    assert f"HOME={home}" in shown
    assert f"XDG_CONFIG_HOME={home}/.config" in shown
    assert not [line for line in shown if line.startswith(("TEXTUAL", "NO_COLOR"))]


def test_titles_and_clipboard_writes_are_noticed(start: Start) -> None:
    terminal = start("printf", r"\033]0;taken\007\033]52;c;c3RvbGVu\033\\")
    terminal.wait_for_exit()
    assert terminal.titles == ["taken"]
    assert terminal.clipboard == ["stolen"]


@pytest.mark.parametrize(
    "payload",
    [
        b"\x1b]0;title\x07",
        b"\x1b]52;c;c3RvbGVu\x1b\\",
        b"\x1bP+q544e\x1b\\",
        b"\x1b_Gdata\x1b\\",
        b"\x1bc",
        b"\xc2\x9b31m",
        b"\xc2\x9d0;title\x07",
        b"\x07",
        b"\x00",
        b"\x1b[5i",
        b"\x1b]0;cut off",
    ],
)
def test_sequences_that_a_program_of_ours_never_writes_are_found(payload: bytes) -> None:
    assert unexpected_sequences(b"text \x1b[1;31mred\x1b[0m" + payload + b" text\r\n")


def test_the_sequences_of_a_textual_app_are_expected(small_app: Terminal) -> None:
    small_app.send("q")
    small_app.wait_for_exit()
    assert unexpected_sequences(small_app.raw) == []

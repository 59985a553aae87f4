"""Whatever happens, the terminal is as it was before, and the exit status tells the truth."""

from __future__ import annotations

import json
import re
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

from tests.e2e.conftest import Start
from tests.e2e.terminal import CROSSREAD, PATIENCE, unexpected_sequences

CHROMATIC = {str(n).encode() for base in (30, 40, 90, 100) for n in range(base + 1, base + 7)}


def hues(raw: bytes) -> set[bytes]:
    """Colours written that are not a shade of grey."""
    found: set[bytes] = set()
    for numbers in re.findall(rb"\x1b\[([\d;]*)m", raw):
        for red, green, blue in re.findall(rb"[34]8;2;(\d+);(\d+);(\d+)", numbers):
            if not red == green == blue:
                found.add(b";".join((red, green, blue)))
        plain = re.sub(rb"[34]8;(?:2;\d+;\d+;\d+|5;\d+)", b"", numbers)
        found |= {n for n in plain.split(b";") if n in CHROMATIC}
    return found


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """One short article."""
    path = tmp_path / "bridge.txt"
    path.write_text("The bridge is closed\n\nThe mayor said so. It opens on Monday.\n", "utf-8")
    return path


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=lambda n: n.name)
def test_a_signal_saves_and_restores_the_terminal(
    crossread: Start, article: Path, number: signal.Signals
) -> None:
    terminal = crossread(article)
    terminal.wait_for("The mayor said so")
    terminal.send("1")
    terminal.wait_for("saved")
    terminal.signal(number)
    status = terminal.wait_for_exit()
    assert status in (128 + number, -number)
    assert terminal.left_on() == []
    sidecar = json.loads(article.with_name("bridge.txt.annotations.json").read_text("utf-8"))
    assert sidecar["total"] == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=lambda n: n.name)
def test_a_signal_keeps_where_the_reader_was(
    crossread: Start, article: Path, number: signal.Signals
) -> None:
    terminal = crossread(article)
    terminal.wait_for("The mayor said so")
    terminal.send("G", "w")
    terminal.wait_for(lambda rows: terminal.cursor == terminal.where("opens on Monday"))
    terminal.signal(number)
    terminal.wait_for_exit()
    again = crossread(article)
    again.wait_for(lambda rows: again.cursor == again.where("opens on Monday"))


def test_a_stopped_reader_comes_back(crossread: Start, article: Path) -> None:
    terminal = crossread(article)
    terminal.send("2")
    terminal.wait_for("saved")  # the reader itself, not the first picture
    terminal.signal(signal.SIGTSTP)
    terminal.settle(0.3)
    terminal.signal(signal.SIGCONT)
    terminal.settle(0.3)
    terminal.send("j", "1")
    terminal.wait_for("tagged asserts")
    terminal.wait_for("saved")
    terminal.send("q")
    assert terminal.wait_for_exit() == 0
    assert terminal.left_on() == []


def test_stopping_while_it_starts_does_no_harm(crossread: Start, article: Path) -> None:
    terminal = crossread(article)
    terminal.wait_for("The mayor said so")
    terminal.signal(signal.SIGTSTP)
    terminal.settle(0.3)
    terminal.signal(signal.SIGCONT)
    terminal.send("1")
    terminal.wait_for("saved")
    terminal.send("q")
    assert terminal.wait_for_exit() == 0
    assert terminal.left_on() == []


def test_going_on_after_a_stop_that_nobody_can_answer(crossread: Start, article: Path) -> None:
    terminal = crossread(article)
    terminal.send("1")
    terminal.wait_for("saved")
    terminal.signal(signal.SIGSTOP)
    terminal.signal(signal.SIGCONT)
    terminal.settle(0.3)
    terminal.send("q")
    assert terminal.wait_for_exit() == 0
    assert terminal.left_on() == []


@pytest.mark.parametrize("more", "cetX/?:RDiCS")
def test_keys_typed_after_the_one_that_leaves_do_no_harm(
    crossread: Start, article: Path, more: str
) -> None:
    terminal = crossread(article)
    terminal.send("1")
    terminal.wait_for("saved")
    terminal.type(f"q{more}x")
    assert terminal.wait_for_exit() == 0
    assert terminal.left_on() == []


def test_without_a_terminal_on_stdin_it_says_so_and_ends() -> None:
    run = subprocess.run(
        CROSSREAD, input="", capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert run.returncode in (1, 2)
    assert run.stdout == ""
    assert "terminal" in run.stderr
    assert len(run.stderr.splitlines()) == 1


def test_a_pipe_on_stdin_of_a_terminal_program_is_told_too(start: Start, article: Path) -> None:
    terminal = start("sh", "-c", f"echo | {CROSSREAD[0]} {article}")
    assert terminal.wait_for_exit() in (1, 2)
    assert "terminal" in terminal.text()
    assert terminal.left_on() == []


@pytest.mark.parametrize("size", [(20, 5), (10, 3), (1, 1)], ids=str)
def test_a_window_too_small_is_told_and_grows_back(
    crossread: Start, article: Path, size: tuple[int, int]
) -> None:
    terminal = crossread(article, size=size)
    if size > (5, 1):
        terminal.wait_for("too small")
    else:
        terminal.settle(0.5)
    terminal.resize(80, 24)
    terminal.wait_for("The mayor said so")
    terminal.resize(*size)
    terminal.settle()
    terminal.send("q")
    assert terminal.wait_for_exit() == 0
    assert terminal.left_on() == []


def test_no_color_means_no_colour(crossread: Start, article: Path) -> None:
    terminal = crossread(article, env={"NO_COLOR": "1"})
    terminal.wait_for("The mayor said so")
    terminal.send("j", "1")
    terminal.wait_for(re.compile(r"^ {0,3}A ", re.MULTILINE))
    terminal.send("q")
    assert terminal.wait_for_exit() == 0
    assert hues(terminal.raw) == set()


@pytest.mark.parametrize("term", ["xterm-16color", "vt100", "screen", "xterm-kitty"])
def test_other_terminals_show_it_too(crossread: Start, article: Path, term: str) -> None:
    terminal = crossread(article, env={"TERM": term, "COLORTERM": ""})
    terminal.wait_for("The mayor said so")
    terminal.send("q")
    assert terminal.wait_for_exit() == 0
    assert unexpected_sequences(terminal.raw) == []


def test_an_invalid_byte_typed_is_survived(crossread: Start, article: Path) -> None:
    terminal = crossread(article)
    terminal.wait_for("The mayor said so")
    terminal.write(b"\xff\xc3")
    terminal.settle()
    terminal.send("j", "1")
    terminal.wait_for("saved")
    terminal.send("q")
    assert terminal.wait_for_exit() == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["no-such-folder"], "no-such-folder"),
        (["."], "no article"),
        (["--no-such-option"], "--no-such-option"),
    ],
    ids=str,
)
def test_what_cannot_be_opened_is_told_in_one_sentence(
    crossread: Start, tmp_path: Path, arguments: list[str], told: str
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    terminal = crossread(*arguments, size=(200, 50), cwd=empty)
    assert terminal.wait_for_exit() in (1, 2)
    shown = [line for line in terminal.screen() if line]
    assert told in " ".join(shown)
    assert "Traceback" not in terminal.text()
    assert len(shown) <= 2


def test_a_reader_that_is_continued_again_and_again_can_be_left(
    crossread: Start, article: Path
) -> None:
    """Each time it takes the terminal back, in the middle of whatever it was writing."""
    terminal = crossread(article)
    terminal.send("1")
    terminal.wait_for("saved")
    for _ in range(100):
        terminal.signal(signal.SIGCONT)
        terminal.send("j", "k")
    code = None
    for _ in range(int(PATIENCE)):
        terminal.send("q")  # once more, as what is typed while it takes the terminal is dropped
        with suppress(AssertionError):
            code = terminal.wait_for_exit(1.0)
            break
    assert code == 0
    assert terminal.left_on() == []

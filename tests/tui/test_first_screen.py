"""The first screen: what it shows, and that it leaves the terminal as it was."""

from __future__ import annotations

import io
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from benchmarks.ttylat.emulator import Emulator
from crossread.articles.article import Article, Metadata
from crossread.tui.first_picture import Terminal, colour_system, first_picture
from crossread.tui.first_screen import FirstScreen
from crossread.tui.looks import LOOKS, first_look
from crossread.tui.remembered import View

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}


def article(
    name: str,
    text: str = "A headline\n\nThe first sentence.",
    *,
    title: str = "",
    outlet: str = "",
) -> Article:
    return Article(name, Path(name), text, Metadata(title, outlet))


def shown(
    *articles: Article,
    view: View | None = None,
    size: tuple[int, int] = (80, 24),
    environment: dict[str, str] = ENVIRONMENT,
) -> str:
    colours = colour_system(environment)
    assert colours is not None
    terminal = Terminal(*size, colours)
    no_colour = "NO_COLOR" in environment
    look = first_look(LOOKS, (), no_colour=no_colour, few_colours=terminal.few_colours)
    return first_picture(articles, view or View(), look, 76, terminal)


def painted(picture: str, size: tuple[int, int]) -> list[str]:
    emulator = Emulator(size)
    emulator.feed(picture.encode())
    return emulator.rows()


def test_the_columns_stand_side_by_side_above_the_status() -> None:
    rows = painted(shown(article("a.txt", title="One"), article("b.txt", title="Two")), (80, 24))
    assert rows[0].split() == ["a", "b"]
    assert rows[1].split() == ["One", "Two"]
    assert rows[2].split() == ["A", "headline", "A", "headline"]
    assert rows[22].split() == ["a", "1/2"]
    assert rows[23].strip() == ""


def test_a_narrow_terminal_names_what_has_no_column() -> None:
    rows = painted(shown(article("a.txt"), article("b.txt"), size=(40, 12)), (40, 12))
    assert rows[0].split() == ["a", "b"]
    assert "headline" in rows[2]
    assert rows[11].split() == ["a", "1/2"]


@pytest.mark.parametrize("size", [(23, 24), (80, 5), (1, 1)])
def test_too_small_a_terminal_shows_nothing_yet(size: tuple[int, int]) -> None:
    assert shown(article("a.txt"), size=size) == ""


def test_where_the_library_comes_first_nothing_is_shown_yet() -> None:
    many = [article(f"{number}.txt") for number in range(6)]
    assert shown(*many) == ""
    left = View(reading=True, articles=("3.txt",))
    assert "headline" in "".join(painted(shown(*many, view=left), (80, 24)))


def test_nothing_of_a_hostile_text_reaches_the_terminal() -> None:
    evil = "\x1b]0;evil\x07\x9b2J [bold]x[/] \u202e"
    picture = shown(article(f"{evil}.txt", f"{evil}\n\n{evil}", title=evil, outlet=evil))
    assert not {"\x07", "\x9b", "\u202e", "\x1b]"} & set(picture)
    assert "\x1b]" not in picture
    assert "[bold]x[/]" in "".join(painted(picture, (80, 24)))


@pytest.mark.parametrize(
    "environment",
    [
        {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
        {"TERM": "xterm-256color", "COLORTERM": "24bit"},
        {"TERM": "xterm-256color"},
        {"TERM": "xterm-kitty"},
        {"TERM": "linux-16color"},
        {"TERM": "vt100"},
        {"TERM": "dumb"},
        {"TERM": "dumb", "COLORTERM": "truecolor"},
        {"TERM": "unknown"},
    ],
    ids=str,
)
def test_colours_are_those_that_the_reader_will_use(environment: dict[str, str]) -> None:
    console = Console(force_terminal=True, _environ=environment)
    known = colour_system(environment)
    assert (known and known.name.lower().replace("eight_bit", "256")) == console.color_system


@pytest.mark.parametrize(
    ("environment", "codes", "look"),
    [
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, {"38;2"}, ""),
        ({"TERM": "xterm-256color"}, {"38;5"}, ""),
        ({"TERM": "vt100"}, set[str](), ""),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"}, {"38;2"}, "grey"),
    ],
    ids=str,
)
def test_few_colours_and_none_are_respected(
    environment: dict[str, str], codes: set[str], look: str
) -> None:
    # In an interpreter of its own: Rich remembers the codes of a style.
    probe = (
        "from tests.tui.test_first_screen import article, shown; "
        f"print(shown(article('a.txt'), environment={environment}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert set(re.findall(r"38;[25]", done.stdout)) == codes
    greys = {len(set(found)) == 1 for found in re.findall(r"38;2;(\d+);(\d+);(\d+)", done.stdout)}
    assert (greys == {True}) == (look == "grey")


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What is written to the terminal."""
    stream = io.StringIO()
    monkeypatch.setattr(sys, "__stderr__", stream)
    return stream


def left_on(stream: io.StringIO) -> list[str]:
    emulator = Emulator((80, 24))
    emulator.feed(stream.getvalue().encode())
    return emulator.left_on()


def test_it_goes_when_nobody_takes_over(terminal: io.StringIO) -> None:
    with FirstScreen() as first:
        first.show("words")
    assert "words" in terminal.getvalue()
    assert left_on(terminal) == []


def test_it_stays_for_who_takes_over(terminal: io.StringIO) -> None:
    with FirstScreen() as first:
        first.show("words")
        assert first.hand_over()
        assert not first.hand_over()
    assert left_on(terminal) == ["the alternate screen", "the cursor off"]


def test_nothing_to_show_is_nothing_to_take_over(terminal: io.StringIO) -> None:
    with FirstScreen() as first:
        first.show("")
        assert not first.hand_over()
    assert terminal.getvalue() == ""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_polite_kill_takes_it_away(terminal: io.StringIO, number: signal.Signals) -> None:
    before = signal.getsignal(number)

    def wait() -> None:
        with FirstScreen() as first:
            first.show("words")
            os.kill(os.getpid(), number)
            signal.pause()

    with pytest.raises(SystemExit) as ended:
        wait()
    assert ended.value.code == 128 + number
    assert left_on(terminal) == []
    assert signal.getsignal(number) is before

"""What an enemy wrote reaches the terminal as text and as nothing else, on every screen."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.e2e.conftest import Start
from tests.e2e.terminal import CROSSREAD, Terminal
from tests.hostile import ESCAPES, MARKUP, PAYLOADS, hostile_settings, leaks, make_collection

SCREENS: dict[str, tuple[tuple[str, ...], str]] = {
    "help": (("?",), "Next sentence"),
    "command palette": ((":",), "Search for commands"),
    "library": (("i",), "title0 "),
    "claim board": (("C",), "claim0 "),
    "review": (("R",), "gone "),
    "statistics": (("S",), "tag0 "),
    "codebook": (("D",), "tag0 "),
    "history": (("H",), "History"),
    "export": (("X",), "Export"),
    "import": (("I",), "mport"),
    "note": (("]", "e"), "note1 "),
    "claim picker": (("c",), "claim87 "),
    "tag palette": (("t",), "tag0 "),
    "search": (("/",), "search all articles"),
    "linear": (("Z",), ""),
    "themes": (("T",), ""),
}
"""The keys that open a screen from the columns, and what it shows then."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_collection(tmp_path_factory.mktemp("hostile"))


@pytest.fixture
def reader(crossread: Start, hostile: Path, home: Path) -> Terminal:
    """The reader on the article with all payloads and two others, its settings hostile too."""
    settings = home / ".config" / "crossread"
    settings.mkdir(parents=True)
    (settings / "config.toml").write_text(hostile_settings(), "utf-8")
    articles = [hostile / "0.txt", *sorted(hostile.glob("[1-3] *.txt"))]
    terminal = crossread(*articles, size=(120, 30))
    terminal.wait_for("BEFORE0")
    return terminal


def assert_only_text(terminal: Terminal) -> None:
    """Nothing in what the program wrote comes from a payload."""
    assert leaks(terminal.raw) == []
    assert terminal.titles == []
    assert terminal.clipboard == []


def test_there_are_enough_payloads_and_each_would_be_found() -> None:
    assert len(ESCAPES) >= 60
    unseen = [name for name, one in ESCAPES.items() if not leaks(f"x{one}x".encode())]
    assert unseen == []


@pytest.mark.parametrize("screen", SCREENS)
def test_no_screen_lets_a_payload_through(reader: Terminal, screen: str) -> None:
    keys, shown = SCREENS[screen]
    reader.send(*keys)
    reader.wait_for(shown)
    for key in ("down", "pagedown", "pagedown", "pagedown", "end", "up", "right", "tab"):
        reader.send(key)
        reader.settle(0.02)
    reader.settle(0.1)
    assert_only_text(reader)


@pytest.mark.parametrize("size", [(40, 12), (200, 50)], ids=str)
def test_the_text_is_read_and_tagged(
    crossread: Start, hostile: Path, size: tuple[int, int]
) -> None:
    terminal = crossread(hostile / "0.txt", size=size)
    terminal.wait_for("BEFORE0")
    for _ in PAYLOADS:
        terminal.send("J")
        terminal.settle(0.01)
    terminal.wait_for(f"AFTER{len(PAYLOADS) - 1}")
    terminal.send("m")
    terminal.settle(0.05)
    assert_only_text(terminal)


def test_differences_and_counterparts_are_text(reader: Terminal) -> None:
    for key in ("tab", "j", ".", "=", "down", "escape", "tab", "j", "=", "escape"):
        reader.send(key)
        reader.settle(0.05)
    assert_only_text(reader)


def test_a_hostile_collection_is_listed_filtered_and_ordered(
    crossread: Start, hostile: Path
) -> None:
    terminal = crossread(hostile, size=(160, 50))
    terminal.wait_for("Library")
    for _ in range(2 * len(PAYLOADS)):
        terminal.send("down")
    for _ in range(7):
        terminal.send("o")
        terminal.settle(0.02)
    terminal.send("/")
    terminal.type("title7 \x9b[/]")
    terminal.settle(0.1)
    terminal.send("enter")
    terminal.settle(0.1)
    assert_only_text(terminal)


def test_a_hostile_text_is_searched(reader: Terminal) -> None:
    reader.send("/")
    reader.wait_for("search all articles")
    reader.type("AFTER27")
    reader.wait_for("1 article")
    reader.send("enter")
    reader.wait_for("hit 1 of 1")
    assert_only_text(reader)


def test_a_payload_typed_as_a_query_stays_text(reader: Terminal) -> None:
    reader.send("/")
    reader.wait_for("search all articles")
    reader.type("[/] [bold]x( \x9b31m [@click=app.quit]")
    reader.wait_for("[bold]x(")
    assert_only_text(reader)


def test_markup_is_shown_as_it_is_written(crossread: Start, hostile: Path) -> None:
    terminal = crossread(hostile / "0.txt", size=(200, 50))
    terminal.wait_for("BEFORE0")
    terminal.send("G")
    for markup in MARKUP.values():
        number = PAYLOADS.index(markup)
        terminal.wait_for(f"BEFORE{number} {markup} AFTER{number}")


def test_a_path_that_is_missing_is_named_as_text(hostile: Path) -> None:
    name = "missing" + "".join(PAYLOADS).replace("\0", "").replace("/", "")[:200]
    run = subprocess.run([*CROSSREAD, "check", hostile / name], capture_output=True, check=False)
    assert run.returncode == 1
    assert b"missing" in run.stderr
    assert leaks(run.stdout + run.stderr) == []

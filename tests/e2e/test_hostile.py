"""What an enemy wrote reaches the terminal as text and as nothing else, on every screen."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from crossread.annotations.history import Change
from crossread.annotations.model import Annotation
from crossread.annotations.rescue import Rescue
from tests.e2e.conftest import Start
from tests.e2e.terminal import CROSSREAD, Terminal
from tests.hostile import (
    ESCAPES,
    MARKUP,
    PAYLOADS,
    hostile_settings,
    leaks,
    make_collection,
    one_line,
)

SCREENS: dict[str, tuple[tuple[str, ...], str]] = {
    "help": (("?",), "Next sentence"),
    "command palette": ((":",), "find a command"),
    "library": (("i",), "title0 "),
    "claim board": (("C",), "claim0 "),
    "review": (("R",), "gone "),
    "statistics": (("S",), "tag0 "),
    "codebook": (("D",), "tag0 "),
    "history": (("H",), "step87 "),
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


def test_proposals_are_text(crossread: Start, hostile: Path) -> None:
    terminal = crossread(*sorted(hostile.glob("[1-4] *.txt")), size=(160, 40))
    terminal.wait_for("said the mayor")
    terminal.send("j", "c")
    terminal.wait_for("A new claim")
    terminal.type("[/] \x9b31m a claim in [bold]my words")
    terminal.send("enter")
    for answer in ("y", "n", "x"):
        terminal.wait_for("the same claim")
        terminal.send(answer)
    assert_only_text(terminal)


def test_what_is_to_be_brought_back_is_told_as_text(
    crossread: Start, hostile: Path, home: Path
) -> None:
    payload = "".join(map(one_line, PAYLOADS))
    made = Annotation(f"urn:{payload}", payload, 0, 3, payload, tags=(payload,), note=payload)
    unsaved = home / ".state" / "crossread" / "unsaved"
    rescue = Rescue(unsaved, hostile)
    rescue.keep([Change("annotation", made.article, made.id, None, made)])
    told = json.loads(rescue.path.read_bytes())
    rescue.path.write_text(json.dumps(told | {"at": "\x1b]0;x\x07\x9b31m[/][red]"}), "utf-8")
    terminal = crossread(hostile / "0.txt", size=(120, 40))
    terminal.wait_for("Not saved last time")
    terminal.wait_for("1 change could not be saved")
    terminal.send("enter")
    terminal.wait_until_gone("Not saved last time")
    assert_only_text(terminal)


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

"""A note, a claim or a definition that is being typed outlives a kill and a lost terminal."""

from __future__ import annotations

import json
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from crossread.tui.widgets.drafting import KEEP_SECONDS
from tests.e2e.conftest import Start
from tests.e2e.terminal import PATIENCE, Terminal


@pytest.fixture
def article(tmp_path: Path) -> Iterator[Path]:
    """One short article, untouched in the end."""
    path = tmp_path / "bridge.txt"
    path.write_text("The bridge is closed\n\nThe mayor said so. It opens on Monday.\n", "utf-8")
    before = path.read_bytes(), path.stat().st_mtime_ns
    yield path
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


@pytest.fixture
def drafts(home: Path) -> Callable[[], list[str]]:
    """The notes and other texts that are kept now."""

    def read() -> list[str]:
        kept: list[str] = []
        for path in (home / ".state" / "crossread" / "drafts").glob("*.json"):
            with suppress(FileNotFoundError):  # it went between the two looks
                texts = json.loads(path.read_bytes())["texts"]
                kept.append(texts.get("note", texts.get("text")))
        return kept

    return read


def until(true: Callable[[], object]) -> None:
    """Wait for the disk."""
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def begin_note(terminal: Terminal, text: str) -> None:
    """Type a note on the article's first sentence, and leave the dialog open."""
    terminal.wait_for("The mayor said so")
    terminal.send("e")
    terminal.wait_for("Speaker")
    terminal.type(text)
    terminal.wait_for(text)


def test_a_note_outlives_a_kill_and_goes_when_it_is_saved(
    crossread: Start, article: Path, drafts: Callable[[], list[str]]
) -> None:
    assert KEEP_SECONDS < 1
    terminal = crossread(article)
    begin_note(terminal, "who counted them")
    until(lambda: drafts() == ["who counted them"])
    terminal.signal(signal.SIGKILL)
    terminal.wait_for_exit()
    assert not article.with_name("bridge.txt.annotations.json").exists()

    terminal = crossread(article)
    terminal.wait_for("an unfinished note is kept")
    terminal.send("e")
    terminal.wait_for("unfinished since")
    terminal.wait_for("who counted them")
    terminal.type("?")
    terminal.send("f2")
    terminal.wait_for("saved")
    until(lambda: drafts() == [])
    assert "who counted them?" in article.with_name("bridge.txt.annotations.json").read_text()
    terminal.send("q")
    assert terminal.wait_for_exit() == 0


@pytest.mark.parametrize("how", ["signal", "the terminal is gone"])
def test_a_note_outlives_a_lost_terminal(
    crossread: Start, article: Path, drafts: Callable[[], list[str]], how: str
) -> None:
    terminal = crossread(article)
    begin_note(terminal, "last words")
    if how == "signal":
        terminal.signal(signal.SIGHUP)
    else:
        terminal.hang_up()
    terminal.wait_for_exit()
    assert drafts() == ["last words"]


def test_what_is_saved_can_be_had_back(
    crossread: Start, article: Path, drafts: Callable[[], list[str]]
) -> None:
    terminal = crossread(article)
    begin_note(terminal, "a slip")
    until(lambda: drafts() == ["a slip"])
    terminal.signal(signal.SIGKILL)
    terminal.wait_for_exit()
    terminal = crossread(article)
    terminal.wait_for("The mayor said so")
    terminal.send("e")
    terminal.wait_for("a slip")
    terminal.send("ctrl+r")
    terminal.wait_until_gone("a slip")
    terminal.send("f2")
    terminal.wait_until_gone("Speaker")
    until(lambda: drafts() == [])
    terminal.send("q")
    assert terminal.wait_for_exit() == 0
    assert not article.with_name("bridge.txt.annotations.json").exists()


def open_definition(terminal: Terminal) -> None:
    """Say what the first tag of the codebook means."""
    terminal.wait_for("The mayor said so")
    terminal.send("D")
    terminal.wait_for("The article states it")
    terminal.send("e")
    terminal.wait_for("What asserts means")


def open_split(terminal: Terminal) -> None:
    """Give the first mention on the claim board a claim of its own."""
    terminal.wait_for("The mayor said so")
    terminal.send("C")
    terminal.wait_for("Claim board")
    terminal.send("s")
    terminal.wait_for("The new claim")


def make_claim(terminal: Terminal) -> None:
    terminal.wait_for("The mayor said so")
    terminal.send("c")
    terminal.wait_for("A new claim")
    terminal.send("enter")
    terminal.wait_for("claim:")
    terminal.wait_for("saved")


@pytest.mark.parametrize(
    ("opened", "how"), [(open_definition, signal.SIGHUP), (open_split, signal.SIGKILL)]
)
def test_a_definition_and_a_claim_split_off_outlive_their_program(
    crossread: Start,
    article: Path,
    drafts: Callable[[], list[str]],
    opened: Callable[[Terminal], None],
    how: signal.Signals,
) -> None:
    terminal = crossread(article)
    make_claim(terminal)
    opened(terminal)
    terminal.type(" Or so it is said")
    terminal.wait_for("Or so it is said")
    if how is signal.SIGKILL:
        until(lambda: [text for text in drafts() if text.endswith("Or so it is said")])
    terminal.signal(how)
    terminal.wait_for_exit()
    (kept,) = drafts()
    assert kept.endswith("Or so it is said")

    terminal = crossread(article)
    opened(terminal)
    terminal.wait_for("unfinished since")
    terminal.wait_for("Or so it is said")
    terminal.send("enter")
    terminal.wait_until_gone("unfinished since")
    until(lambda: drafts() == [])
    terminal.send("q")
    terminal.send("q")
    assert terminal.wait_for_exit() == 0
    written = "claims.json" if opened is open_split else "codebook.toml"
    assert "Or so it is said" in article.with_name(written).read_text("utf-8")

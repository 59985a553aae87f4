"""What an enemy wrote stays text in every dialog and notice, told in words, and copied."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from benchmarks.ttylat.pseudoterminal import plain_environment
from crossread.articles.printable import printable
from crossread.cli import main
from crossread.tui import commands
from tests import audited
from tests.calls import LOOKING, exporting
from tests.e2e.conftest import Start
from tests.e2e.terminal import Terminal
from tests.hostile import PAYLOADS, leaks, make_collection, one_line

BACK = "ctrl+g"
ASKED = "\x1b[>0q\x1b[c"
"""What `crossread doctor` asks a terminal by itself."""
Step = tuple[tuple[str, ...], str]
"""What is pressed, and what is shown then."""

CODEBOOK: tuple[Step, ...] = (
    (("r",), "Rename tag0"),
    (("e",), "What tag0"),
    (("y",), "Key of tag0"),
    (("t",), "Letter of tag0"),
    (("c",), "Colour of tag0"),
    (("a",), "New tag"),
    (("o",), "Read the codebook"),
    (("w",), "Write the codebook"),
)
BOARD: tuple[Step, ...] = (
    (("r",), "Claim"),
    (("e",), "Note"),
    (("/",), "ilter"),
    (("w",), "Write the board"),
)
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("search", "title7"),
    ("search", "tag:tag7"),
    *LOOKING,
    ("formats",),
    *exporting("csv", "tsv", "jsonl", "w3c", "markdown", "html"),
    ("export", "--format", "conll", "-o", "out\x1b[31;47;5m"),
    ("import", "0.txt.annotations.json", "--format", "w3c", "--dry-run"),
    ("import", "0.txt.annotations.json", "--format", "csv", "--dry-run"),
    *((name, "--json") for name in ("quotes", "claims", "stats", "check", "doctor", "parallels")),
    ("search", "title7", "--json"),
    ("search", "title7", "--encoding", "\x1b[31;47;5m"),
    ("claims", "--tag", "\x1b]0;TAKEN\x07\x9b31m"),
    ("export", "--format", "csv", "--annotator", "coder \x1b[31;47;5m"),
)


ELSEWHERE = {"read", "serve", "completion"}
"""Commands with tests of their own: this file's and `test_hostile.py`'s, `test_serve_hostile.py`'s,
and one in `tests/cli/test_hostile.py`."""
GONE_THROUGH = {
    *("reader", "board", "differences", "history", "codebook", "statistics", "review", "library"),
    *("search", "dialog", "list", "proposal", "app"),
}
"""The screens that this file and `test_hostile.py` go through."""


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    return make_collection(tmp_path)


@pytest.fixture
def reader(crossread: Start, hostile: Path) -> Terminal:
    """The reader on the article with all payloads and two others; what is done may be saved."""
    articles = [hostile / "0.txt", *sorted(hostile.glob("[1-3] *.txt"))]
    terminal = crossread(*articles, size=(120, 30))
    terminal.wait_for("BEFORE0")
    return terminal


def assert_only_text(terminal: Terminal) -> None:
    assert leaks(terminal.raw) == []
    assert terminal.titles == []


def go_through(terminal: Terminal, steps: tuple[Step, ...]) -> None:
    """Open each dialog and close it again."""
    for keys, shown in steps:
        title = re.compile(f"╭─.*{shown}")
        terminal.send(*keys)
        terminal.wait_for(title)
        terminal.send(BACK)
        terminal.wait_until_gone(title)


def test_the_dialogs_of_the_codebook_are_text(reader: Terminal) -> None:
    reader.send("D")
    reader.wait_for("tag0 ")
    go_through(reader, CODEBOOK)
    assert_only_text(reader)


def test_the_dialogs_of_the_claim_board_are_text(reader: Terminal) -> None:
    reader.send("C")
    reader.wait_for("claim0 ")
    go_through(reader, BOARD)
    reader.send("s")
    reader.wait_for("The new claim")
    reader.send("enter")
    reader.wait_until_gone("The new claim")
    reader.send("m", "down", "enter")
    reader.wait_for("merged")
    reader.send("u")
    reader.wait_for("undone: ")
    reader.send("d")
    reader.wait_for("claim deleted")
    reader.send("u")
    reader.wait_for("undone: claim deleted")
    assert_only_text(reader)


def test_what_review_undo_and_history_tell_is_text(reader: Terminal) -> None:
    reader.send("R")
    reader.wait_for("gone ")
    reader.send("tab", "y", "d")
    reader.send("u")
    reader.wait_for("undone")
    reader.send("q")
    reader.wait_until_gone("gone ")
    reader.send("]", "d")
    reader.wait_for("deleted")
    reader.send("u")
    reader.wait_for("undone: ")
    reader.send("t")
    reader.wait_for("tag0 ")
    reader.send("space", "enter")
    reader.send("H")
    reader.wait_for("History")
    reader.send("down", "enter")
    reader.settle(0.1)
    assert_only_text(reader)


def test_what_is_told_in_words_is_text(reader: Terminal) -> None:
    reader.send("Z")
    reader.wait_until_gone("outlet1")
    reader.send("j", "]", "]")
    reader.wait_for("Note note2")
    for key, title in (
        ("C", "Claim board"),
        ("S", "Statistics"),
        ("D", "Codebook"),
        ("H", "History"),
    ):
        reader.send(key)
        reader.wait_for(title)
        reader.send("down", "q")
        reader.wait_until_gone(title)
    assert_only_text(reader)


def test_what_comes_in_and_goes_out_is_told_as_text(
    reader: Terminal, hostile: Path, tmp_path: Path
) -> None:
    tag, note = "".join(map(one_line, PAYLOADS)), "\n".join(PAYLOADS)
    rows = [{"article": "0.txt", "exact": "All the payloads", "tags": [tag], "note": note}]
    rows.append({"article": f"nowhere{one_line(PAYLOADS[0])}", "exact": "x", "tags": [tag]})
    file = hostile / "in\x1b[31;47;5m.jsonl"
    file.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    link = tmp_path / "in.jsonl"
    link.symlink_to(file)
    reader.send("I")
    reader.wait_for("what another program wrote")
    reader.type(str(link))
    reader.send("enter")
    reader.wait_for("would come in")
    reader.send("enter")
    reader.wait_for("brought in")
    reader.send("u")
    reader.wait_for("undone: imported")
    reader.send("X")
    reader.wait_for("would be written")
    assert_only_text(reader)
    assert reader.clipboard == []


def test_what_is_copied_is_text(reader: Terminal) -> None:
    for number, keys in enumerate([("]", "y"), ("p", "m"), ("p", "c"), ("p", "C")], 1):
        reader.send(*keys)
        reader.wait_for("copied")
        reader.wait_for(lambda _, number=number: len(reader.clipboard) == number)
    for text in reader.clipboard:
        assert text == printable(text)
    reader.send("p", "f")
    reader.wait_for("Append the passage")
    reader.send(BACK, "W")
    reader.wait_for("Keep the annotations")
    found = leaks(reader.raw)
    assert [one for one in found if "]52;" not in one] == [], "besides what was copied"


def run_all(folder: Path, log: Path, commands: Sequence[Sequence[str]], *, tty: bool) -> str:
    """What the commands write, one after the other, on a terminal or into a pipe."""
    words = [word for command in commands for word in (*command, ".", "--then")][:-1]
    master, slave = os.openpty() if tty else os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-P", audited.__file__, str(log), *words],
        cwd=folder,
        env=plain_environment({"HOME": str(log.with_name("home"))}),
        stdin=slave if tty else subprocess.DEVNULL,
        stdout=slave,
        stderr=slave,
    )
    os.close(slave)
    raw = bytearray()
    with suppress(OSError):  # so a terminal says that nobody writes to it any more
        while piece := os.read(master, 1 << 16):
            raw += piece
    os.close(master)
    assert process.wait() == 0
    return raw.decode("utf-8", "surrogateescape")


@pytest.mark.parametrize("tty", [True, False], ids=["terminal", "pipe"])
def test_every_command_writes_only_text(hostile: Path, tmp_path: Path, tty: bool) -> None:
    """But exports in a pipe: they are for programs, and keep what they are of."""
    for path in {*hostile.glob("[1-9][0-9] *"), *hostile.glob("[4-9] *")}:
        path.unlink()  # a few will do: all the payloads are in one
    commands = [one for one in COMMANDS if tty or one[0] != "export"]
    told = run_all(hostile, tmp_path / "log", commands, tty=tty)
    assert told.count("== code ") == len(commands)
    assert "Traceback" not in told
    assert "fault of crossread" not in told
    assert "BEFORE1" in told
    said = "\n".join(line for line in told.splitlines() if not line.startswith("== "))
    assert leaks(said.replace(ASKED, "").encode("utf-8", "surrogateescape")) == []


def test_no_command_and_no_screen_is_forgotten() -> None:
    assert {command[0] for command in COMMANDS} | ELSEWHERE == {*main.COMMANDS}
    assert {command.screen for command in commands.COMMANDS} == GONE_THROUGH

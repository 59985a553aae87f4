"""An article may be written by an enemy: its text reaches the terminal as text and nothing else."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.e2e.conftest import Start
from tests.e2e.terminal import CROSSREAD, unexpected_sequences

PAYLOADS = [
    "\x1b]0;TAKEN\x07",
    "\x1b]2;TAKEN\x1b\\",
    "\x1b]52;c;VEFLRU4=\x07",
    "\x1b]8;;https://taken.example\x1b\\link\x1b]8;;\x1b\\",
    "\x1b]4;1;#000000\x07",
    "\x1b]10;?\x07",
    "\x1b]1337;File=name=VEFLRU4=:VEFLRU4=\x07",
    "\x1b[2J\x1b[H",
    "\x1b[?1049l",
    "\x1b[?1000l",
    "\x1b[6n",
    "\x1b[c",
    "\x1b[>c",
    "\x1b[21t",
    "\x1b[31m",
    "\x1b[5i",
    "\x1b[8m",
    "\x1bc",
    "\x1b#8",
    "\x1b(0",
    '\x1bP$q"p\x1b\\',
    "\x1bP+q544e\x1b\\",
    "\x1b_Gi=1;AAAA\x1b\\",
    "\x1b^TAKEN\x1b\\",
    "\x1bXTAKEN\x1b\\",
    "\x1b",
    "\x1b[",
    "\x1b]0;cut off",
    "\x9b31m",
    "\x9d0;TAKEN\x9c",
    "\x90+q544e\x9c",
    "\x9fGi=1\x9c",
    "\x84",
    "\x07",
    "\x08\x08\x08",
    "\x0e",
    "\x00",
    "\x7f",
    "\r",
    "\x0b\x0c",
    "\u202egnp.exe\u202c",
    "\u2066isolated\u2069",
    "\u2028\u2029\x85",
    "\U000e0041\U000e007f",
    "\u200b\ufeff",
    "[/]",
    "[bold red]red[/bold red]",
    "[@click=app.quit]click[/]",
]
"""Each stands between the words BEFORE and AFTER, which must both be readable."""

BIDI_AND_TAGS = ("\u202e", "\u202c", "\u2066", "\u2069", "\U000e0041", "\U000e007f")


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A folder with payloads in bodies, titles, outlets, file names and a note."""
    folder = tmp_path / "hos\x1b[31mtile"
    folder.mkdir()
    lines = [_sentence(number, payload) for number, payload in enumerate(PAYLOADS)]
    text = "\n\n".join(["All the payloads that were tried", *lines])
    (folder / "body.txt").write_text(text, "utf-8", newline="")
    for number, payload in enumerate(PAYLOADS[:3]):
        article = folder / f"name{number}{payload.replace('/', '')}.txt"
        named = f"title: Title{number} {payload} end\noutlet: Outlet{number} {payload}\n"
        body = f"Title{number} {payload}\n\nThis sentence has {payload} in the middle of it.\n"
        article.write_text(f"---\n{named}author: Ada {payload}\n---\n{body}", "utf-8", newline="")
    return folder


def _sentence(number: int, payload: str) -> str:
    """A payload in the middle of what is plainly prose."""
    return f"The council wrote BEFORE{number} {payload} AFTER{number} in a letter of that week."


def assert_only_text(raw: bytes) -> None:
    """Nothing in what the program wrote comes from a payload."""
    assert unexpected_sequences(raw) == []
    assert not [character for character in BIDI_AND_TAGS if character.encode() in raw]


@pytest.mark.parametrize("size", [(40, 12), (200, 50)], ids=str)
def test_a_hostile_collection_is_read_and_tagged(
    crossread: Start, hostile: Path, size: tuple[int, int]
) -> None:
    terminal = crossread(hostile, size=size)
    terminal.wait_for("BEFORE0")
    for _ in PAYLOADS:
        terminal.send("J")
        terminal.settle(0.02)
    last = len(PAYLOADS) - 1
    terminal.wait_for(f"BEFORE{last}")
    terminal.send("1")
    terminal.wait_for("saved")
    for key in ("tab", "j", "tab", "j", "?", "escape", "i"):
        terminal.send(key)
        terminal.settle(0.05)
    terminal.send("q")
    terminal.settle(0.2)
    assert terminal.titles == []
    assert terminal.clipboard == []
    assert_only_text(terminal.raw)


def test_a_hostile_collection_is_searched(crossread: Start, hostile: Path) -> None:
    terminal = crossread(hostile, size=(80, 24))
    terminal.wait_for("BEFORE0")
    terminal.send("/")
    terminal.wait_for("search all articles")
    terminal.type("AFTER27")
    terminal.wait_for("1 article")
    terminal.send("enter")
    terminal.wait_for("hit 1 of 1")
    assert_only_text(terminal.raw)


def test_a_payload_typed_as_a_query_stays_text(crossread: Start, hostile: Path) -> None:
    terminal = crossread(hostile, size=(80, 24))
    terminal.wait_for("BEFORE0")
    terminal.send("/")
    terminal.wait_for("search all articles")
    terminal.type("[/] [bold]x( \x9b31m")
    terminal.wait_for("[bold]x(")
    assert_only_text(terminal.raw)


@pytest.mark.parametrize(
    "arguments",
    [
        ["search", "AFTER27"],
        ["quotes"],
        ["parallels", "--all"],
        ["claims"],
        ["stats"],
        ["check"],
        ["index"],
    ],
    ids=lambda words: words[0],
)
def test_no_command_writes_a_payload(arguments: list[str], hostile: Path, home: Path) -> None:
    command, *rest = arguments
    home.mkdir()
    run = subprocess.run(
        [*CROSSREAD, command, *rest, str(hostile)],
        capture_output=True,
        check=False,
        env={"HOME": str(home), "LANG": "C.UTF-8", "XDG_CACHE_HOME": str(home / "cache")},
    )
    assert run.returncode in (0, 1)
    assert b"Traceback" not in run.stderr
    assert_only_text(run.stdout)
    assert_only_text(run.stderr)


def test_a_hostile_path_that_is_missing_is_named_as_text(hostile: Path) -> None:
    run = subprocess.run(
        [*CROSSREAD, "check", str(hostile / "missing\x1b]0;TAKEN\x07")],
        capture_output=True,
        check=False,
    )
    assert run.returncode == 1
    assert b"missing" in run.stderr
    assert_only_text(run.stdout + run.stderr)

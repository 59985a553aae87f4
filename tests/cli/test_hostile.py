"""No byte of an article, of an annotation or of a file's name acts on the terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crossread.annotations.model import Claim, annotate
from crossread.annotations.workspace import PutAnnotation, PutClaim, Workspace
from crossread.articles.collection import load_collection
from tests.calls import LOOKING, exporting
from tests.cli.conftest import Command
from tests.hostile import ESCAPES, FORBIDDEN, one_line

SEQUENCES = "[/] [red]" + "".join(map(one_line, ESCAPES.values()))
"""Every payload, in a row, behind some markup."""
ACTING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff]"
)
STYLES = re.compile(r"\x1b\[[0-9;]*m")
"""What our own tables may write."""
PROGRESS = re.compile(r"\r(?:\x1b\[K)?")
"""What tells how far work is begins and ends with this; its words are looked at like others."""


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three articles full of it, one of them annotated with more of it."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "\x1b[31mfolder"
    folder.mkdir()
    for number in range(3):
        words = (
            f"A{SEQUENCES}headline [/] [bold]{number}\n\n"
            f"By {SEQUENCES}\n\nOracle{SEQUENCES}won the bid for the company, [red]Microsoft[/]. "
            f'"We{SEQUENCES}are confident our proposal would be good," Microsoft{SEQUENCES}said.\n'
        )
        path = folder / f"{number}\x1b]0;x\x07\u202e.txt"
        path.write_bytes(words.encode("utf-8", "surrogatepass"))
    (folder / "bad\x1b[2J.txt").write_bytes(b"")
    collection = load_collection([folder])
    workspace = Workspace.open(collection)
    workspace.stage("c", [PutClaim(Claim("c", f"A {SEQUENCES} claim", SEQUENCES))])
    article = collection.articles[0]
    start = article.text.index("Oracle")
    made = annotate(
        article,
        start,
        start + 12,
        tags=(f"tag{SEQUENCES}", "denies"),
        claim="c",
        speaker=f"Who{SEQUENCES}",
        note=f"note{SEQUENCES}",
    )
    workspace.stage("a", [PutAnnotation(made)])
    assert workspace.flush().saved
    return folder


CALLS = [
    ["search", "oracle"],
    ["search", f"oracle AND zyzzyva{SEQUENCES}"],
    ["search", f"({SEQUENCES}"],
    *LOOKING,
    ["import", "0.txt.annotations.json", "--format", "w3c", "--dry-run"],
    *exporting("csv", "tsv", "jsonl", "w3c", "markdown", "html"),
    ["export", "--format", f"x{SEQUENCES}"],
    ["export", "--format", "csv", "--since", SEQUENCES],
    ["import", f"x{SEQUENCES}".replace("\0", ""), "--format", "jsonl"],
    ["quotes", "--encoding", SEQUENCES],
    ["quotes", f"nowhere{SEQUENCES}"],
    ["claims", "--annotator", SEQUENCES],
    ["search", "x", "--annotator", SEQUENCES],
    ["search", "x", "--sidecars", SEQUENCES.replace("\0", "")],
    ["search", "x", "--limit", SEQUENCES],
    ["quotes", f"--{SEQUENCES}"],
    ["read", "--theme", SEQUENCES],
    ["formats"],
    ["completion", SEQUENCES],
    ["serve", "--port", SEQUENCES],
    ["serve", f"nowhere{SEQUENCES}".replace("\0", "")],
]
each_call = pytest.mark.parametrize("words", CALLS, ids=lambda words: ascii(" ".join(words))[1:30])
MACHINE_READ = {"csv", "tsv", "jsonl", "w3c", "markdown", "html"}


@each_call
def test_nothing_acts_on_a_terminal(on_terminal: Command, hostile: Path, words: list[str]) -> None:
    said = on_terminal(*words, hostile)
    assert said.out or said.err
    shown = STYLES.sub("", said.out + PROGRESS.sub("", said.err))
    assert ACTING.findall(shown) == []
    assert FORBIDDEN.findall(shown) == []
    assert "fault of crossread" not in said.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_completion_is_the_same_wherever_it_is_asked_for(
    crossread: Command, hostile: Path, shell: str
) -> None:
    said = crossread("completion", shell)
    assert said.code == 0
    assert ACTING.findall(said.out) == []


@each_call
def test_nothing_acts_behind_a_pipe(crossread: Command, hostile: Path, words: list[str]) -> None:
    said = crossread(*words, hostile)
    shown = said.err if MACHINE_READ & {*words} else said.out + said.err
    assert ACTING.findall(shown) == []
    assert FORBIDDEN.findall(shown) == []
    assert "fault of crossread" not in said.err


@pytest.mark.parametrize("command", ["search", "parallels", "quotes", "claims", "stats", "check"])
def test_json_escapes_it_and_loses_nothing(crossread: Command, hostile: Path, command: str) -> None:
    words = [command, *(["oracle"] if command == "search" else []), hostile, "--json", "--quiet"]
    said = crossread(*words)
    assert ACTING.findall(said.out) == []
    held = str(said.json)
    if command != "check":
        assert "\\x1b" in held or command == "stats"


def test_markup_in_articles_is_text(on_terminal: Command, hostile: Path) -> None:
    shown = on_terminal("quotes", hostile).out + on_terminal("search", "oracle", hostile).out
    assert "[/]" in shown
    assert "[red]" in shown

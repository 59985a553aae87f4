"""Every example of the help texts does what it says, on the sample articles."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest

from crossread.cli.examples import EXAMPLES
from crossread.cli.main import COMMANDS
from crossread.cli.serving import ReaderServer
from crossread.tui.app import CrossreadApp
from tests.cli.conftest import Command, annotate_samples

CALLS = [example for examples in EXAMPLES.values() for example in examples]


@pytest.fixture
def things(annotated: Path, crossread: Command, home: Path) -> None:
    """The files that the examples speak of."""
    here = annotated.parent
    for number, name in enumerate(("a.txt", "c.md"), 1):
        shutil.copy(sorted(annotated.glob("*.txt"))[number], here / name)
    page = "<html><title>A deal</title><body><article><p>{}</p></article></body></html>"
    (here / "b.html").write_text(page.format("Oracle said that it won the bid. " * 9), "utf-8")
    annotate_samples(shutil.copytree(annotated, here / "archive"), "x", "quotes")
    shutil.copytree(annotated, here / "theirs")
    annotate_samples(here / "theirs", "haddad", "reports")
    made = crossread("export", "theirs", "--format", "jsonl", "-o", "theirs.jsonl")
    assert made.code == 0


def test_every_command_has_examples() -> None:
    assert list(EXAMPLES) == list(COMMANDS)
    for name, examples in EXAMPLES.items():
        assert examples
        for example in examples:
            assert shlex.split(example)[0] == "crossread"
            assert name == "read" or shlex.split(example)[1] == name


@pytest.mark.parametrize("example", CALLS)
@pytest.mark.usefixtures("things")
def test_an_example_works(
    example: str, crossread: Command, on_terminal: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, *words = shlex.split(example, comments=True)
    words = [str(Path(word).expanduser()) if word.startswith("~") else word for word in words]
    for sign in (">", "|"):
        words = words[: words.index(sign)] if sign in words else words
    if not words or words[0] not in COMMANDS or words[0] == "read":
        assert opens_the_reader(words, on_terminal, monkeypatch)
        return
    if words[0] == "serve":
        monkeypatch.setattr(ReaderServer, "listen", lambda _, ready: ready("http://somewhere/"))
    said = crossread(*words)
    assert said.code == 0
    assert said.out or "-o" in words or words[0] == "import"
    assert "left out: " not in said.err


def opens_the_reader(
    words: list[str], on_terminal: Command, monkeypatch: pytest.MonkeyPatch
) -> list[str]:
    """The titles of the articles that the reader would have shown."""
    shown: list[str] = []

    def run(app: CrossreadApp, *, mouse: bool) -> None:
        shown.extend(article.title for article in app.session.articles)

    monkeypatch.setattr(CrossreadApp, "run", run)
    said = on_terminal(*words)
    assert (said.code, said.err) == (0, "")
    return shown

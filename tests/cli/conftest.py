from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from crossread.annotations.model import Claim, annotate
from crossread.annotations.workspace import PutAnnotation, PutClaim, Workspace
from crossread.articles.collection import load_collection
from crossread.cli import progress
from crossread.cli.main import main
from crossread.seeds import copy_samples


@dataclass(frozen=True)
class Outcome:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Its standard output as one JSON document."""
        return json.loads(self.out)

    @property
    def rows(self) -> list[list[str]]:
        """Its standard output as cells."""
        return [line.split("\t") for line in self.out.splitlines()]


Command = Callable[..., Outcome]


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own: no test reads or writes the cache and settings of who runs it."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(folder))
    for name in ("CACHE", "CONFIG", "DATA", "STATE"):
        monkeypatch.delenv(f"XDG_{name}_HOME", raising=False)
    for name in ("CROSSREAD_DEBUG", "COLUMNS", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture
def crossread(capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command line in this process, as in a pipe."""

    def run(*words: str | Path) -> Outcome:
        capsys.readouterr()
        code = main([str(word) for word in words])
        out, err = capsys.readouterr()
        return Outcome(code, out, err)

    return run


@pytest.fixture
def on_terminal(crossread: Command, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs a command line as on a terminal of 100 columns."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr(progress, "PATIENCE", float("inf"))  # no progress on a busy machine

    def run(*words: str | Path) -> Outcome:
        with monkeypatch.context() as patch:
            for stream in (sys.stdin, sys.stdout, sys.stderr):
                patch.setattr(stream, "isatty", lambda: True)
            return crossread(*words)

    return run


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample articles in ``reports/``, which the working folder holds."""
    monkeypatch.chdir(tmp_path)
    return copy_samples(tmp_path / "reports")


@pytest.fixture
def annotated(reports: Path) -> Path:
    """The same, annotated by two people: one claim, five mentions, a note, a speaker."""
    annotate_samples(reports, "rivera", "asserts")
    annotate_samples(reports, "okafor", "denies")
    return reports


def annotate_samples(folder: Path, annotator: str, tag: str) -> None:
    """Tag the word Oracle where it first stands in three articles, in one's own sidecars."""
    collection = load_collection([folder])
    workspace = Workspace.open(collection, annotator=annotator)
    workspace.stage("a claim", [PutClaim(Claim("oracle-won", "Oracle won the bid", "a note"))])
    for number, article in enumerate(collection.articles[:3]):
        start = article.text.index("Oracle", article.front_matter)
        made = annotate(
            article,
            start,
            start + len("Oracle"),
            tags=(tag,),
            claim="oracle-won" if number < 2 else "",
            speaker="Microsoft" if number else "",
            note="" if number else "look at this",
            creator=annotator,
        )
        workspace.stage("a tag", [PutAnnotation(made)])
    outcome = workspace.flush()
    assert outcome.saved, outcome.problems


def content_of(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Everything below a folder, byte by byte, with modification times."""
    return {
        str(path.relative_to(folder)): (
            path.read_bytes() if path.is_file() else b"",
            path.lstat().st_mtime_ns,
        )
        for path in sorted(folder.rglob("*"))
    }

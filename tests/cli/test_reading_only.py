"""Commands that look at a collection leave it as it is, and need not be able to write anywhere."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from crossread.seeds import copy_samples
from tests.cli.conftest import Command, annotate_samples, content_of

LOOKING = [
    ["search", "oracle"],
    ["parallels"],
    ["parallels", "--all"],
    ["quotes"],
    ["claims"],
    ["stats"],
    ["check"],
    ["index"],
    ["index", "--rebuild"],
    ["export", "--format", "w3c"],
]
looking = pytest.mark.parametrize("words", LOOKING, ids=" ".join)


@looking
def test_nothing_in_the_folder_changes(
    crossread: Command, annotated: Path, words: list[str]
) -> None:
    before = content_of(annotated.parent)
    assert crossread(*words, "reports").code == 0
    assert content_of(annotated.parent) == before


@pytest.fixture
def locked(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Annotated articles and a home, neither of which may be written by who runs the test."""
    with tempfile.TemporaryDirectory() as name:
        folder = copy_samples(Path(name) / "reports")
        annotate_samples(folder, "", "asserts")
        home = Path(name) / "home"
        home.mkdir()
        monkeypatch.setenv("HOME", str(home))
        paths = [*folder.rglob("*"), folder, home, Path(name)]
        for path in paths:
            path.chmod(0o555 if path.is_dir() else 0o444)
        root = os.geteuid() == 0
        if root:  # who may write everywhere
            os.seteuid(65534)
        yield folder
        if root:
            os.seteuid(0)
        for path in reversed(paths):
            path.chmod(0o755)


@looking
def test_a_locked_folder_and_a_locked_home_are_enough(
    crossread: Command, locked: Path, words: list[str]
) -> None:
    said = crossread(*words, locked)
    assert said.code == 0
    assert said.out


def test_an_import_into_a_locked_folder_says_what_to_do(crossread: Command, locked: Path) -> None:
    made = crossread("export", locked, "--format", "jsonl", "--quiet").out
    other = made.replace('"asserts"', '"denies"').replace("urn:uuid:", "urn:uuid:0")
    handle, name = tempfile.mkstemp(suffix=".jsonl")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(other)
    try:
        said = crossread("import", name, locked, "--format", "jsonl")
    finally:
        Path(name).unlink()
    assert said.code == 1
    assert "--sidecars DIR" in said.err
    assert "fault of crossread" not in said.err

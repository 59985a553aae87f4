"""What CONTRIBUTING says of the repository is so."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.docs.pages import ROOT

TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
PLACES = sorted(set(re.findall(r"`((?:[\w.-]+/)+(?:[\w-]+\.py)?)`", TEXT)))
INSIDE_ANOTHER = {"formats/", "commands/", "pane/", "reader/", "screens/", "e2e/"}


def declared() -> list[str]:
    """The names of all libraries in pyproject.toml, extras too."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras: dict[str, list[str]] = project["optional-dependencies"]
    lines: list[str] = [
        *project["dependencies"],
        *(one for extra in extras.values() for one in extra),
    ]
    return sorted({re.split(r"[^\w.-]", line)[0] for line in lines} - {"crossread"})


@pytest.mark.parametrize("name", declared())
def test_every_dependency_has_a_reason(name: str) -> None:
    (row,) = re.findall(rf"^\| {re.escape(name)} \| (.*) \|$", TEXT, re.MULTILINE)
    assert len(row) > 8


def test_no_reason_without_a_dependency() -> None:
    table = TEXT.partition("| library |")[2]
    named = set(re.findall(r"^\| ([A-Za-z][\w.-]*) \|", table, re.MULTILINE))
    assert named - set(declared()) == set()


@pytest.mark.parametrize("place", [place for place in PLACES if place not in INSIDE_ANOTHER])
def test_every_file_named_is_there(place: str) -> None:
    assert (ROOT / place).exists()


@pytest.mark.parametrize("name", sorted(INSIDE_ANOTHER))
def test_every_folder_named_is_there(name: str) -> None:
    assert [path for path in ROOT.glob(f"*/{name}") if path.is_dir()]


def test_the_targets_named_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    named = {t for page in pages for t in re.findall(r"`?make ([a-z]+)\b", _code(page))}
    assert named
    assert {name for name in named if not re.search(rf"^{name}:", makefile, re.MULTILINE)} == set()


def _code(page: Path) -> str:
    """The code of a page: its blocks and what stands between backquotes."""
    text = page.read_text("utf-8")
    return "\n".join(re.findall(r"```.*?```|`[^`]+`", text, re.DOTALL))

"""What the pages show as typed at a terminal is typed here, and must print what they show.

A block marked ``console`` holds commands after ``$ `` and, below each, what it prints: ``…`` alone
in a line stands for any number of lines, inside a line for any text; blanks between columns do not
count. Without any line below it, a command may print what it likes. A page's commands run in turn
in one folder, which holds ``reports/`` (the sample articles, tagged) and ``coded/`` (the same,
tagged by two people).
"""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from crossread.annotations.codebook_file import parse_codebook
from crossread.tui.keymap import read_settings
from crossread.tui.own_looks import read_looks
from docs.worked_sample import worked_samples
from tests.docs.pages import ROOT, Block, blocks, pages

COLUMNS = 100
_ESCAPE = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")
_WITH_EXAMPLES = [page for page in pages() if blocks(page, "console")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "work"
    worked_samples(place / "reports")
    worked_samples(place / "coded", "rivera")
    worked_samples(place / "coded", "okafor", but={"opinion": "speculates", "checks": "quotes"})
    return place


@pytest.mark.parametrize("page", _WITH_EXAMPLES, ids=str)
def test_the_examples_of_a_page_print_what_it_shows(page: Path, folder: Path) -> None:
    for block in blocks(page, "console"):
        for command, shown in _commands(block):
            status, printed = _type(command, folder)
            where = f"{page}:{block.line} $ {command}\n{printed}"
            assert status == 0, where
            assert not shown or re.fullmatch(_pattern(shown), printed), where


def _commands(block: Block) -> Iterator[tuple[str, list[str]]]:
    """(command, lines shown below it)."""
    command, shown = "", list[str]()
    for line in block.text.splitlines():
        if line.startswith("$ "):
            if command:
                yield command, shown
            command, shown = line[2:], []
        else:
            shown.append(line)
    if command:
        yield command, shown


def _pattern(lines: list[str]) -> str:
    parts = [
        r"(?:[^\n]*\n)*" if line == "…" else re.escape(line).replace("…", "[^\n]*") + "\n"
        for line in map(_plain, lines)
        if line
    ]
    return "".join(parts)


def _plain(line: str) -> str:
    """Without what depends on the width of columns."""
    return " ".join(line.split())


def _type(command: str, folder: Path) -> tuple[int, str]:
    """Run a command as if at a terminal; its exit status and what it printed, without colours."""
    near, far = pty.openpty()
    with subprocess.Popen(
        ["bash", "-c", command],
        stdin=subprocess.DEVNULL,
        stdout=far,
        stderr=far,
        cwd=folder,
        env=_environment(folder.parent),
    ) as process:
        os.close(far)
        printed = b"".join(iter(lambda: _read(near), b""))
    os.close(near)
    text = _ESCAPE.sub("", printed.decode("utf-8")).replace("\r\n", "\n")
    # A line rewritten in place, as progress does, shows its last state only.
    lines = map(_plain, re.sub(r"[^\n]*\r", "", text).split("\n"))
    return process.returncode, "".join(f"{line}\n" for line in lines if line)


def _read(file: int) -> bytes:
    try:
        return os.read(file, 65_536)
    except OSError:  # what Linux says when the other side has gone
        return b""


def _environment(home: Path) -> dict[str, str]:
    folders = {
        f"XDG_{kind}_HOME": str(home / kind) for kind in ("CACHE", "CONFIG", "DATA", "STATE")
    }
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    words = {"PATH": path, "HOME": str(home), "TERM": "xterm", "LANG": "C.UTF-8"}
    return folders | words | {"COLUMNS": str(COLUMNS), "NO_COLOR": "1"}


@pytest.mark.parametrize("page", [page for page in pages() if blocks(page, "toml")], ids=str)
def test_the_settings_of_a_page_are_valid(page: Path, tmp_path: Path) -> None:
    for block in blocks(page, "toml"):
        if "[[tag]]" in block.text or "[[attribute]]" in block.text:
            assert parse_codebook(block.text)
        elif "base =" in block.text:
            themes = tmp_path / "themes"
            themes.mkdir()
            (themes / "paper.toml").write_text(block.text, "utf-8")
            assert read_looks(themes)[1] == []
        else:
            path = tmp_path / "config.toml"
            path.write_text(block.text, "utf-8")
            assert read_settings(path).faults == ()


def test_the_pages_have_examples() -> None:
    assert Path("README.md") in _WITH_EXAMPLES
    assert len(_WITH_EXAMPLES) > 3
    assert (ROOT / "docs" / "guide").is_dir()

"""One sitting, by real keys: open, search, tag, note, leave, come back, export."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

import pytest

from tests.e2e.conftest import Start
from tests.e2e.terminal import CROSSREAD, Terminal, unexpected_sequences

SEEDS = Path(__file__).parents[2] / "seeds"
SIZES = [(40, 12), (80, 24), (200, 50)]


class Kept(NamedTuple):
    """An annotation as it is on disk."""

    article: Path
    start: int
    end: int
    exact: str
    item: dict[str, Any]

    @property
    def bodies(self) -> list[tuple[str, str]]:
        """Purpose and value of every body."""
        return [(body["purpose"], body.get("value", "")) for body in self.item["body"]]


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder with the five sample articles."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for article in SEEDS.glob("*.txt"):
        shutil.copy(article, folder)
    return folder


def kept(folder: Path) -> list[Kept]:
    """Every annotation in the sidecars of `folder`; its quote must stand where it says."""
    found: list[Kept] = []
    for sidecar in sorted(folder.glob("*.annotations.json")):
        page = json.loads(sidecar.read_text("utf-8")).get("first", {"items": []})
        for item in page["items"]:
            article = folder / unquote(item["target"]["source"].removeprefix("file:"))
            position, quote = item["target"]["selector"]
            start, end, exact = position["start"], position["end"], quote["exact"]
            assert article.read_text("utf-8")[start:end] == exact
            found.append(Kept(article, start, end, exact, item))
    return found


def leave(terminal: Terminal) -> None:
    """Leave the reader; the terminal must be as it was before."""
    terminal.send("q")
    assert terminal.wait_for_exit() == 0
    assert terminal.left_on() == []
    assert unexpected_sequences(terminal.raw) == []


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_what_is_tagged_is_there_again(crossread: Start, reports: Path, size: Any) -> None:
    before = {path: path.stat() for path in reports.iterdir()}
    terminal = crossread(reports, size=size)
    terminal.wait_for("Continental Wire")
    terminal.send("j", "j", "1")
    terminal.wait_for("saved")
    (made,) = kept(reports)
    assert made.bodies == [("classifying", "asserts")]
    leave(terminal)

    again = crossread(reports, size=size)
    again.wait_for("Continental Wire")
    again.send("j", "j")
    again.wait_for(re.compile(r"^ {0,3}A", re.MULTILINE))
    again.send("u")
    again.wait_for("saved")
    assert kept(reports) == []
    again.send("U")
    again.wait_for(lambda lines: kept(reports) != [])
    leave(again)
    (restored,) = kept(reports)
    assert restored.item["id"] == made.item["id"]
    after = {path: path.stat() for path in before}
    assert {p: (s.st_mtime_ns, s.st_size) for p, s in after.items()} == {
        p: (s.st_mtime_ns, s.st_size) for p, s in before.items()
    }


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_search_leads_to_a_passage_that_can_be_tagged(
    crossread: Start, reports: Path, size: Any
) -> None:
    terminal = crossread(reports, size=size)
    terminal.wait_for("Continental Wire")
    terminal.send("/")
    terminal.wait_for("search all articles")
    terminal.type("analyst")
    terminal.wait_for(re.compile(r"\d+ articles?\b"))
    terminal.send("enter")
    terminal.wait_for(re.compile(r"hit \d+ of \d+"))
    terminal.send("3")
    terminal.wait_for("saved")
    (made,) = kept(reports)
    assert "analyst" in made.exact.lower()
    assert made.bodies == [("classifying", "denies")]
    leave(terminal)


def test_what_is_typed_at_once_after_the_slash_is_searched(crossread: Start, reports: Path) -> None:
    terminal = crossread(reports, size=(80, 24))
    terminal.wait_for("Continental Wire")
    terminal.type("/analyst")
    terminal.wait_for(re.compile(r"\d+ articles?\b"))
    assert kept(reports) == []


def test_a_selection_by_keys_is_kept_to_the_word(crossread: Start, reports: Path) -> None:
    terminal = crossread(reports, size=(80, 24))
    terminal.wait_for("Continental Wire")
    terminal.send("j", "w", "v", "w", "w", "2")
    terminal.wait_for("saved")
    (made,) = kept(reports)
    assert made.exact == made.exact.strip()
    assert 2 <= len(made.exact.split()) <= 3
    leave(terminal)


def test_a_note_is_kept_and_shown_again(crossread: Start, reports: Path) -> None:
    terminal = crossread(reports, size=(80, 24))
    terminal.wait_for("Continental Wire")
    terminal.send("j", "1")
    terminal.wait_for("saved")
    terminal.send("e")
    terminal.wait_for("Note")
    terminal.type("Ünlikely, see [1] 中文")
    terminal.wait_for("中文")
    terminal.send("f2")
    terminal.wait_for(lambda lines: [k for k in kept(reports) if len(k.bodies) == 2])
    leave(terminal)
    (made,) = kept(reports)
    assert ("commenting", "Ünlikely, see [1] 中文") in made.bodies

    again = crossread(reports, size=(80, 24))
    again.wait_for("Continental Wire 7/")  # where it was left
    again.send("e")
    again.wait_for("Ünlikely, see [1] 中文")


def side_by_side(lines: list[str]) -> bool:
    """Whether the headers of the first and the last sample article stand in one row."""
    return any("Continental Wire" in line and "The Ad Ticker" in line for line in lines)


def stacked(lines: list[str]) -> bool:
    """Whether the columns that do not fit are named in a row of tabs."""
    return lines[0].startswith(" Continental Wire  The Stack Tattler")


def test_five_columns_stand_side_by_side(crossread: Start, reports: Path) -> None:
    terminal = crossread(reports, size=(200, 50))
    terminal.wait_for(side_by_side)
    terminal.resize(80, 24)
    terminal.wait_for(stacked)
    terminal.resize(200, 50)
    terminal.wait_for(side_by_side)
    leave(terminal)


def test_a_window_resized_in_a_hurry_is_painted_whole(crossread: Start, reports: Path) -> None:
    terminal = crossread(reports, size=(200, 50))
    terminal.wait_for(side_by_side)
    terminal.wait_for(lambda lines: lines[-1].strip())  # the keys: the reader itself is there
    before = terminal.settle(0.5)

    def whole(lines: list[str]) -> bool:
        columns = [[line[x : x + 30].strip() for line in lines[2:8]] for x in range(3, 200, 40)]
        frame = (lines[:2], lines[-2:]) == (before[:2], before[-2:])
        return frame and all(any(column) for column in columns)

    for pause in (0, 0.01, 0.03):
        terminal.resize(80, 24)
        terminal.settle(pause)
        terminal.resize(200, 50)
        terminal.wait_for(whole)


def test_what_is_tagged_is_exported(crossread: Start, reports: Path) -> None:
    terminal = crossread(reports, size=(80, 24))
    terminal.wait_for("Continental Wire")
    terminal.send("j", "1")
    terminal.wait_for("saved")
    terminal.send("tab", "j", "3")
    terminal.wait_for(lambda lines: len(kept(reports)) == 2)
    leave(terminal)
    command = [*CROSSREAD, "export", str(reports), "--format", "jsonl"]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    rows = [json.loads(line) for line in run.stdout.splitlines()]
    assert {row["exact"] for row in rows} == {one.exact for one in kept(reports)}


def test_the_sample_articles_open_without_a_path(crossread: Start) -> None:
    terminal = crossread(size=(80, 24))
    terminal.wait_for("Continental Wire")
    leave(terminal)


def test_help_lists_the_keys(crossread: Start, reports: Path) -> None:
    terminal = crossread(reports, size=(80, 24))
    terminal.wait_for("Continental Wire")
    terminal.send("?")
    terminal.wait_for("Next sentence")
    terminal.send("escape")
    terminal.wait_until_gone("Next sentence")
    leave(terminal)

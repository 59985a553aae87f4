"""The first screen and the reader's first frame are one picture; no key pressed is lost."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.ttylat.emulator import Emulator, Snapshot
from tests.e2e.conftest import Start
from tests.e2e.terminal import CROSSREAD

ARTICLES = {
    "a.txt": "---\noutlet: Alpha\ndate: 2020-09-14\n---\nThe bridge is closed\n\n"
    + "The bridge was closed on Monday. Nobody was hurt, said the mayor. " * 9,
    "b.txt": "A closed bridge\n\nShare this article\n\n“It is closed,” she said. 桥关闭了。\n" * 12,
    "c.txt": "Third\n\nSomething else altogether.\n",
}
SLOW = """
import signal, sys

class Wait:
    def find_spec(self, name, path=None, target=None):
        if name == "textual":
            signal.pause()

sys.meta_path.insert(0, Wait())
from crossread.cli.main import run
run()
"""
"""The program, but its screen library is never there."""
UNCOMPARED = """
import sys, threading

class Wait:
    def find_spec(self, name, path=None, target=None):
        if name == "crossread.articles.parallel_cache":
            threading.Event().wait()

sys.meta_path.insert(0, Wait())
from crossread.cli.main import run
run()
"""
"""The program, but its articles are never compared: signs may be in the reader's first frame."""
LISTING = """
import sys

class Watch:
    def find_spec(self, name, path=None, target=None):
        if name == "crossread.annotations.reading_log":  # the first that is needed afterwards
            open({place!r}, "w").write(" ".join(sys.modules))

sys.meta_path.insert(0, Watch())
from crossread.cli.main import run
run()
"""
"""The program, and a list of what it has imported for its first frame."""
MOST_BEFORE_FRAME = 129
"""Modules of the program itself."""
END_OF_FRAME = b"\x1b[?2026l"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three articles."""
    place = tmp_path / "articles"
    place.mkdir()
    for name, text in ARTICLES.items():
        (place / name).write_text(text, "utf-8")
    return place


def frames(raw: bytes, size: tuple[int, int], count: int) -> Iterator[tuple[list[str], Snapshot]]:
    """The rows, and the cells with their colours, after each of the first frames."""
    emulator = Emulator(size)
    for part in raw.split(END_OF_FRAME)[:count]:
        emulator.feed(part + END_OF_FRAME)
        yield emulator.rows(), emulator.snapshot()


@pytest.mark.parametrize(
    ("size", "theme", "env"),
    [
        ((200, 50), "", {}),
        ((123, 31), "crossread-light", {}),
        ((80, 24), "", {"TERM": "vt100", "COLORTERM": ""}),
        ((80, 24), "", {"NO_COLOR": "1"}),
        ((40, 12), "high-contrast", {"COLORTERM": ""}),
    ],
    ids=str,
)
def test_the_reader_paints_the_same_picture_again(
    start: Start,
    folder: Path,
    tmp_path: Path,
    size: tuple[int, int],
    theme: str,
    env: dict[str, str],
) -> None:
    themed = [f"--theme={theme}"] if theme else []
    program = tmp_path / "uncompared.py"
    program.write_text(UNCOMPARED, "utf-8")
    terminal = start(sys.executable, program, *themed, folder, size=size, env=env)
    terminal.wait_for(lambda _: terminal.raw.count(END_OF_FRAME) >= 2)
    (first, cells), (second, cells_again) = frames(terminal.raw, size, 2)
    below = size[1] - (1 if size[1] < 14 else 2)
    assert "The bridge" in "".join(first)
    assert first[:below] == second[:below]
    assert [cells[row] for row in range(below)] == [cells_again[row] for row in range(below)]
    assert first[below].split()[:2] == second[below].split()[:2] == ["Alpha", "1/19"]
    assert terminal.raw.count(b"\x1b[?1049h") == 1


def test_keys_pressed_at_the_first_screen_are_carried_out(start: Start, folder: Path) -> None:
    terminal = start(*CROSSREAD, folder)
    terminal.wait_for("Alpha 1/")
    terminal.send("j", "j", "k", "j", "j")
    terminal.wait_for("Alpha 4/")
    terminal.send("q")
    assert terminal.wait_for_exit() == 0
    assert terminal.left_on() == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_whatever_ends_the_start_leaves_the_terminal_as_it_was(
    start: Start, folder: Path, tmp_path: Path, number: signal.Signals
) -> None:
    program = tmp_path / "slow.py"
    program.write_text(SLOW, "utf-8")
    terminal = start(sys.executable, program, folder)
    terminal.wait_for("Alpha 1/")
    terminal.signal(number)
    assert terminal.wait_for_exit() == 128 + number
    assert terminal.left_on() == []


def test_the_first_frame_needs_no_more_than_it_shows(
    start: Start, folder: Path, tmp_path: Path
) -> None:
    listed = tmp_path / "modules"
    program = tmp_path / "listing.py"
    program.write_text(LISTING.format(place=str(listed)), "utf-8")
    terminal = start(sys.executable, program, folder / "a.txt")
    terminal.wait_for(lambda _: listed.exists())
    terminal.wait_for(lambda lines: lines[-1].strip())
    terminal.send("q")
    assert terminal.wait_for_exit() == 0
    modules = listed.read_text("utf-8").split()
    late = ("crossread.search", "crossread.tui.screens", "crossread.annotations.formats")
    heavy = (
        "regex",
        "tomllib",
        "tree_sitter",
        "watchfiles",
        "whoosh",
        "textual.widgets._text_area",
    )
    assert [name for name in modules if name.startswith((*late, *heavy))] == []
    ours = [name for name in modules if name.startswith("crossread.")]
    assert len(ours) <= MOST_BEFORE_FRAME, "each makes the reader wait for the keys"

"""Reading, copying, searching and tagging in a collection that would have its own programs run."""

from __future__ import annotations

import sys
from pathlib import Path

from tests import audited
from tests.bait import SECRET, make_bait
from tests.e2e.conftest import Start
from tests.reached import assert_stayed_inside


def test_the_reader_reaches_nothing_outside(start: Start, tmp_path: Path) -> None:
    news, log = make_bait(tmp_path), tmp_path / "log"
    terminal = start(*(sys.executable, "-P", audited.__file__, log, "."), size=(200, 30), cwd=news)
    terminal.wait_for("mill closes in May")
    terminal.send("y")
    terminal.wait_for("passage and source copi")
    for key, shown in (("D", "Codebook"), ("H", "History")):
        terminal.send(key)
        terminal.wait_for(shown)
        terminal.send("escape")
        terminal.wait_until_gone(shown)
    terminal.send("/")
    terminal.wait_for("search all articles")
    terminal.type("tag:told")
    terminal.wait_for("1 article ")
    terminal.send("escape")
    terminal.wait_until_gone("1 article ")
    terminal.send("q")
    assert terminal.wait_for_exit() == 0
    assert SECRET.encode() not in terminal.raw
    assert_stayed_inside(log, news)

"""The cases of `benchmarks.load`, small: nothing crashes or hangs, and memory stays within bounds.

With the profile ``long`` they are as large as they are measured; times are the benchmark's affair.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from benchmarks import load
from benchmarks.ttylat.report import Row
from tests.e2e.terminal import CROSSREAD

SMALL: dict[str, Callable[[load.Stage], list[Row]]] = {
    "library": lambda stage: load.library(stage, 300),
    "article": lambda stage: load.article(stage, 2_000_000),
    "line": lambda stage: load.line(stage, 200_000),
    "annotations": lambda stage: load.tagged(stage, 500),
    "board": lambda stage: load.board(stage, 8),
    "resizing": lambda stage: load.resizing(stage, 25),
    "holding": load.holding,
    "random": lambda stage: load.pressing(stage, 200),
}


def _is_long() -> bool:
    return settings.get_current_profile_name() == "long"


def test_every_case_is_tried() -> None:
    assert set(SMALL) == set(load.CASES)


@pytest.mark.parametrize("case", SMALL)
def test_the_reader_bears_it(case: str, tmp_path: Path) -> None:
    stage = load.Stage(tmp_path, CROSSREAD, 60 if _is_long() else 2.4)
    rows = (load.CASES if _is_long() else SMALL)[case](stage)
    memory = [row for row in rows if row.unit == "MB"]
    assert len(memory) == 1
    assert all(row.met for row in memory)

"""No input takes more than five seconds and 300 MB, and each is read or refused in one sentence."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.bombs import BOMBS
from tests.fuzz.within_limits import MEGABYTES, SECONDS

PARTS = 4


@pytest.mark.skipif(sys.platform != "linux", reason="memory of a process is told on Linux only")
@pytest.mark.parametrize("part", range(PARTS))
def test_bombs_stay_within_limits(part: int) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.within_limits", str(part), str(PARTS)],
        capture_output=True,
        cwd=Path(__file__).parents[2],
        check=True,
    )
    results: list[tuple[str, str, float, float]] = json.loads(run.stdout)
    assert len(results) == len(list(BOMBS)[part::PARTS])
    failed = [f"{name}: {said}" for name, said, _, _ in results if said]
    assert not failed, "\n\n".join(failed)
    slow = [f"{name}: {seconds:.1f} s" for name, _, seconds, _ in results if seconds > SECONDS]
    assert not slow, "\n".join(slow)
    large = [f"{name}: {size:.0f} MB" for name, _, _, size in results if size > MEGABYTES]
    assert not large, "\n".join(large)

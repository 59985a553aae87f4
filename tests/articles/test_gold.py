import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT.parent / "shared" / "gold" / "gold.json"


@pytest.mark.skipif(
    not GOLD.exists(), reason="the hand-made gold of the sample articles is not here"
)
def test_the_sample_articles_are_read_as_well_as_was_asked() -> None:
    command = [sys.executable, str(ROOT / "benchmarks" / "gold.py"), "--untimed"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "quote parallels found" in done.stdout

"""Compiles what is put under a program, and says what goes into its environment for `faults.c`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"


def compiled(folder: Path, name: str) -> Path:
    """``NAME.c`` as a library; skips the test where that is not possible."""
    compiler = shutil.which("cc")
    if compiler is None or not sys.platform.startswith("linux"):
        pytest.skip("needs a C compiler (cc) and Linux")
    library = folder / f"{name}.so"
    source = Path(__file__).with_name(f"{name}.c")
    made = subprocess.run(
        [compiler, "-O1", "-shared", "-fPIC", "-o", str(library), str(source), "-ldl"],
        capture_output=True,
        check=False,
    )
    if made.returncode:
        pytest.skip("cc cannot compile shared libraries here")
    return library


class Shim:
    """The environment that spoils one operation below ``folder``."""

    def __init__(self, library: Path, folder: Path) -> None:
        self._library = library
        self._folder = folder
        self.log = folder.with_name(f"{folder.name}.log")

    def spoiling(self, at: int = 0, do: str | int = "", *, always: bool = False) -> dict[str, str]:
        """Let operation ``at`` (from 1) go wrong; without one, only count."""
        known = {
            "LD_PRELOAD": str(self._library),
            "FAULTS_FOLDER": str(self._folder),
            "FAULTS_LOG": str(self.log),
        }
        if at:
            known |= {"FAULTS_AT": str(at), "FAULTS_DO": str(do)}
        return known | ({"FAULTS_ALWAYS": "1"} if always else {})

    @property
    def operations(self) -> list[str]:
        """What the last program did below the folder, in order."""
        return self.log.read_text().splitlines() if self.log.exists() else []

    def forget(self) -> None:
        """Begin a new log."""
        self.log.unlink(missing_ok=True)


def chosen(total: int, few: int) -> Sequence[int]:
    """All numbers from 1 to ``total`` in the long profile, else ``few`` of them, evenly spread."""
    if LONG or total <= few:
        return range(1, total + 1)
    return sorted({1 + round(number * (total - 1) / (few - 1)) for number in range(few)})


def snapshot(folder: Path) -> Mapping[str, tuple[bytes, int]]:
    """Content and time of change of every file that is an article: these must never change."""
    return {
        path.name: (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.glob("*.txt"))
    }

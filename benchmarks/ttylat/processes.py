"""What a process and its children cost, read from Linux' /proc."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import NamedTuple

_PROC = Path("/proc")


class Usage(NamedTuple):
    """Seconds since the start of a process, over all its threads."""

    working: float
    """On a core."""
    waiting: float
    """Ready to run, while other programs held the cores."""


def usage(pid: int) -> Usage:
    """What the process itself used; zeros once it has ended."""
    working = waiting = 0
    for folder in _threads(pid):
        # A thread may end between listing and reading.
        with contextlib.suppress(OSError):
            fields = (folder / "schedstat").read_text().split()
            working += int(fields[0])
            waiting += int(fields[1])
    return Usage(working / 1e9, waiting / 1e9)


def tree(pid: int) -> list[int]:
    """The process and everything it started that still runs."""
    found = [pid]
    for parent in found:
        for folder in _threads(parent):
            with contextlib.suppress(OSError):
                found += map(int, (folder / "children").read_text().split())
    return found


def memory(pid: int) -> int:
    """Bytes of memory that the process and its children hold (resident set)."""
    kilobytes = 0
    for process in tree(pid):
        with contextlib.suppress(OSError):
            for line in (_PROC / str(process) / "status").read_text().splitlines():
                if line.startswith("VmRSS:"):
                    kilobytes += int(line.split()[1])
    return kilobytes * 1024


def _threads(pid: int) -> list[Path]:
    try:
        return list((_PROC / str(pid) / "task").iterdir())
    except OSError:
        return []

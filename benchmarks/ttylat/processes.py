"""What a process and its children cost, read from Linux' /proc."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

_PROC = Path("/proc")


def working_time(pid: int) -> float:
    """Seconds that all threads of the process spent on a core so far; 0 once it has ended."""
    nanoseconds = 0
    for folder in _threads(pid):
        # A thread may end between listing and reading.
        with contextlib.suppress(OSError):
            nanoseconds += int((folder / "schedstat").read_text().split()[0])
    return nanoseconds / 1e9


def prefer(pid: int) -> bool:
    """Let a process run before those of others; whether the system permits it.

    Linux shares the cores first among sessions, then among the processes of each, so the
    session is preferred as well.
    """
    try:
        os.setpriority(os.PRIO_PROCESS, pid, -15)
        with contextlib.suppress(FileNotFoundError):
            (_PROC / str(pid) / "autogroup").write_text("-15")
    except (PermissionError, ProcessLookupError):
        return False
    return True


def is_stopped(pid: int) -> bool:
    """Whether the process was stopped, as by Ctrl-Z."""
    with contextlib.suppress(OSError):
        return (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] == "T"
    return False


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

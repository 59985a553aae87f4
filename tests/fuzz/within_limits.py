"""Runs inputs on targets, each in a process of its own with limits; prints what each took, as JSON.

`python -m tests.fuzz.within_limits PART OF NAMES`: the bombs of one part of several.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import sys
import traceback
from typing import NoReturn

from .bombs import BOMBS
from .place import folder
from .targets import TARGETS

SECONDS = 5
MEGABYTES = 300
_STOP = 1_500_000_000  # bytes of address space: the machine must not suffer


def main(part: int, of: int) -> None:
    """Print (name, what went wrong or nothing, seconds, megabytes) of each bomb."""
    folder()  # one for all: what forked processes make is left lying
    results = [_measured(name) for name in list(BOMBS)[part::of]]
    json.dump(results, sys.stdout)


def _measured(name: str) -> tuple[str, str, float, float]:
    target, make = BOMBS[name]
    data = make()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _run(target, data, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode()
    _, status, used = os.wait4(child, 0)
    if os.WIFSIGNALED(status):
        said = said or f"ended by signal {os.WTERMSIG(status)}"
    return name, said, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000


def _run(target: str, data: bytes, writing: int) -> NoReturn:
    """In the child: the bomb, and what went wrong."""
    resource.setrlimit(resource.RLIMIT_CPU, (2 * SECONDS, 2 * SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_STOP, _STOP))
    try:
        TARGETS[target].run(data)
    except BaseException:
        with contextlib.suppress(OSError):
            os.write(writing, traceback.format_exc(limit=-3).encode()[-2000:])
    os._exit(0)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))

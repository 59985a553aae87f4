"""Runs programs that are killed, each forked from one that has imported everything already.

``python warm.py`` reads a line of JSON for each: ``argv``, ``env`` and the file ``out`` for what it
says; it answers with the exit status, negative for a signal. `WarmPrograms` is its other end.
"""

from __future__ import annotations

import ctypes
import json
import os
import runpy
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any


class WarmPrograms:
    """Starts ``crossread`` or a Python file with the shim ``library`` under it."""

    def __init__(self, library: Path, out: Path) -> None:
        self._out = out
        self._process = subprocess.Popen(
            [sys.executable, __file__],
            env=os.environ | {"LD_PRELOAD": str(library)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, argv: Sequence[str | Path], env: Mapping[str, str]) -> tuple[int, str]:
        """The exit status and what was said; ``argv`` begins with ``crossread`` or a file."""
        said = {"argv": [str(word) for word in argv], "env": dict(env), "out": str(self._out)}
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps(said), file=self._process.stdin, flush=True)
        return int(self._process.stdout.readline()), self._out.read_text("utf-8")

    def close(self) -> None:
        """End."""
        self._process.communicate()


def _serve() -> None:
    from crossread.annotations import workspace as workspace
    from crossread.annotations.formats import registry
    from crossread.cli.commands import import_command as import_command
    from crossread.cli.main import main

    registry.all_formats()
    for line in sys.stdin:
        said = json.loads(line)
        child = os.fork()
        if not child:
            os._exit(_become(said, main))
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _become(said: Any, main: Any) -> int:
    """Be the program that was asked for."""
    os.environ.update(said["env"])
    ctypes.CDLL(None).faults_begin()  # the shim looks at the environment again
    out = os.open(said["out"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for stream in (1, 2):
        os.dup2(out, stream)
    sys.argv = said["argv"]
    if sys.argv[0] == "crossread":
        return main(sys.argv[1:])
    runpy.run_path(sys.argv[0], run_name="__main__")
    return 0


if __name__ == "__main__":
    _serve()

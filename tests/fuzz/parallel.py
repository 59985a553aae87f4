"""Fuzzes several parsers at once, each in a process of its own, and tells how far they are."""

from __future__ import annotations

import contextlib
import importlib
import mmap
import os
import re
import signal
import sys
import time
import traceback
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .targets import Target

_TELL = 60  # seconds
WORKING = Path(__file__).parents[2] / "build" / "fuzz"
"""Inputs that reached something new, by target, from which the next run starts; counts; logs."""
HEAD = f"{'target':20} {'inputs':>10} {'a second':>9} {'coverage':>9} {'found':>6}"
"""What stands above the lines that runs are."""


@dataclass
class Run:
    """The fuzzing of one target, in a process of its own."""

    name: str
    target: Target
    goal: int
    """Inputs, those of earlier runs included."""
    seconds: int
    before: int = 0
    """Inputs of earlier runs."""
    failed: bool = False
    process: int = 0
    _started: float = 0.0
    _took: float = 0.0
    _counter: mmap.mmap = field(default_factory=lambda: mmap.mmap(-1, 8))
    """Shared with the process: the inputs of this run."""

    def __post_init__(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            self.before = int(self._file("inputs").read_text())

    def start(self, atheris: Any) -> bool:
        """Begin, unless there is nothing left to do; whether it did."""
        left = self.goal - self.before
        if left <= 0 or self._missing:
            return False
        fuzzing = importlib.import_module("tests.fuzz.fuzzing")  # watched, as all it imports
        WORKING.mkdir(parents=True, exist_ok=True)
        self._started = time.monotonic()
        sys.stdout.flush()
        self.process = os.fork()
        if not self.process:
            try:
                for number in (signal.SIGINT, signal.SIGTERM):
                    signal.signal(number, signal.SIG_DFL)
                with self._file("log").open("wb") as stream:
                    os.dup2(stream.fileno(), 2)
                fuzzing.fuzz(atheris, self.name, self.target, left, self.seconds, self._count)
            except BaseException:
                traceback.print_exc(file=sys.__stderr__)
            os._exit(1)  # libFuzzer ends the process itself when all is well
        return True

    def ended(self) -> bool:
        """Whether the process has come to its end."""
        number, status = os.waitpid(self.process, os.WNOHANG)
        if number:
            self.note()
            self.failed = bool(status)
            with contextlib.suppress(OSError):
                (Path(__file__).with_name("corpus") / self.name).rmdir()  # when nothing was found
        return bool(number)

    def note(self) -> None:
        """Write down how far it is, for the next run."""
        self._took = time.monotonic() - self._started
        with contextlib.suppress(OSError):
            self._file("new").write_text(f"{self.inputs}\n")
            self._file("new").replace(self._file("inputs"))

    def stop(self) -> None:
        """End it early."""
        os.kill(self.process, signal.SIGTERM)
        os.waitpid(self.process, 0)
        self.note()

    @property
    def inputs(self) -> int:
        """How many the target has had."""
        return self.before + self._now

    @property
    def found(self) -> int:
        """How many kinds of failure this run has met."""
        return self._log().count("\nFOUND ") if self._started else 0

    def __str__(self) -> str:
        """The inputs of all runs; speed, blocks of code reached and failures of this one."""
        rate = self._now / self._took if self._took else 0
        covered = re.findall(r" cov: (\d+) ", self._log())[-1:] if self._started else []
        ended = "  ended early: see its log in build/fuzz" if self.failed else self._missing
        return (
            f"{self.name:20} {self.inputs:10,} {rate:9,.0f} {''.join(covered) or '-':>9} "
            f"{self.found:6}{ended}"
        )

    @property
    def _missing(self) -> str:
        extra = self.target.extra
        return f"  left out: {extra} is not installed" if extra and not find_spec(extra) else ""

    @property
    def _now(self) -> int:
        return int.from_bytes(self._counter[:8], "little")

    def _count(self) -> None:
        self._counter[:8] = (self._now + 1).to_bytes(8, "little")

    def _log(self) -> str:
        return self._file("log").read_text("utf-8", "replace")

    def _file(self, ending: str) -> Path:
        return WORKING / f"{self.name}.{ending}"


def run_all(atheris: Any, runs: list[Run], jobs: int) -> None:
    """Do them in order, so many at once; ended early, they end too."""
    waiting, active = runs[::-1], list[Run]()
    told = time.monotonic()
    try:
        while waiting or active:
            while waiting and len(active) < jobs:
                run = waiting.pop()
                active += [run] if run.start(atheris) else []
            time.sleep(0.2)
            active = [run for run in active if not run.ended()]
            if time.monotonic() - told >= _TELL:
                told = time.monotonic()
                for run in active:
                    run.note()
                    print(time.strftime("%H:%M"), run, flush=True)
    finally:
        for run in active:
            run.stop()

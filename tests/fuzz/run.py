"""Coverage-guided fuzzing of the parsers: `python -m tests.fuzz.run sidecar --runs 1000000`.

Each parser is fuzzed in a process of its own, several at once. Every minute tells how far they are,
a table at the end what each had. A run that was stopped goes on where it was when it is started
again; `rm -r build/fuzz` starts anew.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import importlib
import io
import mmap
import os
import pkgutil
import re
import signal
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .targets import Target

_WATCHED = ["crossread", "pypdf", "docx", "trafilatura", "htmldate", "cassis"]
_TELL = 60  # seconds


def main() -> int:
    """Fuzz the named targets, or all; the status is 1 when anything was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("targets", nargs="*", metavar="TARGET")
    parser.add_argument("--runs", type=int, default=1_000_000, help="inputs for each target")
    parser.add_argument("--seconds", type=int, default=0, help="end a target then; 0 is never")
    parser.add_argument("--jobs", type=int, default=1, help="targets at once")
    options = parser.parse_args()
    atheris = importlib.import_module("atheris")
    with atheris.instrument_imports(include=_WATCHED), contextlib.redirect_stderr(io.StringIO()):
        _import_all()
        targets: Mapping[str, Target] = importlib.import_module("tests.fuzz.targets").TARGETS
    names: list[str] = options.targets or [*targets]
    if unknown := set(names) - set(targets):
        parser.error(f"no target {', '.join(unknown)}; there are {', '.join(targets)}")
    importlib.import_module("tests.fuzz.place").folder()  # one for all, taken away at the end
    gc.freeze()  # what is imported stays: no need to look at it again and again
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    runs = [_Run(name, targets[name], options.runs, options.seconds) for name in names]
    try:
        _all(atheris, runs, options.jobs)
    finally:
        print(f"{'target':20} {'inputs':>10} {'a second':>9} {'coverage':>9} {'found':>6}")
        print(*runs, sep="\n")
    return 1 if any(run.found or run.failed for run in runs) else 0


def _import_all() -> None:
    """Import what parsers import late, so that it is watched."""
    for name in filter(find_spec, _WATCHED):
        importlib.import_module(name)
    for name in ("crossread.annotations", "crossread.articles", "crossread.search"):
        package = importlib.import_module(name)
        for module in pkgutil.walk_packages(package.__path__, f"{name}."):
            importlib.import_module(module.name)


@dataclass
class _Run:
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
        if left <= 0 or (self.target.extra and find_spec(self.target.extra) is None):
            return False
        fuzzing = importlib.import_module("tests.fuzz.fuzzing")
        fuzzing.WORKING.mkdir(parents=True, exist_ok=True)
        self._started = time.monotonic()
        sys.stdout.flush()
        self.process = os.fork()
        if not self.process:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            with self._file("log").open("wb") as stream:
                os.dup2(stream.fileno(), 2)
            fuzzing.fuzz(atheris, self.name, self.target, left, self.seconds, self._count)
            os._exit(0)  # not reached: libFuzzer ends the process itself
        return True

    def ended(self) -> bool:
        """Whether the process has come to its end."""
        number, status = os.waitpid(self.process, os.WNOHANG)
        self.note()
        if number:
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
        ended = "  ended early: see its log in build/fuzz" if self.failed else ""
        return (
            f"{self.name:20} {self.inputs:10,} {rate:9,.0f} {''.join(covered) or '-':>9} "
            f"{self.found:6}{ended}"
        )

    @property
    def _now(self) -> int:
        return int.from_bytes(self._counter[:8], "little")

    def _count(self) -> None:
        self._counter[:8] = (self._now + 1).to_bytes(8, "little")

    def _log(self) -> str:
        return self._file("log").read_text("utf-8", "replace")

    def _file(self, ending: str) -> Path:
        return Path(__file__).parents[2] / "build" / "fuzz" / f"{self.name}.{ending}"


def _all(atheris: Any, runs: list[_Run], jobs: int) -> None:
    waiting, active = runs[::-1], list[_Run]()
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
                    print(time.strftime("%H:%M"), run, flush=True)
    finally:
        for run in active:
            run.stop()


if __name__ == "__main__":
    sys.exit(main())

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
import pkgutil
import signal
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from typing import TYPE_CHECKING

from .parallel import HEAD, Run, run_all

if TYPE_CHECKING:
    from .targets import Target

_WATCHED = ["crossread", "pypdf", "docx", "trafilatura", "htmldate", "cassis"]


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
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: sys.exit(1))
    runs = [Run(name, targets[name], options.runs, options.seconds) for name in names]
    try:
        run_all(atheris, runs, options.jobs)
    finally:
        print(HEAD, *runs, sep="\n")
    return 1 if any(run.found or run.failed for run in runs) else 0


def _import_all() -> None:
    """Import what parsers import late, so that it is watched."""
    for name in filter(find_spec, _WATCHED):
        importlib.import_module(name)
    for name in ("crossread.annotations", "crossread.articles", "crossread.search"):
        package = importlib.import_module(name)
        for module in pkgutil.walk_packages(package.__path__, f"{name}."):
            importlib.import_module(module.name)


if __name__ == "__main__":
    sys.exit(main())

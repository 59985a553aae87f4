"""Coverage-guided fuzzing of one parser: `python -m tests.fuzz.run sidecar --runs 1000000`.

What goes wrong is kept in ``corpus/TARGET``, one input for each kind of failure, where ordinary
tests find it; the run goes on. An input that takes more than five seconds, or more memory than a
parser may have, ends the run and is kept too.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import importlib
import pkgutil
import signal
import subprocess
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import jsontrees

if TYPE_CHECKING:
    from .targets import Target

CORPUS = Path(__file__).with_name("corpus")
"""Inputs that once went wrong, by target."""
_WORKING = Path(__file__).parents[2] / "build" / "fuzz"
_SECONDS = 5
_MEGABYTES = 600  # the interpreter with its coverage tables takes half of it
_LONGEST = 4096  # bytes of an input
_WATCHED = ["crossread", "pypdf", "docx", "trafilatura", "htmldate"]


def main() -> int:
    """Fuzz the named targets, or all; the status is 1 when anything was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("targets", nargs="*", metavar="TARGET")
    parser.add_argument("--runs", type=int, default=1_000_000)
    options = parser.parse_args()
    names: list[str] = options.targets
    if len(names) != 1:
        return _each(names, options.runs)
    atheris = importlib.import_module("atheris")
    with atheris.instrument_imports(include=_WATCHED):
        _import_all()
        targets = importlib.import_module("tests.fuzz.targets").TARGETS
    if names[0] not in targets:
        parser.error(f"no such target; there are {', '.join(targets)}")
    _fuzz(atheris, names[0], targets[names[0]], options.runs)
    return 0  # not reached: libFuzzer ends the process itself


def _each(names: list[str], runs: int) -> int:
    """A process for each target; says what was found."""
    from .targets import TARGETS

    before = set(CORPUS.rglob("*"))
    failed: list[str] = []
    for name in names or TARGETS:
        print(f"== {name}", file=sys.stderr, flush=True)
        command = [sys.executable, "-m", "tests.fuzz.run", name, "--runs", str(runs)]
        run = subprocess.run(command, stderr=subprocess.PIPE, check=False, text=True)
        failed += [name] if run.returncode else []
        told = [line for line in run.stderr.split("\n") if line.startswith(("FOUND", "Done"))]
        print("\n".join(told), file=sys.stderr)
        with contextlib.suppress(OSError):
            (CORPUS / name).rmdir()  # where nothing was found
    found = sorted(path for path in set(CORPUS.rglob("*")) - before if path.is_file())
    print(f"{len(found)} inputs found; ended early: {', '.join(failed) or 'none'}")
    return 1 if found or failed else 0


def _import_all() -> None:
    """Import what parsers import late, so that it is watched."""
    for name in ("crossread.annotations", "crossread.articles", "crossread.search"):
        package = importlib.import_module(name)
        for module in pkgutil.walk_packages(package.__path__, f"{name}."):
            importlib.import_module(module.name)


def _fuzz(atheris: Any, name: str, target: Target, runs: int) -> None:
    kept = CORPUS / name
    working = _WORKING / name
    working.mkdir(parents=True, exist_ok=True)
    kept.mkdir(parents=True, exist_ok=True)
    for seed in target.seeds():
        (working / f"seed-{_digest(seed)}").write_bytes(seed)
    known: set[str] = set()

    def once(data: bytes) -> None:
        signal.alarm(_SECONDS)
        try:
            target.run(data)
        except BaseException as error:
            kind = _kind(error)
            if kind not in known:
                known.add(kind)
                _keep(kept, data, error)
        finally:
            signal.alarm(0)

    arguments = [
        sys.argv[0],
        str(working),
        str(kept),
        f"-runs={runs}",
        "-timeout=0",  # libFuzzer's own alarm ends Python at once
        f"-rss_limit_mb={_MEGABYTES}",
        f"-max_len={_LONGEST}",
        f"-artifact_prefix={kept}/",
        "-print_final_stats=1",
    ]
    options: dict[str, Any] = {}
    if target.json:

        def mutator(data: bytes, most: int, seed: int) -> bytes:
            return jsontrees.mutate(data, most, seed, atheris.Mutate)

        options["custom_mutator"] = mutator
    signal.signal(signal.SIGALRM, _too_long)
    atheris.Setup(arguments, once, enable_python_coverage=True, **options)
    atheris.Fuzz()


def _too_long(number: int, frame: object) -> None:
    raise TimeoutError(f"more than {_SECONDS} seconds")


def _keep(folder: Path, data: bytes, error: BaseException) -> None:
    path = folder / f"found-{_digest(data)}"
    path.write_bytes(data)
    print(f"\nFOUND {path}", file=sys.stderr)
    traceback.print_exception(error, limit=-4)


def _kind(error: BaseException) -> str:
    """The same for failures of the same sort at the same place."""
    frames: Sequence[traceback.FrameSummary] = traceback.extract_tb(error.__traceback__)
    place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__} {place}"


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]


if __name__ == "__main__":
    sys.exit(main())

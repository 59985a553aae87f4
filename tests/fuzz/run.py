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
import os
import pkgutil
import signal
import sys
import traceback
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .targets import Target

CORPUS = Path(__file__).with_name("corpus")
"""Inputs that once went wrong, by target."""
_WORKING = Path(__file__).parents[2] / "build" / "fuzz"
_SECONDS = 5
_MEGABYTES = 600  # the interpreter with its coverage tables takes half of it
_LONGEST = 4096  # bytes of an input
_WATCHED = ["crossread", "pypdf", "docx", "trafilatura", "htmldate", "cassis"]


def main() -> int:
    """Fuzz the named targets, or all; the status is 1 when anything was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("targets", nargs="*", metavar="TARGET")
    parser.add_argument("--runs", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=int, default=0, help="end a target then; 0 is never")
    options = parser.parse_args()
    atheris = importlib.import_module("atheris")
    with atheris.instrument_imports(include=_WATCHED):
        _import_all()
        targets: Mapping[str, Target] = importlib.import_module("tests.fuzz.targets").TARGETS
    names: list[str] = options.targets or [*targets]
    if unknown := set(names) - set(targets):
        parser.error(f"no target {', '.join(unknown)}; there are {', '.join(targets)}")
    before = set(CORPUS.rglob("*"))
    failed = [name for name in names if not _apart(atheris, name, targets[name], options)]
    found = sorted(path for path in set(CORPUS.rglob("*")) - before if path.is_file())
    print(f"{len(found)} inputs found; ended early: {', '.join(failed) or 'none'}")
    return 1 if found or failed else 0


def _apart(atheris: Any, name: str, target: Target, limits: argparse.Namespace) -> bool:
    """Fuzz in a process of its own, as libFuzzer ends it; whether it came to its end."""
    if target.extra and find_spec(target.extra) is None:
        print(f"== {name} is left out: {target.extra} is not installed", flush=True)
        return True
    _WORKING.mkdir(parents=True, exist_ok=True)
    log = _WORKING / f"{name}.log"
    process = os.fork()
    if not process:
        with log.open("wb") as stream:
            os.dup2(stream.fileno(), 2)
        _fuzz(atheris, name, target, limits)
        os._exit(0)  # not reached: libFuzzer ends the process itself
    _, status = os.waitpid(process, 0)
    lines = log.read_text("utf-8", "replace").split("\n")
    told = [line for line in lines if line.startswith(("FOUND", "Done"))]
    print(f"== {name}: {'; '.join(told)}", flush=True)
    with contextlib.suppress(OSError):
        (CORPUS / name).rmdir()  # where nothing was found
    return not status


def _import_all() -> None:
    """Import what parsers import late, so that it is watched."""
    for name in ("crossread.annotations", "crossread.articles", "crossread.search"):
        package = importlib.import_module(name)
        for module in pkgutil.walk_packages(package.__path__, f"{name}."):
            importlib.import_module(module.name)


def _fuzz(atheris: Any, name: str, target: Target, limits: argparse.Namespace) -> None:
    kept = CORPUS / name
    working = _WORKING / name
    working.mkdir(parents=True, exist_ok=True)
    kept.mkdir(parents=True, exist_ok=True)
    for seed in target.seeds():
        (working / f"seed-{_digest(seed)}").write_bytes(seed)
    known: set[str] = set()

    def once(data: bytes) -> None:
        signal.setitimer(signal.ITIMER_PROF, _SECONDS)  # of its own: others may be busy
        try:
            target.run(data)
        except BaseException as error:
            kind = _kind(error)
            if kind not in known:
                known.add(kind)
                _keep(kept, data, error)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)

    arguments = [
        sys.argv[0],
        str(working),
        str(kept),
        f"-runs={limits.runs}",
        f"-max_total_time={limits.seconds}",
        "-timeout=1000000",  # libFuzzer's own alarm ends Python at once
        "-report_slow_units=1000000",  # nor is an input slow because others are busy
        f"-rss_limit_mb={_MEGABYTES}",
        f"-max_len={_LONGEST}",
        f"-artifact_prefix={kept}/",
        "-print_final_stats=1",
    ]
    options: dict[str, Any] = {}
    if (mutate := target.mutate) is not None:
        options["custom_mutator"] = lambda data, most, seed: mutate(
            data, most, seed, atheris.Mutate
        )
    signal.signal(signal.SIGPROF, _too_long)
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

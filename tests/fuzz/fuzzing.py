"""Fuzzes one parser in this process, which libFuzzer ends.

What goes wrong is kept in ``corpus/TARGET``, one input for each kind of failure, and the fuzzing
goes on. An input that takes more memory than a parser may have ends it and is kept too.
"""

from __future__ import annotations

import hashlib
import io
import signal
import sys
import traceback
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from .parallel import WORKING
from .targets import Target

CORPUS = Path(__file__).with_name("corpus")
"""Inputs that once went wrong, by target."""
_SECONDS = 5
_MEGABYTES = 600  # the interpreter with its coverage tables takes half of it
_LENGTH = 1024  # bytes that any input may have


def fuzz(
    atheris: Any, name: str, target: Target, runs: int, seconds: int, count: Callable[[], None]
) -> None:
    """Feed inputs to ``target``, each told by ``count``; does not return."""
    kept, working = CORPUS / name, WORKING / name
    for folder in (kept, working):
        folder.mkdir(parents=True, exist_ok=True)
    seeds = target.seeds()
    for seed in seeds:
        (working / f"seed-{_digest(seed)}").write_bytes(seed)
    # Twice what is valid: longer ones say the same again, and take their time.
    longest = max(_LENGTH, 2 * max(map(len, seeds)))
    known: set[str] = set()
    printed = sys.stdout = sys.stderr = io.StringIO()
    warnings.simplefilter("always")

    def once(data: bytes) -> None:
        count()
        signal.setitimer(signal.ITIMER_PROF, _SECONDS)  # of its own: others may be busy
        try:
            target.run(data)
            assert not printed.tell(), f"printed {printed.getvalue()!r}"
        except BaseException as error:
            kind = _kind(error)
            if kind not in known:
                known.add(kind)
                _keep(kept, data, error)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            printed.seek(0)
            printed.truncate()

    arguments = [
        sys.argv[0],
        str(working),
        str(kept),
        f"-runs={runs}",
        f"-max_total_time={seconds}",
        "-timeout=1000000",  # libFuzzer's own alarm ends Python at once
        "-report_slow_units=1000000",  # nor is an input slow because others are busy
        f"-rss_limit_mb={_MEGABYTES}",
        f"-max_len={longest}",
        "-entropic_scale_per_exec_time=1",  # more of inputs that are quickly done
        f"-artifact_prefix={kept}/",
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
    print(f"\nFOUND {path}", file=sys.__stderr__)
    traceback.print_exception(error, limit=-4, file=sys.__stderr__)


def _kind(error: BaseException) -> str:
    """The same for failures of the same sort at the same place."""
    frames: Sequence[traceback.FrameSummary] = traceback.extract_tb(error.__traceback__)
    place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__} {place}"


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]

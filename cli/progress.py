"""Progress of long work, on standard error when that is a terminal."""

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager

_TELL_FROM = 200
"""Things to do from which on progress is told."""


@contextmanager
def counter(verb: str, *, quiet: bool = False) -> Generator[Callable[[int, int], None]]:
    """A ``progress(done, total)`` that writes ``verb done of total`` over itself."""
    told = False

    def progress(done: int, total: int) -> None:
        nonlocal told
        if total >= _TELL_FROM and not quiet and sys.stderr.isatty():
            told = True
            sys.stderr.write(f"\r{verb} {done:,} of {total:,}")
            sys.stderr.flush()

    try:
        yield progress
    finally:
        if told:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

"""Progress of long work, on standard error when that is a terminal."""

import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager

PATIENCE = 0.5
"""Seconds of work after which progress is told."""


@contextmanager
def counter(verb: str, *, quiet: bool = False) -> Generator[Callable[[int, int], None]]:
    """A ``progress(done, total)`` that writes ``verb done of total`` over itself."""
    shown = not quiet and sys.stderr.isatty()
    told = False
    begun = time.monotonic()

    def progress(done: int, total: int) -> None:
        nonlocal told
        if shown and time.monotonic() - begun >= PATIENCE:
            told = True
            _show(f"{verb} {done:,} of {total:,}")

    try:
        yield progress
    finally:
        if told:
            _wipe()


@contextmanager
def busy(what: str, *, quiet: bool = False) -> Generator[None]:
    """Say what is being done, for work that cannot tell how far it is."""
    if quiet or not sys.stderr.isatty():
        yield
        return
    _show(what)
    try:
        yield
    finally:
        _wipe()


def _show(text: str) -> None:
    sys.stderr.write(f"\r{text}")
    sys.stderr.flush()


def _wipe() -> None:
    sys.stderr.write("\r\x1b[K")
    sys.stderr.flush()

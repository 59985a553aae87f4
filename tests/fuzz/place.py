"""Where targets put files for parsers that take a path, and what a refusal must be."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

LONGEST_SENTENCE = 1_500
"""Code points of a message: what it quotes of the input is short."""


@cache
def folder() -> Path:
    """A place in memory, where there is one."""
    memory = Path("/dev/shm")
    made = Path(tempfile.mkdtemp(prefix="crossread-fuzz-", dir=memory if memory.is_dir() else None))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


def check_sentence(message: str) -> None:
    """Raise `AssertionError` unless a refusal is one short sentence."""
    assert message.strip(), "a refusal without a word"
    assert "\n" not in message, f"a refusal of several lines: {message!r}"
    assert len(message) <= LONGEST_SENTENCE, f"a refusal of {len(message)} characters"

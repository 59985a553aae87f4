"""Whether an index is up to date, known without opening it: that would import Whoosh, for nothing.

Beside the index stands what it was when it was found up to date: a digest of its articles, and of
its files. When either is another now, the index itself is asked.
"""

import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

_NAME = "crossread-stamp"
_ASIDE = (_NAME, "MAIN_WRITELOCK")


def state_of(folder: Path) -> str:
    """Differs whenever anybody has written the index in between; empty where that is unknown."""
    try:
        with os.scandir(folder) as entries:
            return repr(sorted(_seen(entry) for entry in entries if entry.name not in _ASIDE))
    except OSError:
        return ""


def _seen(entry: os.DirEntry[str]) -> tuple[str, int, int, int]:
    found = entry.stat(follow_symlinks=False)
    return entry.name, found.st_size, found.st_mtime_ns, found.st_ino


def put(folder: Path, fingerprints: Mapping[str, str], state: str) -> None:
    """Note that the index, in a ``state``, holds just these articles; as far as that can be."""
    with suppress(OSError):
        (folder / _NAME).write_text(_digest(fingerprints, state), "ascii")


def holds(folder: Path, fingerprints: Mapping[str, str]) -> bool:
    """Whether the index is noted to hold just these articles, and nobody has written it since."""
    try:
        noted = (folder / _NAME).read_text("ascii")
    except (OSError, UnicodeDecodeError):
        return False
    state = state_of(folder)
    return bool(state) and noted == _digest(fingerprints, state)


def _digest(fingerprints: Mapping[str, str], state: str) -> str:
    said = repr((sorted(fingerprints.items()), state))
    return hashlib.sha256(said.encode("utf-8", "backslashreplace")).hexdigest()

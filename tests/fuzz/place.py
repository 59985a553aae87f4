"""What targets hand to parsers that take a path, and what a refusal must be."""

from __future__ import annotations

import atexit
import errno
import io
import os
import shutil
import stat
import tempfile
from functools import cache
from pathlib import Path, PosixPath
from typing import Any, ClassVar

LONGEST_SENTENCE = 1_500
"""Code points of a message: what it quotes of the input is short."""


class Held(PosixPath):
    """A path that is nowhere but in memory: opening real files took half of the time."""

    _contents: ClassVar[dict[str, bytes]] = {}

    def hold(self, data: bytes) -> Held:
        """Be a file of these bytes from now on; the path itself."""
        self._contents[str(self)] = data
        return self

    def stat(self, *, follow_symlinks: bool = True) -> os.stat_result:
        """As of a plain file. Raises `FileNotFoundError`."""
        size = len(self.read_bytes())
        return os.stat_result((stat.S_IFREG | 0o600, 0, 0, 1, 0, 0, size, 0, 0, 0))

    def is_file(self, *, follow_symlinks: bool = True) -> bool:
        """Whether something is held under this name."""
        return str(self) in self._contents

    def is_dir(self, *, follow_symlinks: bool = True) -> bool:
        """Never: nobody asks for the folder of the one file."""
        return False

    def is_symlink(self) -> bool:
        """Never."""
        return False

    def read_bytes(self) -> bytes:
        """What is held. Raises `FileNotFoundError`."""
        try:
            return self._contents[str(self)]
        except KeyError:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(self)) from None

    def read_text(self, encoding: str | None = None, *_: Any, **__: Any) -> str:
        """The same as text, its line ends made one, as Python does."""
        return io.TextIOWrapper(io.BytesIO(self.read_bytes()), encoding or "utf-8").read()

    def open(self, *_: Any, **__: Any) -> Any:
        """Not needed until now; nothing may be written."""
        raise NotImplementedError(f"{self} was opened")


@cache
def held(name: str) -> Held:
    """A file of that name, made once: making paths takes longer than reading small files."""
    return Held("/nowhere") / name


@cache
def folder() -> Path:
    """A place for real files, in memory where there is one; made before others are forked off."""
    memory = Path("/dev/shm")
    made = Path(tempfile.mkdtemp(prefix="crossread-fuzz-", dir=memory if memory.is_dir() else None))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


def check_sentence(message: str) -> None:
    """Raise `AssertionError` unless a refusal is one short sentence."""
    assert message.strip(), "a refusal without a word"
    assert "\n" not in message, f"a refusal of several lines: {message!r}"
    assert len(message) <= LONGEST_SENTENCE, f"a refusal of {len(message)} characters"

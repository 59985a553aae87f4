"""Files that a library insists on writing itself, handed on in pieces."""

from collections.abc import Iterator
from pathlib import Path

_CHUNK = 1 << 20


def in_chunks(path: Path) -> Iterator[bytes]:
    """The bytes of a file, a megabyte at a time."""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk

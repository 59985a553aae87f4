"""Reading foreign files: bounded, decoded, with one sentence for what is wrong."""

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..base import ImportFault
from .jsontext import decode

LARGEST = 200 * 1024 * 1024
"""Bytes of a file that is still read."""


def read_bytes(path: Path) -> bytes:
    """The file's bytes; raises `ImportFault` when it is missing, no file, or too large."""
    check_file(path)
    try:
        return path.read_bytes()
    except OSError as error:
        raise ImportFault(f"{path} cannot be read: {error.strerror}.") from error


def check_file(path: Path) -> None:
    """Raise `ImportFault` unless ``path`` is a file of bearable size."""
    try:
        size = path.stat().st_size
    except OSError as error:
        raise ImportFault(f"{path} cannot be read: {error.strerror}.") from error
    if not path.is_file():
        raise ImportFault(f"{path} is not a file; name the file to import.")
    if size > LARGEST:
        raise ImportFault(
            f"{path} has {size // 2**20} MB, more than the {LARGEST // 2**20} MB that are read; "
            "export it in parts."
        )


def read_text(path: Path) -> str:
    """The file as text, its line ends untouched: UTF-8, or UTF-16 with a byte order mark."""
    return decode_text(read_bytes(path), path)


def decode_text(data: bytes, path: Path) -> str:
    """Like `read_text`, of bytes at hand."""
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportFault(
            f"{path} is not UTF-8 text (byte {error.start}); save it as UTF-8 and import it again."
        ) from error


def read_json(path: Path) -> Any:
    """The one JSON value of a file, strictly parsed."""
    return decode(read_bytes(path), path)


def read_json_lines(path: Path) -> Iterator[tuple[int, Any]]:
    """The values of a JSON Lines file with their line numbers from 1; blank lines are skipped."""
    for number, line in enumerate(read_bytes(path).split(b"\n"), start=1):
        if line.strip():
            yield number, decode(line, path, number)


def read_json_objects(path: Path) -> Iterator[dict[str, Any]]:
    """Like `read_json_lines`, where every value must be an object."""
    for number, value in read_json_lines(path):
        if not isinstance(value, dict):
            raise ImportFault(
                f"{path}, line {number}: not a JSON object; choose the format it was written in."
            )
        yield value


def beside(path: Path, ending: str) -> Path | None:
    """The companion of a file, e.g. ``work.csv.claims.jsonl`` beside ``work.csv``, if it is there.

    Else ``work.claims.jsonl``: so exports called it before several of one stem could lie together.
    """
    named = (path.with_name(start + ending) for start in (path.name, path.stem))
    return next(filter(is_plain_file, named), None)


def is_plain_file(path: Path) -> bool:
    """Whether it is a file and no link: what only lies beside the file that was named."""
    return path.is_file() and not path.is_symlink()

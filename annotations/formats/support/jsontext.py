"""JSON as the formats write and read it."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ...strict_json import JsonFault, parse
from ..base import ImportFault


def encode(value: object, *, indent: int | None = None) -> bytes:
    r"""UTF-8 without escapes; a lone surrogate, which UTF-8 cannot hold, as ``\udXXX``."""
    return json.dumps(value, ensure_ascii=False, indent=indent).encode("utf-8", "backslashreplace")


def encode_line(value: object) -> bytes:
    """One value on a line of its own."""
    return encode(value) + b"\n"


def encode_list(values: Iterable[object]) -> Iterator[bytes]:
    """A JSON array, one value a line, written as the values come."""
    opening = b"[\n"
    for value in values:
        yield opening + encode(value)
        opening = b",\n"
    yield b"[]\n" if opening == b"[\n" else b"\n]\n"


def decode(data: bytes, path: Path, line: int | None = None) -> Any:
    """Strict JSON: no NaN, no duplicate keys, bounded size and depth; raises `ImportFault`.

    ``line`` is the line that ``data`` stands on, for files of one value a line.
    """
    try:
        return parse(data)
    except JsonFault as fault:
        raise ImportFault(
            f"{path}, line {line or fault.line}: not valid JSON: {fault.reason}; "
            "export it again from its program."
        ) from None


def text_of(value: Any) -> str:
    """The value when it is a string, a plain number as its digits, else nothing."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def offset_of(value: Any) -> int | None:
    """The value when it is a whole number from 0 on, as a number or as digits, else ``None``."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 12:
        return int(value)
    if isinstance(value, float) and value.is_integer():
        return offset_of(int(value))
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    return None


def texts_of(value: Any) -> tuple[str, ...]:
    """The strings of a list; a string alone counts as a list of one, anything else as none."""
    if isinstance(value, str):
        return (value,) if value else ()
    if not isinstance(value, list):
        return ()
    return tuple(filter(None, map(text_of, value)))  # pyright: ignore[reportUnknownArgumentType]


def mapping_of(value: Any) -> dict[str, Any]:
    """The value when it is a JSON object, else an empty one."""
    return value if isinstance(value, dict) else {}

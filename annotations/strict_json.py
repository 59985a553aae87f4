"""JSON as the standard has it, and nothing more: faults are named by line.

Python's ``json`` accepts ``NaN`` and ``Infinity``, keeps the last of duplicate keys, turns
``1e400`` into infinity and raises odd errors on deep nesting and on long numbers. Each of these
would lose somebody's data silently on the next save, so all of them are refused. The fast path is
the standard library's parser; only a file that it refuses is read again, token by token, to find
the line.
"""

import json
import math
import re
from codecs import BOM_UTF8
from typing import Any, NoReturn

MAX_BYTES = 64_000_000
"""A larger file is refused: it would not fit the memory that a reader may take."""
MAX_VALUES = 2_000_000
"""More commas and brackets than this are refused, whatever the size of the file."""
MAX_DEPTH = 100
"""Deeper nesting is refused."""
MAX_DIGITS = 400
"""Longer numbers are refused."""

_ONE_KIND = bytes.maketrans(b"{}", b"[]")
_NO_BRACKETS = bytes({*range(256)} - {*b'[]{}"'})
_TOKEN = r'(?sa)"(?:[^"\\]|\\.)*"|-?Infinity|NaN|-?\d[\d.eE+-]*|[{}\[\],:]|\n'


class JsonFault(ValueError):
    """Bytes that are not strict JSON: ``reason`` says why, ``line`` (from 1) where."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(f"line {line}: {reason}")
        self.reason = reason
        self.line = line


class _Refused(Exception):
    """Something that Python's parser would have let through."""


def parse(data: bytes) -> Any:
    """The value that ``data`` holds (UTF-8, a leading BOM allowed). Raises `JsonFault`."""
    text = _decode(data)
    try:
        value = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        fault = _find_fault(text, error.lineno)
        raise fault or JsonFault(_plain(error), error.lineno) from None
    except (_Refused, RecursionError, ValueError) as error:
        raise _find_fault(text) or JsonFault(str(error) or "is nested too deeply", 1) from None
    if _is_too_deep(data) and (fault := _find_fault(text)):
        raise fault
    return value


def _plain(error: json.JSONDecodeError) -> str:
    """What is wrong; the column too, unless it is that of the line's beginning."""
    from ..articles.syntax import plain_fault  # where all is well nobody waits for it

    where = f" (column {error.colno})" if error.colno > 1 else ""
    return plain_fault(error.msg) + where


def _decode(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise JsonFault(f"is larger than {MAX_BYTES // 1_000_000} MB", 1)
    if len(data) > MAX_VALUES and sum(map(data.count, (b",", b"[", b"{"))) > MAX_VALUES:
        raise JsonFault(f"holds more than {MAX_VALUES:,} values", 1)
    try:
        return data.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise JsonFault("is not UTF-8", line) from None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Refused
    return found


def _refuse(_constant: str) -> NoReturn:
    raise _Refused


def _finite(digits: str) -> float:
    number = float(digits)
    if math.isinf(number) or len(digits) > MAX_DIGITS:
        raise _Refused
    return number


def _integer(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise _Refused
    return int(digits)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_unique, parse_constant=_refuse, parse_float=_finite, parse_int=_integer
)


def _is_too_deep(data: bytes) -> bool:
    """Whether JSON is nested too deeply: its brackets, outside strings, are peeled off by pairs."""
    bare = data.replace(rb"\\", b"").replace(rb"\"", b"").translate(_ONE_KIND, _NO_BRACKETS)
    brackets = b"".join(bare.replace(b'""', b"").split(b'"')[::2])
    for _ in range(MAX_DEPTH):
        if not brackets:
            return False
        brackets = brackets.replace(b"[]", b"")
    return bool(brackets)


def _find_fault(text: str, before: int | None = None) -> JsonFault | None:
    """The first fault that Python's parser does not name itself, at or before line ``before``."""
    line = 1
    keys: list[set[str] | None] = []
    previous = ""
    for match in re.finditer(_TOKEN, text):
        token = match[0]
        reason = ""
        if token == "\n":
            line += 1
            continue
        if before is not None and line > before:
            return None
        if token in "[{":
            keys.append(set() if token == "{" else None)
            reason = f"is nested deeper than {MAX_DEPTH} levels" if len(keys) > MAX_DEPTH else ""
        elif token in "]}":
            keys = keys[:-1]
        elif token == ":":
            reason = _repeated(keys, previous)
        elif token[0] != '"' and token != ",":
            reason = _bad_number(token)
        if reason:
            return JsonFault(reason, line)
        line += token.count("\n")
        previous = token
    return None


def _repeated(keys: list[set[str] | None], token: str) -> str:
    """What is wrong with ``token`` as a key of the innermost object, if anything."""
    known = keys[-1] if keys else None
    if known is None or token[:1] != '"':
        return ""
    try:
        key = json.loads(token)
    except ValueError:
        return ""
    if key in known:
        return f"has the key {token} twice in one object"
    known.add(key)
    return ""


def _bad_number(token: str) -> str:
    if token.endswith(("NaN", "Infinity")):
        return f"holds {token}, which is no JSON number"
    if len(token) > MAX_DIGITS:
        return f"holds a number of {len(token):,} digits"
    try:
        return f"holds the number {token}, which is too large" if math.isinf(float(token)) else ""
    except ValueError:
        return ""

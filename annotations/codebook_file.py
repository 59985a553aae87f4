"""Reading and writing ``codebook.toml``.

Reading is the standard library's tomllib; writing is done here, because the file is two flat kinds
of table and a library for it (tomlkit, tomli-w) would be one more dependency for thirty lines.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date, time
from pathlib import Path
from typing import Any, cast

from ..articles.printable import printable_line
from .codebook import Attribute, Codebook, Tag
from .codebook_layout import AFTER, END, HEADER
from .codebook_reader import read_codebook
from .codebook_rules import CodebookError, settled
from .files import Disk

__all__ = ["CodebookError", "dump_codebook", "load_codebook", "parse_codebook"]

MAX_BYTES = 1_000_000
"""A codebook larger than this is taken for another kind of file."""

_BARE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")


def load_codebook(path: Path) -> Codebook:
    """Read a codebook. Raises `CodebookError`, or `FileNotFoundError` when there is none."""
    name = printable_line(str(path))
    try:
        if path.stat().st_size > MAX_BYTES:
            raise CodebookError(f"{name}: larger than 1 MB, so it is no codebook; move it away")
        content = Disk().read(path) or b""
    except FileNotFoundError:
        raise
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise CodebookError(f"{name}: cannot be read ({reason}); check its permissions") from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise CodebookError(f"{name}, line {line}: not UTF-8; save it as UTF-8", line) from error
    return read_codebook(text, name)


def parse_codebook(text: str, source: str = "codebook.toml") -> Codebook:
    """Read a codebook from TOML; ``source`` names it in messages. Raises `CodebookError`.

    A tag without a letter gets a free one; unknown keys are kept in ``extra``.
    """
    return read_codebook(text, printable_line(source))


def dump_codebook(codebook: Codebook) -> str:
    """The codebook as TOML; reading it gives an equal codebook, comments included.

    A key or letter that two tags have (two people's tags merged) is settled first, so that what
    is written can always be read.
    """
    return "\n".join(_sections(settled(codebook)))


def _sections(codebook: Codebook) -> Iterator[str]:
    comments = codebook.comments
    top = {"name": codebook.name, "version": codebook.version, **codebook.extra}
    yield _lines(top, {"name": HEADER, **comments})
    for tag in codebook.tags:
        yield _table("tag", _tag_values(tag), tag.comments)
    for attribute in codebook.attributes:
        yield _table("attribute", _attribute_values(attribute), attribute.comments)
    if END in comments:
        yield comments[END] + "\n"


def _table(kind: str, values: Mapping[str, Any], comments: Mapping[str, str]) -> str:
    return _before("", comments) + f"[[{kind}]]\n" + _lines(values, comments)


def _tag_values(tag: Tag) -> dict[str, Any]:
    keys = ("key", "letter", "colour", "definition", "retired", "role")
    return {"id": tag.id, **_said({key: getattr(tag, key) for key in keys}), **tag.extra}


def _attribute_values(attribute: Attribute) -> dict[str, Any]:
    named = {
        "definition": attribute.definition,
        "values": list(attribute.values),
        "retired": attribute.retired,
    }
    return {"id": attribute.id, **_said(named), **attribute.extra}


def _said(values: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty or false: that is what a missing key means."""
    return {key: value for key, value in values.items() if value}


def _lines(values: Mapping[str, Any], comments: Mapping[str, str]) -> str:
    return "".join(
        f"{_before(key, comments)}{_key(key)} = {_value(value)}{_behind(key, comments)}\n"
        for key, value in values.items()
    )


def _before(key: str, comments: Mapping[str, str]) -> str:
    return f"{comments[key]}\n" if comments.get(key) else ""


def _behind(key: str, comments: Mapping[str, str]) -> str:
    return f"  {comments[key + AFTER]}" if comments.get(key + AFTER) else ""


def _key(key: str) -> str:
    return key if key and _BARE.issuperset(key) else _text(key)


def _value(value: object) -> str:
    match value:
        case str():
            return _text(value)
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case date() | time():
            return value.isoformat()
        case list():
            return f"[{', '.join(map(_value, cast('list[object]', value)))}]"
        case dict():
            items = cast("dict[str, object]", value).items()
            return f"{{ {', '.join(f'{_key(key)} = {_value(item)}' for key, item in items)} }}"
        case _:
            raise TypeError(f"TOML has no {type(value).__name__}")


def _text(text: str) -> str:
    """A basic string; JSON's escapes are TOML's, but for DEL and lone surrogates."""
    clean = text.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(clean, ensure_ascii=False).replace("\x7f", "\\u007f")

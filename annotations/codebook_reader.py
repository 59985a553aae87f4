"""Codebook tables to tags and attributes, and faults to sentences."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, NoReturn, cast

from ..articles.printable import printable_line
from .codebook import THEME_COLOURS, Attribute, Codebook, Tag
from .codebook_letters import free_letter, is_key, is_letter

MAX_ID_LENGTH = 100

_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_AT_LINE = re.compile(r"\s*\(at line (\d+), column \d+\)$")
_AT_END = "(at end of document)"
_TABLE = re.compile(r"\s*\[\[\s*[\"']?([\w-]+)")
_KEY = re.compile(r"\s*[\"']?([\w-]+)[\"']?\s*=")


class CodebookError(ValueError):
    """A codebook that cannot be used: ``message`` names file, line and remedy in one sentence.

    ``line`` counts from 1; ``None`` when the fault has no line.
    """

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


@dataclass(frozen=True, slots=True)
class _Source:
    """The file being read, for messages."""

    name: str
    lines: Mapping[tuple[str, int, str], int]
    """Line numbers by (table kind, its number from 0, key); the empty key is the table's header."""

    def fail(self, what: str, line: int | None = None) -> NoReturn:
        place = f"{self.name}, line {line}" if line else self.name
        raise CodebookError(f"{place}: {what}", line)

    def line(self, kind: str, number: int, key: str) -> int | None:
        return self.lines.get((kind, number, key)) or self.lines.get((kind, number, ""))


@dataclass(frozen=True, slots=True)
class _Table:
    """One ``[[tag]]`` or ``[[attribute]]`` (or, with an empty kind, the top of the file)."""

    source: _Source
    kind: str
    number: int
    values: Mapping[str, Any]

    def fail(self, key: str, what: str) -> NoReturn:
        self.source.fail(what, self.source.line(self.kind, self.number, key))

    def text(self, key: str, default: str = "") -> str:
        value = self.values.get(key, default)
        if not isinstance(value, str):
            self.fail(key, f'`{key}` is not a text; write {key} = "…"')
        return value

    def flag(self, key: str) -> bool:
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            self.fail(key, f"`{key}` is neither true nor false; write {key} = true")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(
            isinstance(item, str) for item in cast("list[object]", value)
        ):
            self.fail(key, f'`{key}` is not a list of texts; write {key} = ["…", "…"]')
        return tuple(cast("list[str]", value))

    def id(self) -> str:
        if "id" not in self.values:
            self.fail("id", f'this {self.kind} has no id; add id = "…"')
        value = self.text("id")
        if not is_id(value):
            self.fail("id", f'`id` must be 1 to {MAX_ID_LENGTH} visible characters; write id = "…"')
        return value

    def others(self, *known: str) -> Mapping[str, Any]:
        return {key: value for key, value in self.values.items() if key not in known}


def is_id(value: str) -> bool:
    """Whether ``value`` may be the id of a tag or an attribute."""
    return 0 < len(value) <= MAX_ID_LENGTH and value == value.strip() and value.isprintable()


def is_colour(value: str) -> bool:
    """Whether ``value`` is a theme colour, ``#rgb`` or ``#rrggbb``."""
    return value in THEME_COLOURS or _HEX.fullmatch(value) is not None


def read_codebook(text: str, name: str) -> Codebook:
    """The codebook in ``text``; ``name`` is the file's, for messages. Raises `CodebookError`."""
    source = _Source(name, _line_numbers(text))
    data = _parse(text, source)
    top = _Table(source, "", 0, data)
    version = data.get("version", 1)
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        top.fail("version", "`version` is not a whole number from 1 on; write version = 1")
    tag_tables, attribute_tables = _tables(top, "tag"), _tables(top, "attribute")
    tags = tuple(_tag(table) for table in tag_tables)
    attributes = tuple(_attribute(table) for table in attribute_tables)
    _no_doubles(tag_tables, tags, "id", "rename or remove one of them")
    _no_doubles(tag_tables, tags, "key", "give one of them another key")
    _no_doubles(tag_tables, tags, "letter", "give one of them another letter")
    _no_doubles(attribute_tables, attributes, "id", "rename or remove one of them")
    others = top.others("name", "version", "tag", "attribute")
    return Codebook(top.text("name"), version, _with_letters(tags), attributes, others)


def _parse(text: str, source: _Source) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except RecursionError:
        source.fail("brackets nested too deeply; remove the inner ones")
    except ValueError as error:
        what = str(error)
        line = None
        if place := _AT_LINE.search(what):
            line, what = int(place[1]), what[: place.start()]
        elif what.endswith(_AT_END):
            line, what = text.count("\n") + 1, what.removesuffix(_AT_END).rstrip()
        source.fail(f"not valid TOML ({printable_line(what)}); mend or remove this line", line)


def _line_numbers(text: str) -> Mapping[tuple[str, int, str], int]:
    """Where tables and keys stand, for messages only (a text of several lines can mislead it)."""
    found: dict[tuple[str, int, str], int] = {}
    counts: dict[str, int] = {}
    kind, number = "", 0
    for line_number, line in enumerate(text.split("\n"), 1):
        if table := _TABLE.match(line):
            kind = table[1]
            number = counts[kind] = counts.get(kind, -1) + 1
            found[kind, number, ""] = line_number
        elif key := _KEY.match(line):
            found.setdefault((kind, number, key[1]), line_number)
    return found


def _tables(top: _Table, kind: str) -> list[_Table]:
    found = top.values.get(kind, [])
    if not isinstance(found, list) or not all(
        isinstance(item, dict) for item in cast("list[object]", found)
    ):
        top.fail(kind, f"`{kind}` is not a list of tables; begin each with [[{kind}]]")
    return [
        _Table(top.source, kind, number, values)
        for number, values in enumerate(cast("list[dict[str, Any]]", found))
    ]


def _tag(table: _Table) -> Tag:
    tag_id, key, letter, colour = table.id(), *map(table.text, ("key", "letter", "colour"))
    if key and not is_key(key):
        table.fail("key", f'the key of tag "{tag_id}" is not one character; write one of 1 to 9')
    if letter and not is_letter(letter):
        what = f'the letter of tag "{tag_id}" is not one narrow character'
        table.fail("letter", f'{what}; write letter = "{free_letter(tag_id, ())}"')
    if colour and not is_colour(colour):
        what = f'tag "{tag_id}" has an unknown colour, "{printable_line(colour)}"'
        table.fail("colour", f"{what}; write #rrggbb or one of {', '.join(THEME_COLOURS)}")
    others = table.others("id", "key", "letter", "colour", "definition", "retired")
    definition, retired = table.text("definition"), table.flag("retired")
    return Tag(tag_id, key, letter, colour, definition, retired, others)


def _attribute(table: _Table) -> Attribute:
    others = table.others("id", "definition", "values", "retired")
    return Attribute(
        table.id(), table.text("definition"), table.texts("values"), table.flag("retired"), others
    )


def _no_doubles(
    tables: list[_Table], items: tuple[Tag, ...] | tuple[Attribute, ...], key: str, remedy: str
) -> None:
    first: dict[str, Tag | Attribute] = {}
    for table, item in zip(tables, items, strict=True):
        value = getattr(item, key)
        if not value:
            continue
        if other := first.get(value):
            used = "stands twice" if key == "id" else f'is used by "{other.id}" and "{item.id}"'
            table.fail(key, f'the {table.kind} {key} "{printable_line(value)}" {used}; {remedy}')
        first[value] = item


def _with_letters(tags: tuple[Tag, ...]) -> tuple[Tag, ...]:
    taken = {tag.letter for tag in tags}
    lettered: list[Tag] = []
    for tag in tags:
        letter = tag.letter or free_letter(tag.id, taken)
        taken.add(letter)
        lettered.append(tag if tag.letter else replace(tag, letter=letter))
    return tuple(lettered)

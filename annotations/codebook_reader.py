"""Codebook tables to tags and attributes, and faults to sentences."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NoReturn, cast

from ..articles.printable import printable_line
from ..articles.record import record
from ..articles.syntax import toml_fault
from .codebook import Attribute, Codebook, Role, Tag
from .codebook_layout import Layout, Place, find_layout
from .codebook_rules import CodebookError, first_fault, free_letter

_DEEPEST = 50


@record
class _Source:
    """The file being read, for messages."""

    name: str
    layout: Layout

    def fail(self, what: str, line: int | None = None) -> NoReturn:
        place = f"{self.name}, line {line}" if line else self.name
        raise CodebookError(f"{place}: {what}", line)


@record
class _Table:
    """One ``[[tag]]`` or ``[[attribute]]`` (or, with an empty kind, the top of the file)."""

    source: _Source
    place: Place
    values: Mapping[str, Any]

    def fail(self, key: str, what: str) -> NoReturn:
        self.source.fail(what, self.source.layout.line(self.place, key))

    def comments(self) -> Mapping[str, str]:
        return self.source.layout.comments.get(self.place, {})

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

    def role(self) -> Role:
        value = self.text("role")
        if value not in Role.__members__.values():
            known = ", ".join(role for role in Role if role)
            self.fail("role", f'unknown role "{printable_line(value)}"; write one of {known}')
        return Role(value)

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(
            isinstance(item, str) for item in cast("list[object]", value)
        ):
            self.fail(key, f'`{key}` is not a list of texts; write {key} = ["…", "…"]')
        return tuple(cast("list[str]", value))

    def id(self) -> str:
        if "id" not in self.values:
            self.fail("id", f'this {self.place[0]} has no id; add id = "…"')
        return self.text("id")

    def others(self, *known: str) -> Mapping[str, Any]:
        return {key: value for key, value in self.values.items() if key not in known}


def read_codebook(text: str, name: str) -> Codebook:
    """The codebook in ``text``; ``name`` is the file's, for messages. Raises `CodebookError`."""
    source = _Source(name, find_layout(text))
    data = _parse(text, source)
    top = _Table(source, ("", 0), data)
    version = data.get("version", 1)
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        top.fail("version", "`version` is not a whole number from 1 on; write version = 1")
    codebook = Codebook(
        top.text("name"),
        version,
        tuple(_tag(table) for table in _tables(top, "tag")),
        tuple(_attribute(table) for table in _tables(top, "attribute")),
        top.others("name", "version", "tag", "attribute"),
        top.comments(),
    )
    if fault := first_fault(codebook):
        source.fail(fault.what, source.layout.line((fault.kind, fault.number), fault.key))
    return replace(codebook, tags=_with_letters(codebook.tags))


def _is_deep(data: dict[str, Any]) -> bool:
    """Whether tables and lists are nested deeper than could be written again."""
    level: list[Any] = [data]
    for _ in range(_DEEPEST):
        held = [one.values() if isinstance(one, dict) else one for one in level]
        level = [one for values in held for one in values if isinstance(one, dict | list)]
        if not level:
            return False
    return True


def _parse(text: str, source: _Source) -> dict[str, Any]:
    try:
        data = tomllib.loads(text)
        if _is_deep(data):
            raise RecursionError
        return data
    except (ValueError, RecursionError) as error:
        said, line = toml_fault(error, text)
        source.fail(printable_line(said), line)


def _tables(top: _Table, kind: str) -> list[_Table]:
    found = top.values.get(kind, [])
    if not isinstance(found, list) or not all(
        isinstance(item, dict) for item in cast("list[object]", found)
    ):
        top.fail(kind, f"`{kind}` is not a list of tables; begin each with [[{kind}]]")
    return [
        _Table(top.source, (kind, number), values)
        for number, values in enumerate(cast("list[dict[str, Any]]", found))
    ]


def _tag(table: _Table) -> Tag:
    return Tag(
        id=table.id(),
        key=table.text("key"),
        letter=table.text("letter"),
        colour=table.text("colour"),
        definition=table.text("definition"),
        retired=table.flag("retired"),
        role=table.role(),
        extra=table.others("id", "key", "letter", "colour", "definition", "retired", "role"),
        comments=table.comments(),
    )


def _attribute(table: _Table) -> Attribute:
    return Attribute(
        id=table.id(),
        definition=table.text("definition"),
        values=table.texts("values"),
        retired=table.flag("retired"),
        extra=table.others("id", "definition", "values", "retired"),
        comments=table.comments(),
    )


def _with_letters(tags: tuple[Tag, ...]) -> tuple[Tag, ...]:
    taken = {tag.letter for tag in tags}
    lettered: list[Tag] = []
    for tag in tags:
        letter = tag.letter or free_letter(tag.id, taken)
        taken.add(letter)
        lettered.append(replace(tag, letter=letter))
    return tuple(lettered)

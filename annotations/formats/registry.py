"""Finds the formats: every module of this folder that defines ``FORMATS``."""

import pkgutil
from functools import cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import cast

from ...articles.record import record
from .base import Format, OffsetUnit


@record
class FormatCard:
    """What ``crossread formats`` tells of one format."""

    name: str
    title: str
    suffix: str
    unit: OffsetUnit
    keeps: str
    loses: str
    exports: bool
    imports: bool
    textless: bool
    extra: str


@cache
def _formats() -> MappingProxyType[str, Format]:
    package = __name__.rpartition(".")[0]
    found: list[Format] = []
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        if not module.ispkg:
            declared = getattr(import_module(f"{package}.{module.name}"), "FORMATS", ())
            found.extend(cast("tuple[Format, ...]", declared))
    return MappingProxyType({one.name: one for one in sorted(found, key=lambda one: one.name)})


def all_formats() -> tuple[Format, ...]:
    """Every format, by name in alphabetical order; imports no export library."""
    return tuple(_formats().values())


def format_names(*, exports: bool = False, imports: bool = False) -> tuple[str, ...]:
    """The names in alphabetical order; ``exports``/``imports`` leave out those that cannot."""
    return tuple(
        one.name
        for one in all_formats()
        if (one.exports or not exports) and (one.imports or not imports)
    )


def get_format(name: str) -> Format:
    """The format called ``name``; raises `KeyError` with a sentence that lists the names."""
    try:
        return _formats()[name]
    except KeyError:
        names = ", ".join(format_names())
        raise KeyError(f"There is no format “{name}”. The formats are {names}.") from None


def describe_formats() -> tuple[FormatCard, ...]:
    """What each format keeps and loses, in alphabetical order of names."""
    return tuple(
        FormatCard(
            one.name,
            one.title,
            one.suffix,
            one.unit,
            one.keeps,
            one.loses,
            one.exports,
            one.imports,
            one.textless,
            one.extra,
        )
        for one in all_formats()
    )

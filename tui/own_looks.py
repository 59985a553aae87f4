"""The user's own themes: files ``themes/NAME.toml`` beside ``config.toml``.

```toml
title = "Paper"
base = "crossread-light"    # what it does not say comes from there
ground = "#f4ecd8"
[roles]
primary = "#7a3e00"
```
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from ..articles.printable import printable_line
from .looks import LOOKS, Look

COLOURS = ("text", "ground", "quiet", "line")
ROLES = ("primary", "secondary", "success", "warning", "error", "accent")
_KEYS = ("title", "base", "dark", "tint", *COLOURS, "roles")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_LARGEST = 100_000
"""Bytes above which a file is no theme."""


def read_looks(folder: Path) -> tuple[list[Look], list[str]]:
    """The themes in a folder, by name, and sentences on what is wrong: file, line, remedy.

    A theme with a fault in it is left out whole. Nothing is raised.
    """
    try:
        paths = sorted(folder.glob("*.toml"))
    except OSError as error:
        return [], [printable_line(f"{folder} cannot be read ({error.strerror})")]
    files = [_File(path) for path in paths]
    named = {file.name: file for file in files}
    found: list[Look] = []
    for file in files:
        look = file.look(named, ())
        if look is not None:
            found.append(look)
    return found, [printable_line(fault) for file in files for fault in file.faults]


class _File:
    """One theme's file: what it says, and what is wrong with it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = path.stem
        self.faults: list[str] = []
        self._lines: Sequence[str] = ()
        self._look: Look | None = None
        self._read = False
        self._data: Mapping[str, Any] = self._parse()

    def look(self, named: Mapping[str, "_File"], before: Sequence[str]) -> Look | None:
        """The look, or ``None`` when there is a fault; ``before`` are the themes that build on it.

        Its base may be one of the ``named`` files.
        """
        if self._read:
            return self._look
        base = self._base(named, before)
        if base is not None and not self.faults:
            self._look = self._on(base)
        self._read = True
        if self.faults:
            self._look = None
        return self._look

    def _parse(self) -> Mapping[str, Any]:
        if not _NAME.fullmatch(self.name) or any(look.name == self.name for look in LOOKS):
            self.faults.append(
                f"{self.path}: {self.name} cannot be a theme's name; rename the file"
            )
            return {}
        try:
            with self.path.open("rb") as stream:
                data = stream.read(_LARGEST + 1)
            if len(data) > _LARGEST:
                self.faults.append(f"{self.path} is too large for a theme")
                return {}
            text = data.decode("utf-8")
            self._lines = text.split("\n")
            return self._toml(text)
        except OSError as error:
            self.faults.append(f"{self.path} cannot be read ({error.strerror})")
        except UnicodeDecodeError:
            self.faults.append(f"{self.path} is not UTF-8; save it as UTF-8")
        return {}

    def _toml(self, text: str) -> Mapping[str, Any]:
        try:
            return tomllib.loads(text)
        except (ValueError, RecursionError) as error:
            from ..articles.syntax import toml_fault

            said, line = toml_fault(error, text)
            where = f"{self.path} line {line}" if line else f"{self.path}"
            self.faults.append(f"{where}: {said}")
        return {}

    def _base(self, named: Mapping[str, "_File"], before: Sequence[str]) -> Look | None:
        wanted = self._data.get("base", LOOKS[0].name)
        found = next((look for look in LOOKS if look.name == wanted and not look.ansi), None)
        if found is None and isinstance(wanted, str) and wanted in named:
            if wanted == self.name or wanted in before:
                self._fault("base", f"{wanted} builds on this theme itself; name another base")
                return None
            found = named[wanted].look(named, (*before, self.name))
        if found is None and not self.faults:
            known = ", ".join(look.name for look in LOOKS if not look.ansi)
            self._fault("base", f"no theme to build on is called {wanted}; there are {known}")
        return found

    def _on(self, base: Look) -> Look:
        data = self._data
        for key in data.keys() - {*_KEYS}:
            self._fault(key, f"a theme has no {key}; it has {', '.join(_KEYS)}")
        roles = self._table("roles")
        for key in roles.keys() - {*ROLES}:
            self._fault(key, f"there is no role {key}; there are {', '.join(ROLES)}")
        title, dark = data.get("title", self.name), data.get("dark", base.dark)
        tint = data.get("tint", base.tint)
        if not isinstance(title, str):
            self._fault("title", "title is a text in quotation marks")
        if not isinstance(dark, bool):
            self._fault("dark", "dark is true or false")
        if isinstance(tint, bool) or not isinstance(tint, int | float) or not 0 <= tint <= 1:
            self._fault("tint", "tint is a number from 0 to 1")
        own = {key: self._colour(key, data[key]) for key in COLOURS if key in data}
        own_roles = {key: self._colour(key, roles[key]) for key in ROLES if key in roles}
        if self.faults:
            return base
        return replace(
            base,
            name=self.name,
            title=printable_line(title)[:40],
            dark=dark,
            tint=float(tint),
            roles={**base.roles, **own_roles},
            **own,
        )

    def _table(self, key: str) -> Mapping[str, Any]:
        found = self._data.get(key, {})
        if not isinstance(found, dict):
            self._fault(key, f"[{key}] is a table")
            return {}
        return cast("dict[str, Any]", found)

    def _colour(self, key: str, value: object) -> str:
        if not isinstance(value, str) or not _COLOUR.fullmatch(value):
            self._fault(key, f'{key} needs a colour such as "#1f5fbf"')
            return ""
        return value.lower()

    def _fault(self, key: str, what: str) -> None:
        given = re.compile(rf"""\s*(\[\s*)?["']?{re.escape(key)}["']?\s*[=\]]""")
        line = next((n for n, text in enumerate(self._lines, 1) if given.match(text)), 1)
        self.faults.append(f"{self.path} line {line}: {what}")

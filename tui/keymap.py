"""The user's keys: read from ``config.toml``, checked against the table of commands."""

import tomllib
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from ..articles.record import record
from .comfort import Comfort, comfort_of
from .commands import COMMANDS
from .commands import command as entry_of
from .looks import LOOKS

_NAMES = {
    "comma": ",",
    "backslash": "\\",
    "full_stop": ".",
    "plus": "+",
    "minus": "-",
    "space": "space",
    "pagedown": "page down",
    "pageup": "page up",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
}
THEMES = tuple(look.name for look in LOOKS)
RESERVED = frozenset({"ctrl+c", "ctrl+q", "escape"})
"""Keys that no command may take away: leaving and going back must always work."""


@record
class Settings:
    """What ``config.toml`` says; ``faults`` are sentences that name its lines."""

    theme: str = ""
    keys: Mapping[str, str] = field(default_factory=dict[str, str])
    faults: tuple[str, ...] = ()
    comfort: Comfort = field(default_factory=Comfort)


def shown_keys(keys: str) -> str:
    """Keys as a person reads them: ``j, ↓``."""
    return "  ".join(_shown(key.strip()) for key in keys.split(","))


def key_of(command_id: str, keymap: Mapping[str, str]) -> str:
    """The first key of a command, as a person reads it, with the user's own keys."""
    return shown_keys(keymap.get(command_id, entry_of(command_id).keys)).split("  ")[0]


def _shown(key: str) -> str:
    *modifiers, name = key.split("+")
    return "-".join([*modifiers, _NAMES.get(name, name)])


def read_settings(path: Path) -> Settings:
    """Read ``config.toml``; a missing file is an empty one, a broken one changes nothing.

    ``[keys]`` holds ``"command.id" = "key,other key"``. Unknown ids, keys used twice on one screen
    and reserved keys are left out and reported with their line.
    """
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        return Settings(faults=(f"{path} cannot be read ({error}); the default keys are used",))
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return Settings(faults=(f"{path}: {error}; mend that line, default keys are used",))
    theme = data.get("theme", "")
    table = data.get("keys", {})
    if not isinstance(table, dict) or not isinstance(theme, str):
        return Settings(faults=(f"{path}: theme is a text and [keys] a table; defaults are used",))
    keys, faults = _check(table, text, path)
    if theme and theme not in THEMES and not (path.parent / "themes" / f"{theme}.toml").is_file():
        line = _line_of(text, "theme")
        faults.append(f"{path} line {line}: no theme is called {theme}; {', '.join(THEMES)}")
    comfort, more = comfort_of(data, lambda name: f"{path} line {_line_of(text, name)}")
    return Settings(theme, keys, (*faults, *more), comfort)


def _line_of(text: str, word: str) -> int:
    found = (n for n, line in enumerate(text.split("\n"), 1) if word in line)
    return next(found, 1)


def _check(table: Mapping[str, object], text: str, path: Path) -> tuple[dict[str, str], list[str]]:
    known = {command.id: command for command in COMMANDS}
    keys: dict[str, str] = {}
    faults: list[str] = []
    for command_id, value in table.items():
        where = f"{path} line {_line_of(text, command_id)}"
        if command_id not in known:
            faults.append(f"{where}: there is no command {command_id}; see the key reference")
        elif not isinstance(value, str) or not value.strip():
            faults.append(f"{where}: {command_id} needs a key in quotation marks")
        elif any(key.strip() in RESERVED for key in value.split(",")):
            faults.append(f"{where}: {value} is reserved for going back and leaving")
        else:
            keys[command_id] = value
    taken: dict[tuple[str, str], str] = {}
    for command in COMMANDS:
        for key in keys.get(command.id, command.keys).split(","):
            place = (command.screen, key.strip())
            other = taken.setdefault(place, command.id)
            if other != command.id:
                mine = command.id if command.id in keys else other
                line = _line_of(text, mine)
                faults.append(f"{path} line {line}: {key} is used by {other} and {command.id}")
                keys.pop(mine, None)
    return keys, faults

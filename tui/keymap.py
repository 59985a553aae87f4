"""The user's settings read from ``config.toml``, keys checked against the table of commands."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from ..articles.printable import printable_line
from .comfort import comfort_of
from .commands import COMMANDS, DIALOGS, Command, command
from .looks import LOOKS
from .settings import Settings
from .strokes import Strokes, sequences, shown_sequence

THEMES = tuple(look.name for look in LOOKS)
PRESETS = ("default", "vim", "emacs")
RESERVED = frozenset({"ctrl+c", "ctrl+q", "escape"})
"""Keys that no command may take away: leaving and going back must always work."""
_COUNTS = ("key", "digits")
_SETTINGS = (
    *("theme", "preset", "keys", "counts", "mouse", "copy-command"),
    *("measure", "linear"),
)
_LINE = re.compile(r"\.toml line (\d+): ")
_BESIDE = {"reader": "app", "app": "reader"}
"""Commands that work at the same time, where a key of one cuts a sequence of the other off."""


def preset_keys(name: str) -> Mapping[str, str]:
    """The keys of a preset, by command; those it does not name are the table's."""
    if name not in ("vim", "emacs"):
        return {}
    from .presets import EMACS, VIM

    return VIM if name == "vim" else EMACS


def read_settings(path: Path, preset: str = "") -> Settings:
    """Read ``config.toml``; a missing file is an empty one, a broken one changes nothing.

    ``preset`` goes before the one that the file names. ``[keys]`` holds
    ``"command.id" = "key,other key"``. Unknown ids, keys used twice on one screen, keys that begin
    a sequence, and reserved keys are left out and reported with their line.
    """
    fallback = Settings(keys=preset_keys(preset))
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return fallback
    except OSError as error:
        return _faulty(fallback, f"{path} cannot be read ({error.strerror})")
    except UnicodeDecodeError:
        return _faulty(fallback, f"{path} is not UTF-8; save it as UTF-8")
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        from ..articles.syntax import toml_fault

        said, line = toml_fault(error, text)
        return _faulty(fallback, f"{path} line {line}: {said}" if line else f"{path}: {said}")
    file = _File(path, text, data)
    file.unknown(_SETTINGS)
    own_themes = [own.stem for own in (path.parent / "themes").glob("*.toml")]
    theme = file.choice("theme", THEMES, "no theme is called", own_themes)
    named = file.choice("preset", PRESETS, "there is no preset")
    table = file.table("keys")
    base = preset_keys(preset or named)
    digits = file.choice("counts", _COUNTS, "counts are not made by") == "digits"
    mouse = file.switch("mouse", default=True)
    copy_command = file.words("copy-command")
    comfort, more = comfort_of(data, file.where)
    keys, clashing = _check(table, base, file)
    faults = sorted(map(printable_line, (*file.faults, *clashing, *more)), key=_line_of)
    return Settings(
        theme,
        {**base, **keys},
        tuple(faults),
        comfort,
        digits=digits,
        mouse=mouse,
        copy_command=copy_command,
    )


def _line_of(fault: str) -> int:
    """The line that a fault names; 0 for none."""
    found = _LINE.search(fault)
    return int(found[1]) if found else 0


def _faulty(fallback: Settings, fault: str) -> Settings:
    return Settings(keys=fallback.keys, faults=(printable_line(fault),))


class _File:
    """The parsed file, and what is wrong with its values."""

    def __init__(self, path: Path, text: str, data: Mapping[str, object]) -> None:
        self.path = path
        self.lines = text.split("\n")
        self.data = data
        self.faults: list[str] = []

    def where(self, name: str) -> str:
        """The path and the line where a name gets its value."""
        given = re.compile(rf"""\s*["']?{re.escape(name)}["']?\s*=|\s*\[{re.escape(name)}\]""")
        found = (n for n, line in enumerate(self.lines, 1) if given.match(line))
        holding = (n for n, line in enumerate(self.lines, 1) if name in line)
        return f"{self.path} line {next(found, None) or next(holding, 1)}"

    def unknown(self, known: Sequence[str]) -> None:
        """Report what is set and means nothing: it may be misspelt."""
        self.faults += [
            f"{self.where(name)}: there is no setting {name}; there are {', '.join(known)}"
            for name in self.data
            if name not in known
        ]

    def choice(
        self, name: str, choices: tuple[str, ...], trouble: str, more: Sequence[str] = ()
    ) -> str:
        """One of several words; nothing when there is none or another one."""
        value = self.data.get(name, "")
        if value in choices or value in more or value == "":
            return str(value)
        self.faults.append(f"{self.where(name)}: {trouble} {value}; there are {', '.join(choices)}")
        return ""

    def switch(self, name: str, *, default: bool) -> bool:
        """``true`` or ``false``."""
        value = self.data.get(name, default)
        if isinstance(value, bool):
            return value
        self.faults.append(f"{self.where(name)}: {name} is true or false")
        return default

    def words(self, name: str) -> tuple[str, ...]:
        """A command as the words a shell would make of it; no shell ever sees it."""
        value = self.data.get(name, "")
        if value == "":
            return ()
        if isinstance(value, str):
            import shlex

            with suppress(ValueError):
                return tuple(shlex.split(value))
        self.faults.append(f"{self.where(name)}: {name} is a command in quotation marks")
        return ()

    def table(self, name: str) -> Mapping[str, object]:
        """A table; empty when it is missing or something else."""
        value = self.data.get(name, {})
        if isinstance(value, dict):
            return {str(key): entry for key, entry in value.items()}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
        self.faults.append(f"{self.where(name)}: [{name}] is a table")
        return {}


def _check(
    table: Mapping[str, object], base: Mapping[str, str], file: _File
) -> tuple[dict[str, str], list[str]]:
    """The user's keys that can stand, on top of those of a preset, and what is wrong."""
    known = {entry.id for entry in COMMANDS}
    keys: dict[str, str] = {}
    faults: list[str] = []
    for command_id, value in _flat(table):
        where = file.where(command_id)
        if command_id not in known:
            faults.append(f"{where}: there is no command {command_id}; see the key reference")
        elif not isinstance(value, str) or not sequences(value):
            faults.append(f"{where}: {command_id} needs a key in quotation marks")
        elif trouble := _trouble(command(command_id), value):
            faults.append(f"{where}: {trouble}")
        else:
            keys[command_id] = _with_reserved(command(command_id), value)
    faults += _clashes(keys, base, file)
    return keys, faults


def _flat(table: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """The commands and what they are given; without quotation marks an id is a table in TOML."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from ((f"{name}.{last}", keys) for last, keys in value.items())  # pyright: ignore[reportUnknownVariableType]
        else:
            yield name, value


def _trouble(entry: Command, value: str) -> str:
    own = {strokes[0] for strokes in sequences(entry.keys)}
    pressed = sequences(value)
    if any(stroke in RESERVED - own for strokes in pressed for stroke in strokes):
        return f"{value} is reserved for going back and leaving"
    if entry.screen in DIALOGS and any(len(strokes) > 1 for strokes in pressed):
        return f"{entry.id} takes single keys, no sequence"
    if any(len(strokes) > 2 for strokes in pressed):
        return f"{value}: a sequence has two keys"
    return ""


def _with_reserved(entry: Command, value: str) -> str:
    """A way back keeps the reserved key that it has."""
    mine = sequences(value)
    kept = [key for key in entry.keys.split(",") if key in RESERVED and (key,) not in mine]
    return ",".join([value, *kept])


def _clashes(keys: dict[str, str], base: Mapping[str, str], file: _File) -> list[str]:
    """Take out the user's keys that another command of the screen has, or that cut one off."""
    if not keys:
        return []
    faults: list[str] = []
    taken: dict[tuple[str, str], dict[Strokes, str]] = {}  # by screen and first key
    # What the user has not touched comes first, so that the fault is the user's line.
    for entry in sorted(COMMANDS, key=lambda entry: entry.id in keys):
        for strokes in sequences(keys.get(entry.id, base.get(entry.id, entry.keys))):
            place = taken.setdefault((entry.screen, strokes[0]), {})
            beside = taken.get((_BESIDE.get(entry.screen, ""), strokes[0]), {})
            clash = _clash(place, strokes, entry.id) or _cut_off(beside, strokes, entry.id)
            if clash and entry.id in keys:
                faults.append(f"{file.where(entry.id)}: {clash}")
                keys.pop(entry.id)
                break
            place.setdefault(strokes, entry.id)
    return faults


def _clash(place: Mapping[Strokes, str], strokes: Strokes, command_id: str) -> str:
    if strokes in place:
        return f"{shown_sequence(strokes)} is used by {place[strokes]} and {command_id}"
    return _cut_off(place, strokes, command_id)


def _cut_off(place: Mapping[Strokes, str], strokes: Strokes, command_id: str) -> str:
    for known, other in place.items():
        size = min(len(known), len(strokes))
        if known[:size] == strokes[:size] and known != strokes:
            key, sequence = (known, other), (strokes, command_id)
            if len(strokes) == size:
                key, sequence = sequence, key
            return (
                f"{shown_sequence(key[0])} is the key of {key[1]}, "
                f"so {shown_sequence(sequence[0])} of {sequence[1]} is out of reach"
            )
    return ""

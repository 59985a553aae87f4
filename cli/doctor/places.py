"""The user's own folders and settings."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from .finding import Finding

_TOPIC = "folders"
_LITTLE = 100_000_000
"""Bytes free on a disk below which it is worth a word."""
_MEND = "; mend this line"
_REMEDY = "mend that; until then it is not used"


def places() -> Iterator[Finding]:
    """Where settings, cache, state and samples are, and whether they can be written."""
    import platformdirs

    folders = {
        "config": platformdirs.user_config_path("crossread"),
        "cache": platformdirs.user_cache_path("crossread"),
        "state": platformdirs.user_state_path("crossread"),
        "data": platformdirs.user_data_path("crossread"),
    }
    for name, folder in folders.items():
        yield _folder(name, folder)
    yield from _settings(folders["config"] / "config.toml")
    yield from _themes(folders["config"] / "themes")


def writable(folder: Path) -> bool:
    """Whether something can be made in a folder, or the folder itself where it would be."""
    there = next((place for place in (folder, *folder.parents) if place.exists()), None)
    return there is not None and there.is_dir() and os.access(there, os.W_OK | os.X_OK)


def _folder(name: str, folder: Path) -> Finding:
    if not writable(folder):
        remedy = f"allow writing there, or set XDG_{name.upper()}_HOME to another folder"
        if name == "config":  # only ever read
            return Finding(_TOPIC, name, f"{folder}: read only")
        return Finding(_TOPIC, name, f"{folder}: cannot be written", "wrong", remedy)
    if not folder.exists():
        return Finding(_TOPIC, name, f"{folder}: made when it is needed")
    free = shutil.disk_usage(folder).free
    if free < _LITTLE:
        found = f"{folder}: {free // 1_000_000} MB free"
        return Finding(_TOPIC, name, found, "note", "make room on that disk")
    return Finding(_TOPIC, name, str(folder))


def _settings(path: Path) -> Iterator[Finding]:
    from ...tui.keymap import read_settings

    settings = read_settings(path)
    if not path.exists():
        yield Finding(_TOPIC, "settings", f"{path}: none, so everything is as it comes")
    elif not settings.faults:
        yield Finding(_TOPIC, "settings", f"{path}: {len(settings.keys)} keys changed")
    for fault in settings.faults:
        yield Finding(_TOPIC, "settings", fault.removesuffix(_MEND), "wrong", _REMEDY)


def _themes(folder: Path) -> Iterator[Finding]:
    """The user's own themes; nothing where there are none."""
    from ...tui.own_looks import read_looks

    looks, faults = read_looks(folder)
    if looks:
        yield Finding(_TOPIC, "themes", f"{folder}: {', '.join(look.name for look in looks)}")
    for fault in faults:
        yield Finding(_TOPIC, "themes", fault.removesuffix(_MEND), "wrong", _REMEDY)

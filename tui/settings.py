"""What the user has settled. No Textual, and little else: there is nothing to read before it."""

from __future__ import annotations

import os
from dataclasses import field
from typing import TYPE_CHECKING

from ..articles.record import record
from .comfort import Comfort

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@record
class Settings:
    """What ``config.toml`` says; ``faults`` are sentences that name its lines."""

    theme: str = ""
    keys: Mapping[str, str] = field(default_factory=dict[str, str])
    """Keys of the commands that have others than the table says: of the preset, then the user's."""
    faults: tuple[str, ...] = ()
    comfort: Comfort = field(default_factory=Comfort)
    digits: bool = False
    """Whether digits begin a count, and tags need the count key before theirs."""
    mouse: bool = True
    copy_command: tuple[str, ...] = ()
    """A program, with its arguments, that copied text is given to on its standard input."""


def settings_of(path: Path, preset: str = "") -> Settings:
    """What ``config.toml`` says; see `keymap.read_settings`, which many need not import."""
    if not preset and not os.path.lexists(path):
        return Settings()
    from .keymap import read_settings

    return read_settings(path, preset)

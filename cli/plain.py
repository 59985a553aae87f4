"""Command lines that hold nothing but paths, as most do: read without a parser.

argparse, and making a parser with it, would take a tenth of the time until there is text to read.
"""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def plain_options(words: Sequence[str]) -> SimpleNamespace | None:
    """What `parser.parse` makes of ``read PATH…``, or ``None`` when there is more to read."""
    command, *paths = words
    if command != "read" or any(path[:1] in ("", "-") for path in paths):
        return None
    from .arguments import ARGUMENTS

    options = SimpleNamespace(**dict(argument.default for argument in ARGUMENTS[command]))
    options.paths = [Path(path) for path in paths]
    options.command = command
    return options

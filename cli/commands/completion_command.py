"""`crossread completion`: what a shell needs to complete commands and options."""

import argparse

import shtab

from ...annotations.formats.registry import format_names
from ..arguments import Argument
from ..main import FINE
from ..output import print_text
from ..parser import build

_PLACES = {"file": shtab.FILE, "folder": shtab.DIRECTORY}


def run(options: argparse.Namespace) -> int:
    """Print the completion script of a shell."""
    script = shtab.complete(build(_teach), shell=options.shell)
    # A path may stand where a command does: bash falls back on the names of files.
    print_text(script.replace("complete -o bashdefault ", "complete -o bashdefault -o default "))
    return FINE


def _teach(argument: Argument, action: argparse.Action) -> None:
    """Tell the shell what an argument is completed to."""
    if argument.completes == "format":
        action.choices = format_names()
    elif argument.completes:
        action.complete = _PLACES[argument.completes]  # pyright: ignore[reportAttributeAccessIssue]

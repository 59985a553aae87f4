"""`crossread completion`: what a shell needs to complete commands and options."""

import argparse

import shtab

from ..main import FINE
from ..output import print_text
from ..parser import build


def run(options: argparse.Namespace) -> int:
    """Print the completion script of a shell."""
    print_text(shtab.complete(build(), shell=options.shell))
    return FINE

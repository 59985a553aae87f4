"""Failures told in one sentence."""

import sys

from ..articles.printable import printable_line


class Failure(Exception):
    """Ends a command: one sentence with file and remedy, and the exit code."""

    def __init__(self, message: str, code: int = 1) -> None:
        super().__init__(message)
        self.code = code


def tell(message: str) -> None:
    """Say a sentence on standard error; nothing in it can act on the terminal."""
    if sys.stderr is not None:
        sys.stderr.write(f"crossread: {printable_line(message)}\n")
        sys.stderr.flush()

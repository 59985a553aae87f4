"""Standard output and error, made ready for whatever is printed."""

import io
import os
import sys


def prepare_streams() -> None:
    """Let no character end a command: what an encoding cannot write is written as an escape.

    That is a lone surrogate in a path, and most characters of a terminal that knows ASCII only. A
    closed standard output or error is replaced by one that goes nowhere.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")

"""How a command ends that does not end well: one sentence and an exit code for every exception."""

import os
import sys
import traceback
from contextlib import suppress
from pathlib import Path

from ..articles.printable import printable, printable_line
from .failure import Failure, tell
from .main import FINDINGS, FINE

_INTERRUPTED = 130  # what shells make of a program that Ctrl-C ended
_MOST = 200
"""Characters of an unexpected error that are told."""


def end(error: BaseException) -> int:
    """Tell what happened, if it is worth words; returns the exit code."""
    if isinstance(error, SystemExit):  # after help
        return error.code if isinstance(error.code, int) else FINE
    if isinstance(error, Failure):
        tell(str(error))
        return error.code
    if isinstance(error, KeyboardInterrupt):
        tell("stopped")
        return _INTERRUPTED
    if isinstance(error, BrokenPipeError) and _reader_has_left():
        _output_is_gone()
        return FINE
    if os.environ.get("CROSSREAD_DEBUG"):
        sys.stderr.write(printable("".join(traceback.format_exception(error))))
        return FINDINGS
    tell(_expected(error) or _unexpected(error))
    _output_is_gone()
    return FINDINGS


def _expected(error: BaseException) -> str:
    """What the system refused, or nothing when the error is none of the system's."""
    if isinstance(error, MemoryError):
        return "there is not enough memory for this; open fewer or smaller articles"
    if not isinstance(error, OSError) or error.strerror is None:
        return ""
    place = error.filename if isinstance(error.filename, str) else "the output"
    return f"{place} cannot be used ({error.strerror}); mend that or name another place"


def _unexpected(error: BaseException) -> str:
    said = printable_line(str(error))
    said = f"{said[:_MOST]}…" if len(said) > _MOST else said
    kind = type(error).__name__ + (f": {said}" if said else "")
    return (
        f"this should not happen and is a fault of crossread ({kind}{_place(error)}); what was "
        "saved is safe; please report it with what CROSSREAD_DEBUG=1 crossread ... shows"
    )


def _place(error: BaseException) -> str:
    """The last line of ours that was running."""
    ours = Path(__file__).parents[1]
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.is_relative_to(ours) and ".venv" not in path.relative_to(ours).parts:
            return f" in line {frame.lineno} of {path.relative_to(ours)}"
    return ""


def _reader_has_left() -> bool:
    """Whether our output goes into a pipe that nobody reads any more, as after `head`."""
    import select

    try:
        watch = select.poll()
        watch.register(sys.stdout, select.POLLOUT)
        return any(event & (select.POLLERR | select.POLLHUP) for _, event in watch.poll(0))
    except (OSError, ValueError):
        return False


def _output_is_gone() -> bool:
    """Whether nothing can be written any more; what is still buffered is then forgotten.

    Python would try to write it once more at the exit, and complain.
    """
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        with suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, sys.stdout.fileno())
            os.close(nowhere)
        return True
    return False

"""Whether the terminal keeps up with what is written to it."""

import select
import sys


def is_congested() -> bool:
    """Whether the terminal has not yet taken what was written before, as over a slow link.

    Textual queues frames without dropping any, so that over a slow link keys would be seen seconds
    late; whoever paints whole columns asks here first and waits. Textual writes to standard error.
    """
    stream = sys.__stderr__
    try:
        if stream is None or not stream.isatty():
            return False
        return not select.select([], [stream.fileno()], [], 0)[1]
    except (OSError, ValueError):  # closed, or a descriptor beyond what select can watch
        return False

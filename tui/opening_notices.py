"""What the reader says, on opening, of files that are not as they should be. No Textual.

The columns stand behind what is said: a line for each kind, shortened, with the command that tells
all of it.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

_CELLS = 150
"""Characters of a fault that are shown, three lines of a notice: name, reason and remedy."""

_SETTINGS, _WORK = "crossread doctor", "crossread check"


def opening_notices(
    settings: Sequence[str], work: Sequence[str], left_out: Sequence[str], root: Path
) -> Iterator[str]:
    """At most three lines: on settings and themes, on sidecars, on files that were left out.

    Each fault is a sentence that begins with a path; below ``root`` only the rest of that is shown.
    """
    for faults, teller in ((settings, _SETTINGS), (work, _WORK), (left_out, _WORK)):
        if faults:
            yield _line(faults, teller, root)


def _line(faults: Sequence[str], teller: str, root: Path) -> str:
    first = _without_folder(faults[0], root)
    if len(faults) == 1 and len(first) <= _CELLS:
        return first
    short = first if len(first) <= _CELLS else first[: _CELLS - 1].rstrip() + "…"
    how_many = f"{len(faults) - 1:,} more: {teller}" if len(faults) > 1 else f"all: {teller}"
    return f"{short} ({how_many})"


def _without_folder(fault: str, root: Path) -> str:
    """The fault with its path from ``root`` on; a path from elsewhere as the name alone."""
    if fault.startswith(f"{root}/"):
        return fault.removeprefix(f"{root}/")
    path, mark, rest = _divided(fault)
    return f"{path.rpartition('/')[2]}{mark}{rest}" if fault.startswith("/") else fault


def _divided(fault: str) -> tuple[str, str, str]:
    """Settings and themes are told as ``PATH.toml line 3: …`` or ``PATH.toml: …``."""
    path, mark, rest = fault.partition(".toml")
    return (path, mark, rest) if mark else ("", "", fault)

"""Text that is written to files for others, and paths as people type them. No Textual."""

import errno
import os
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from ..articles.loading.walk import is_own
from ..articles.printable import printable

Said = tuple[str, str]
"""What to say, and in which part of a line."""

_FAULTS = {errno.ELOOP: "is a link; name the file that it leads to"}


def typed_path(text: str) -> Path:
    """The path; ``~`` is the home folder, and a name that nobody has stays as it is."""
    path = Path(text.strip().replace("\0", ""))
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def write_new(path: Path, text: str) -> Said:
    """Write a new file, whole or not at all."""
    try:
        with path.open("x", encoding="utf-8", errors="replace", newline="") as file:
            try:
                file.write(text)
                file.flush()
            except OSError:
                with suppress(OSError):
                    path.unlink()
                raise
    except FileExistsError:
        return f"{path} is there already; name another file", "line--bad"
    except OSError as error:
        return f"{path}: {error.strerror}; name another place", "line--bad"
    return f"written to {path}", "line--strong"


def append(path: Path, text: str, shown: str, articles: Collection[Path]) -> Said:
    """Write at the end of a file, which is called ``shown``.

    Never of an article or of what is kept about it, and through no link: one that lies in the
    articles' folder may lead anywhere.
    """
    if is_own(path.name) or os.path.realpath(path) in map(os.path.realpath, articles):
        return f"{path} belongs to the articles; name another file", "line--bad"
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    try:
        descriptor = os.open(path, flags, 0o666)
        with open(descriptor, "a", encoding="utf-8", errors="replace") as file:  # noqa: PTH123
            file.write(printable(text) + "\n\n")
    except OSError as error:
        why = _FAULTS.get(error.errno or 0, f"{error.strerror}; name another place")
        return f"{path}: {why}", "line--bad"
    return f"written at the end of {shown}", "line--strong"

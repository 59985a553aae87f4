"""Finding the files of a collection: order, what is passed over, and links."""

import os
import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import field

from ..record import holder

_NUMBER = re.compile(r"(\d+)", re.ASCII)
_OWN_FILES = frozenset({"claims.json", "codebook.toml"})
_OWN_ENDINGS = (".annotations.json", ".claims.jsonl")

_OUTSIDE = "is a link that leads out of the folder; name it on the command line to open it"
_NOWHERE = "is a link that leads nowhere; mend or remove it"
NO_FILE = "is not a regular file; save its content to one first"
_NO_ENTRY = "cannot be listed ({0}); change its permissions"


@holder
class Found:
    """Files to be read, in order, and (path, clause) for what is not among them."""

    files: list[str] = field(default_factory=list[str])
    problems: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    """Folders that could not be listed."""
    passed_over: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    """Links and pipes that nobody would take for an article that is broken."""

    def take(self, entry: "os.DirEntry[str]", endings: frozenset[str]) -> bool:
        """Note an entry that has the ending of an article; whether it is a file to be read."""
        if os.path.splitext(entry.name)[1].lower() not in endings:
            return False
        if entry.is_file(follow_symlinks=False):
            self.files.append(entry.path)
            return True
        self.passed_over.append((entry.path, NO_FILE))
        return False


def natural_key(path: str) -> list[tuple[tuple[int, int, str], ...]]:
    """Sort key that puts ``2.txt`` before ``10.txt`` and a folder's files together."""
    return [
        tuple(
            (0, int(part), part) if part.isdigit() and part.isascii() else (1, 0, part.casefold())
            for part in _NUMBER.split(name)
            if part
        )
        for name in path.split("/")
    ]


def is_passed_over(name: str) -> bool:
    """Hidden files, sidecars, exported claims and the program's own files are no articles."""
    return name.startswith(".") or is_own(name)


def is_own(name: str) -> bool:
    """Sidecars, exported claims and the program's own files: a shell's ``*`` names them too."""
    return name in _OWN_FILES or name.endswith(_OWN_ENDINGS)


def walk_folder(
    folder: str, endings: frozenset[str], cancelled: Callable[[], bool] = lambda: False
) -> Found:
    """Files below ``folder`` with one of ``endings`` (lower case, with dot), in natural order.

    A link is followed only where it stays inside the folder and leads to something that the walk
    has not met already: nothing is opened twice and loops end.
    """
    found = Found()
    seen: set[str] = set()
    links: list[str] = []
    for entry in _entries(folder, found, seen, links, cancelled):
        found.take(entry, endings)
    if links:
        _follow(folder, links, endings, found, seen, cancelled)
    prefix = len(folder.rstrip("/")) + 1
    found.files.sort(key=lambda path: (natural_key(path[prefix:]), path))
    return found


def folders_below(folder: str) -> Iterator[str]:
    """The folder and those in it that are not passed over; links are not followed."""
    for current, names, _ in os.walk(folder):
        names[:] = [name for name in names if not is_passed_over(name)]
        yield current


def _entries(
    folder: str,
    found: Found,
    seen: set[str],
    links: list[str],
    cancelled: Callable[[], bool],
) -> Iterator["os.DirEntry[str]"]:
    """What is below ``folder``, neither folder nor link.

    Fills ``seen`` with real folders and ``links`` with links.
    """
    waiting = [folder]
    while waiting and not cancelled():
        current = waiting.pop()
        real = os.path.realpath(current)
        if real in seen:
            continue
        seen.add(real)
        try:
            with os.scandir(current) as entries:
                listed = list(entries)
        except OSError as error:
            found.problems.append((current, _NO_ENTRY.format(error.strerror or error)))
            continue
        for entry in listed:
            if is_passed_over(entry.name):
                continue
            if entry.is_symlink():
                links.append(entry.path)
            elif entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            else:
                yield entry


def _follow(
    folder: str,
    links: list[str],
    endings: frozenset[str],
    found: Found,
    seen: set[str],
    cancelled: Callable[[], bool],
) -> None:
    root = os.path.realpath(folder)
    met = {os.path.realpath(path) for path in found.files}
    while links and not cancelled():
        path = links.pop()
        target = os.path.realpath(path)
        fits = os.path.splitext(path)[1].lower() in endings
        try:
            mode = os.stat(target).st_mode
        except OSError:
            if fits:
                found.passed_over.append((path, _NOWHERE))
            continue
        if os.path.commonpath((root, target)) != root:
            if fits or stat.S_ISDIR(mode):
                found.passed_over.append((path, _OUTSIDE))
        elif stat.S_ISDIR(mode):
            for entry in _entries(path, found, seen, links, cancelled):
                if found.take(entry, endings):
                    met.add(os.path.realpath(entry.path))
        elif not fits or target in met:
            continue
        elif stat.S_ISREG(mode):
            met.add(target)
            found.files.append(path)
        else:
            found.passed_over.append((path, NO_FILE))

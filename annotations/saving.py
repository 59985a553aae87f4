"""Bringing what is staged to the disk, one file after the other, under one lock."""

import contextlib
import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..articles.record import record
from . import files
from .files import Disk, Fence
from .layout import Layout
from .problems import Problem, both_changed, unreadable, unsaved
from .shelf import Shelf
from .sidecar import FileFault


@record
class Outcome:
    """What became of one file in a flush."""

    saved: bool
    problem: Problem | None = None
    merged: bool = False
    broken: bool = False
    """The file cannot be read any more, so nothing may be written to it."""


def save(shelf: Shelf[Any], disk: Disk, ready: Callable[[], None]) -> Outcome:
    """Save one file, replacing it only when ``ready`` has returned; faults become problems."""
    try:
        saved = shelf.save(disk, ready)
    except FileFault as fault:
        return Outcome(False, unreadable(shelf.path, fault), broken=True)
    except files.OutsideError as error:
        return Outcome(False, unreadable(shelf.path, error), broken=True)
    except OSError as error:
        return Outcome(False, unsaved(shelf.path, error))
    problem = both_changed(shelf.path, saved.conflicts) if saved.conflicts else None
    return Outcome(True, problem, saved.changed)


def ensure_home(layout: Layout, disk: Disk) -> None:
    """Create the private folder, and DIR of ``--sidecars``; never the collection's own folder.

    Raises `OSError`: a collection whose folder has vanished must not come back empty.
    """
    if layout.elsewhere:
        files.ensure_folder(disk, layout.home)
    elif not layout.home.is_dir():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(layout.home))
    layout.fence.follow(layout.private)
    files.ensure_folder(disk, layout.private)


class Leftovers:
    """What killed programs left lying, removed once a session and folder."""

    def __init__(self, fence: Fence, disk: Disk) -> None:
        self._fence = fence
        self._disk = disk
        self._clean: set[Path] = set()

    def remove(self, folders: set[Path]) -> None:
        """Remove it from these folders."""
        for folder in folders - self._clean:
            with contextlib.suppress(files.OutsideError):
                inside = self._fence.follow(folder / "any").parent
                files.remove_leftovers(self._disk, inside)
        self._clean |= folders

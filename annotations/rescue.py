"""The emergency copy of work that could not be saved, in the user's state folder.

While saving fails, what is in no file yet lies here too, so that neither leaving nor a kill costs
it; the next start offers to bring it back. It goes when everything is saved.
"""

import contextlib
import hashlib
import json
import os
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from ..articles.record import record
from . import strict_json
from .files import Disk, ensure_private, remove_leftovers, replace
from .history import Change, change_to_json, changes_from_json
from .model import now


@record
class Left:
    """What an earlier session could not save, and when that was, in UTC."""

    path: Path
    at: str
    changes: tuple[Change, ...]

    def drop(self) -> None:
        """It is saved now, or given up."""
        with contextlib.suppress(OSError):
            self.path.unlink()


class Rescue:
    """The emergency copies of one collection and annotator; a session writes its own file only."""

    def __init__(self, folder: Path, root: Path, annotator: str = "") -> None:
        self._folder = folder
        said = f"{os.path.realpath(root)}\n{annotator}".encode("utf-8", "surrogateescape")
        self._stem = hashlib.sha256(said).hexdigest()[:32]
        self.path = folder / f"{self._stem}.{secrets.token_hex(4)}.json"
        self.kept = False
        """Whether a copy of this session is there."""

    def keep(self, changes: Sequence[Change]) -> None:
        """Write down durably what is in no file yet. Raises `OSError`."""
        said = {"version": 1, "at": now(), "changes": [change_to_json(c) for c in changes]}
        ensure_private(Disk(), self._folder)
        remove_leftovers(Disk(), self._folder)
        replace(Disk(), self.path, json.dumps(said, indent=1).encode("ascii"))
        self.kept = True

    def drop(self) -> None:
        """Everything is saved."""
        if self.kept:
            with contextlib.suppress(OSError):
                self.path.unlink()
            self.kept = False

    def left(self) -> list[Left]:
        """What earlier sessions left, the oldest first; a damaged file is passed over."""
        paths = self._folder.glob(f"{self._stem}.*.json") if self._folder.is_dir() else ()
        found = (_read(path) for path in paths if path != self.path)
        return sorted((left for left in found if left), key=lambda left: left.at)


def _read(path: Path) -> Left | None:
    document: object = None
    with contextlib.suppress(OSError, strict_json.JsonFault):
        document = strict_json.parse(path.read_bytes())
    match document:
        case {"at": str(at), "changes": list()}:
            said = cast("dict[str, Any]", document)["changes"]
            changes = tuple(changes_from_json(said))
            return Left(path, at, changes) if changes else None
        case _:
            return None

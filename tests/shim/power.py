"""What a power cut may leave of the files a program wrote, after each of its operations.

`record.c` tells what the program did; here it is done again, in memory. Content is sure when its
file was synced, a name when its folder was. What is not sure may be there or not, each for itself:
an append may be there by half, a rename without the content of the file that was renamed.
"""

from __future__ import annotations

import copy
import random
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple


class Record(NamedTuple):
    """``open``, ``truncate``, ``write``, ``sync``, ``rename``, ``remove`` or ``folder``.

    ``show`` is no operation on a file: ``data`` went to the terminal.
    """

    name: str
    inode: int
    path: str
    source: str
    data: bytes


class Recorder:
    """The environment in which a program writes down what it does below ``folder``."""

    def __init__(self, library: Path, folder: Path) -> None:
        self._log = folder.with_name(f"{folder.name}.record")
        self.environment = {
            "LD_PRELOAD": str(library),
            "RECORD_FOLDER": str(folder),
            "RECORD_LOG": str(self._log),
        }

    def records(self) -> Iterator[Record]:
        """All that was written down, in the order in which it took effect."""
        with self._log.open("rb") as log:
            while head := log.readline():
                name, inode, size, path, source = head.decode().rstrip("\n").split("\t")
                yield Record(name, int(inode), path, source, log.read(int(size)))


@dataclass
class File:
    """The content now, and as it was last synced."""

    now: bytes = b""
    sure: bytes = b""

    def left(self, part: float) -> bytes:
        """The content with ``part`` of what is unsure of it, from 0 to 1."""
        if self.now.startswith(self.sure):
            return self.now[: len(self.sure) + round(part * (len(self.now) - len(self.sure)))]
        return self.now if part > 0.5 else self.sure


Names = dict[str, int]
"""The inodes by path, those of folders too."""
Left = Mapping[str, bytes | None]
"""Contents by path; ``None`` is a folder."""


class Chance(NamedTuple):
    """What becomes of the unsure: whether a name is there, and how much of a content is."""

    keeps: Callable[[], bool]
    part: Callable[[], float]


def chances(seed: int, dice: int) -> Iterator[Chance]:
    """Nothing is there; names, but empty files; half of everything; all; and what dice say."""
    yield Chance(lambda: False, lambda: 0)
    yield Chance(lambda: True, lambda: 0)
    yield Chance(lambda: True, lambda: 0.5)
    yield Chance(lambda: True, lambda: 1)
    chance = random.Random(seed)
    for _ in range(dice):
        yield Chance(lambda: chance.random() < 0.5, lambda: chance.choice((0, chance.random(), 1)))


class Disk:
    """The files below a folder, with what is sure of them; at first all is."""

    def __init__(self, folder: Path) -> None:
        self._files: dict[int, File] = {}
        """By inode; a folder is none of them."""
        self._names: Names = {}
        for path in (folder, *folder.rglob("*")):
            inode = self._names[str(path)] = path.stat().st_ino
            if path.is_file():
                self._files[inode] = File(path.read_bytes(), path.read_bytes())
        self._sure = dict(self._names)
        self._unsure: list[Record] = []
        """What was done to names in folders that were not synced since."""

    def copy(self) -> Disk:
        """The same once more."""
        return copy.deepcopy(self)

    def do(self, record: Record) -> None:
        """Let an operation take effect."""
        match record.name:
            case "open" | "truncate" if self._names.get(record.path) != record.inode:
                self._files[record.inode] = File()
                self._name(record)
            case "truncate":
                self._files[record.inode].now = b""
            case "write":
                self._files[record.inode].now += record.data
            case "sync":
                self._sync(record.inode)
            case "folder":
                self._files.pop(record.inode, None)
                self._name(record)
            case "rename" | "remove":
                self._name(record)
            case _:
                pass

    def contents(self) -> Mapping[str, bytes | None]:
        """What is there now, by path; ``None`` is a folder."""
        files = self._files
        return {path: files[n].now if n in files else None for path, n in self._names.items()}

    def _name(self, record: Record) -> None:
        _rename(self._names, record)
        self._unsure.append(record)

    def _sync(self, inode: int) -> None:
        if (file := self._files.get(inode)) is not None:
            file.sure = file.now
            return
        folder = next(path for path, known in self._names.items() if known == inode)
        for record in self._unsure:
            if _parent(record.path) == folder:
                _rename(self._sure, record)
        self._unsure = [one for one in self._unsure if _parent(one.path) != folder]

    def left(self, chance: Chance) -> Left:
        """What a power cut may leave."""
        names = dict(self._sure)
        for record in self._unsure:
            if chance.keeps():
                _rename(names, record)
        left: dict[str, bytes | None] = {}
        for path, inode in sorted(names.items()):
            if not left or left.get(_parent(path), b"") is None:
                file = self._files.get(inode)
                left[path] = None if file is None else file.left(chance.part())
        return left


def lay(left: Left, place: Path) -> None:
    """Put it on the real disk, as the folder ``place``."""
    root = next(iter(left))
    shutil.rmtree(place, ignore_errors=True)
    for path, content in left.items():
        laid = Path(f"{place}{path[len(root) :]}")
        if content is None:
            laid.mkdir()
        else:
            laid.write_bytes(content)


def _rename(names: Names, record: Record) -> None:
    names.pop(record.source or record.path, None)
    if record.name != "remove":
        names[record.path] = record.inode


def _parent(path: str) -> str:
    return path.rpartition("/")[0]

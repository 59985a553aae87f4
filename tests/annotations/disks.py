"""Disks on which operations fail, kill the program, or lose what was not synced."""

import errno
import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

from crossread.annotations.files import Disk


class Killed(BaseException):
    """The program ends here."""


class CountingDisk(Disk):
    """Calls ``before`` with the number and name of each operation; syncs nothing really."""

    def __init__(self, before: Callable[[int, str], None] = lambda number, name: None) -> None:
        self.count = 0
        self.armed = False
        """Whether operations count: not while the collection is opened."""
        self._before = before
        self._lock = threading.Lock()

    def _step(self, name: str) -> None:
        with self._lock:  # the log is synced by a thread of its own
            if self.armed:
                self.count += 1
                self._before(self.count, name)

    def read(self, path: Path) -> bytes | None:
        self._step("read")
        return super().read(path)

    def open(self, path: Path, flags: int) -> int:
        self._step("open")
        return super().open(path, flags)

    def write(self, descriptor: int, data: bytes) -> int:
        self._step("write")
        return super().write(descriptor, data)

    def sync(self, descriptor: int) -> None:
        self._step("sync")

    def rename(self, source: Path, target: Path) -> None:
        self._step("rename")
        super().rename(source, target)

    def remove(self, path: Path) -> None:
        self._step("remove")
        super().remove(path)

    def make_folder(self, path: Path) -> None:
        self._step("make_folder")
        super().make_folder(path)


class PowerDisk(CountingDisk):
    """Knows what would be left if the power went: only what was synced, under synced names."""

    def __init__(self, root: Path, before: Callable[[int, str], None]) -> None:
        super().__init__(before)
        self._root = root
        self._files: dict[int, Path] = {}
        self._content: dict[int, bytes] = {}
        self._names: dict[Path, int] = {}
        self._folders: set[int] = set()
        for path in root.rglob("*"):
            self._note(path)

    def _note(self, path: Path) -> None:
        inode = path.stat().st_ino
        self._names[path] = inode
        if path.is_dir():
            self._folders.add(inode)
        else:
            self._content[inode] = path.read_bytes()

    def open(self, path: Path, flags: int) -> int:
        descriptor = super().open(path, flags)
        self._files[descriptor] = path
        return descriptor

    def sync(self, descriptor: int) -> None:
        super().sync(descriptor)
        path = self._files[descriptor]
        if path.is_file():
            self._content[os.fstat(descriptor).st_ino] = path.read_bytes()
            return
        gone = [known for known in self._names if known.parent == path]
        for known in gone:
            del self._names[known]
        for known in path.iterdir():
            inode = self._names[known] = known.stat().st_ino
            if known.is_dir():
                self._folders.add(inode)

    def leave(self, root: Path) -> None:
        """Write what is left into another folder."""
        shutil.rmtree(root, ignore_errors=True)
        root.mkdir()
        for path, inode in sorted(self._names.items()):
            place = root / path.relative_to(self._root)
            if not place.parent.is_dir():
                continue
            if inode in self._folders:
                place.mkdir(exist_ok=True)
            else:
                place.write_bytes(self._content.get(inode, b""))


class ForgetfulDisk(PowerDisk):
    """What a folder could not be synced of is not there, however often that is tried again.

    So it is on Linux: a fault is told once, and what could not be written counts as written then.
    Only names that are made anew are synced again. The log's is made once: it has to be spared.
    """

    def __init__(self, root: Path, failing: int) -> None:
        super().__init__(root, lambda number, name: None)
        self._failing = failing
        self._forgotten: set[tuple[Path, int]] = set()
        self.synced = 0

    def sync(self, descriptor: int) -> None:
        path = self._files[descriptor]
        if not path.is_dir():
            super().sync(descriptor)
            return
        self.synced += 1
        known = {(one, one.stat().st_ino) for one in path.iterdir() if one.suffix != ".jsonl"}
        if self.synced == self._failing:
            self._forgotten |= known - set(self._names.items())
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        before = dict(self._names)
        super().sync(descriptor)
        for one, _ in known & self._forgotten:
            del self._names[one]
            if one in before:
                self._names[one] = before[one]

    def rename(self, source: Path, target: Path) -> None:
        super().rename(source, target)
        self._forgotten.discard((target, target.stat().st_ino))

    def make_folder(self, path: Path) -> None:
        super().make_folder(path)
        self._forgotten.discard((path, path.stat().st_ino))

"""Durable files: what is reported as written survives a crash and a power cut.

A file is replaced whole: a temporary file beside it is written, synced and renamed over it, and the
folder is synced, because a rename is lost with the power until its folder is on disk.
"""

import contextlib
import errno
import hashlib
import os
import re
import stat
import threading
import time
from collections.abc import Callable
from pathlib import Path

LEFTOVER_SECONDS = 60.0
"""A temporary file older than this belongs to a program that was killed."""
_LEFTOVER = re.compile(r"\.(json|toml|txt)\.[0-9a-f]{12}\.tmp$")


class OutsideError(OSError):
    """A path that leads out of the folder it should stay in, through a symbolic link."""


class ChangedError(Exception):
    """The file changed between being read and being replaced."""


class Disk:
    """The few file operations that keeping data needs; tests fail each of them in turn."""

    def read(self, path: Path) -> bytes | None:
        """The content, or ``None`` when there is no such file."""
        try:
            # Without O_NONBLOCK opening a named pipe would wait for a writer for ever.
            descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        except FileNotFoundError:
            return None
        with open(descriptor, "rb") as file:  # noqa: PTH123
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise OSError(errno.EINVAL, "it is not a regular file", str(path))
            return file.read()

    def open(self, path: Path, flags: int) -> int:
        """A descriptor; a new file gets the permissions that the user's umask leaves."""
        return os.open(path, flags | os.O_CLOEXEC, 0o666)

    def write(self, descriptor: int, data: bytes) -> int:
        """Write some of ``data``: how many bytes were taken."""
        return os.write(descriptor, data)

    def sync(self, descriptor: int) -> None:
        """Wait until the file, or the folder, is on disk."""
        os.fsync(descriptor)

    def close(self, descriptor: int) -> None:
        """Close the descriptor; some file systems report a failed write only here."""
        os.close(descriptor)

    def rename(self, source: Path, target: Path) -> None:
        """Put ``source`` in the place of ``target`` at once."""
        source.replace(target)

    def remove(self, path: Path) -> None:
        """Delete a file."""
        path.unlink()

    def make_folder(self, path: Path) -> None:
        """Create one folder."""
        path.mkdir()


class UnsyncedDisk(Disk):
    """For what may get lost with the power: written whole or not at all, but not waited for."""

    def sync(self, descriptor: int) -> None:
        """Leave it to the system when the file is on disk."""


def digest(data: bytes | None) -> str:
    """What identifies the content of a file; empty for a missing one."""
    return "" if data is None else hashlib.sha256(data).hexdigest()


def replace(
    disk: Disk, path: Path, data: bytes, *, guard: Callable[[], None] = lambda: None
) -> None:
    """Make ``data`` the whole content of ``path``, durably; permissions are kept.

    ``guard`` is called just before the rename, and may raise to prevent it. Raises what it raises,
    and `OSError`; unless that happens after the rename, the old content then still stands.
    """
    ensure_folder(disk, path.parent)
    temporary = path.with_name(f".{path.name[-200:]}.{os.urandom(6).hex()}.tmp")
    try:
        _write_new(disk, temporary, data, _permissions(path))
        guard()
        disk.rename(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            disk.remove(temporary)
        raise
    sync_folder(disk, path.parent)


def sync(disk: Disk, path: Path) -> None:
    """Make a file durable that is already written, and its name."""
    descriptor = disk.open(path, os.O_RDONLY)
    try:
        disk.sync(descriptor)
    finally:
        disk.close(descriptor)
    sync_folder(disk, path.parent)


class Syncing:
    """An append on its way to the disk, while other files are written."""

    def __init__(self, sync: Callable[[], None]) -> None:
        self._sync = sync
        self._fault: BaseException | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def wait(self) -> None:
        """Return when it is durable; may be called again. Raises `OSError` when it is not."""
        self._thread.join()
        if self._fault is not None:
            raise self._fault

    def _run(self) -> None:
        try:
            self._sync()
        except BaseException as fault:
            self._fault = fault


def append(disk: Disk, path: Path, data: bytes, *, named: bool = False) -> Syncing:
    """Add ``data`` to the end of ``path``; a torn last line is ended first.

    It is durable when `Syncing.wait` has returned, and its name and that of its folder too, unless
    they are known to be: ``named``. That it is there does not say so. Raises `OSError`.
    """
    ensure_folder(disk, path.parent)
    descriptor = disk.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW)
    try:
        size = os.fstat(descriptor).st_size
        torn = size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"
        _write_all(disk, descriptor, b"\n" + data if torn else data)
    except BaseException:
        disk.close(descriptor)
        raise

    def sync() -> None:
        try:
            disk.sync(descriptor)
        finally:
            disk.close(descriptor)
        if not named:
            sync_folder(disk, path.parent)
            # The folder may be there because a program made it that was killed before it synced it.
            sync_folder(disk, path.parent.parent)

    return Syncing(sync)


def ensure_folder(disk: Disk, path: Path) -> None:
    """Create a folder and those above it, durably."""
    if path.is_dir():
        return
    ensure_folder(disk, path.parent)
    with contextlib.suppress(FileExistsError):
        disk.make_folder(path)
    try:
        sync_folder(disk, path.parent)
    except OSError:
        with contextlib.suppress(OSError):
            path.rmdir()  # else the next try would take it for durable
        raise


def ensure_private(disk: Disk, path: Path) -> None:
    """Create a folder that nobody else may enter, and those above it, durably."""
    if not path.is_dir():
        ensure_folder(disk, path)
        path.chmod(0o700)


def sync_folder(disk: Disk, path: Path) -> None:
    """Make the names in a folder durable."""
    descriptor = disk.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        disk.sync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # some network folders cannot
            raise
    finally:
        disk.close(descriptor)


class Fence:
    """Keeps what is read and written within one folder, whatever links say."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._parents: dict[Path, Path] = {}

    def follow(self, path: Path) -> Path:
        """``path`` with its links followed. Raises `OutsideError` when that leaves the folder."""
        if path.parent not in self._parents:
            self._parents[path.parent] = self._checked(path.parent)
        place = self._parents[path.parent] / path.name
        return self._checked(place) if place.is_symlink() else place

    def _checked(self, path: Path) -> Path:
        followed = os.path.realpath(path)
        if not Path(followed).is_relative_to(os.path.realpath(self._folder)):
            raise OutsideError(errno.EPERM, "leads out of the folder through a link", str(path))
        return Path(followed)


def remove_leftovers(disk: Disk, folder: Path) -> None:
    """Delete the temporary files that killed programs left in ``folder``."""
    oldest = time.time() - LEFTOVER_SECONDS
    for path in folder.glob(".*.tmp"):
        with contextlib.suppress(OSError):
            if _LEFTOVER.search(path.name) and path.lstat().st_mtime < oldest:
                disk.remove(path)


def why(error: OSError) -> str:
    """The system's reason in lower case, e.g. ``no space left on device``."""
    return (error.strerror or type(error).__name__).lower()


def _permissions(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _write_new(disk: Disk, path: Path, data: bytes, like: os.stat_result | None) -> None:
    descriptor = disk.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    try:
        if like is not None:
            with contextlib.suppress(PermissionError):
                os.fchown(descriptor, like.st_uid, like.st_gid)
            with contextlib.suppress(PermissionError):  # file systems of memory sticks have none
                os.fchmod(descriptor, stat.S_IMODE(like.st_mode))
        _write_all(disk, descriptor, data)
        disk.sync(descriptor)
    finally:
        disk.close(descriptor)


def _write_all(disk: Disk, descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        written = disk.write(descriptor, bytes(view) if len(view) < len(data) else data)
        if written == 0:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        view = view[written:]

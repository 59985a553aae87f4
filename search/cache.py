"""The folder that holds a collection's index: private, derived, and only ever our own.

Index files hold pickles, and unpickling runs code: a folder is used only when it carries our
marker, belongs to this user and is closed to others. Anything else is made anew.
"""

import contextlib
import hashlib
import json
import os
import stat
from collections.abc import Generator
from pathlib import Path
from typing import Any

from . import analyzer

FORMAT = {"program": "crossread", "layout": 2, "words": analyzer.VERSION}
"""What an index must have been written as to be opened; anything else is rebuilt."""

_MARKER = "crossread-index.json"


class IndexFolder:
    """One collection's folder in the cache. ``path`` exists, is private and carries the marker."""

    def __init__(self, path: Path, temporary: bool) -> None:
        self.path = path
        self.temporary = temporary

    def renew(self) -> None:
        """Throw the contents away."""
        with _alone(self.path):
            _empty(self.path)
            _mark(self.path)

    def release(self) -> None:
        """Remove the folder if it is only a stand-in for a cache that cannot be written."""
        if self.temporary:
            import shutil

            shutil.rmtree(self.path.parent, ignore_errors=True)


def open_folder(root: Path, cache: Path | None = None) -> IndexFolder:
    """The index folder of the collection at ``root``, in ``cache`` or the user's cache folder.

    Where that cannot be written, a temporary folder stands in.
    """
    path = _place(root, cache)
    name = path.name
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _close_to_others(path.parent)
        _prepare(path)
        return IndexFolder(path, temporary=False)
    except OSError:
        import tempfile

        path = Path(tempfile.mkdtemp(prefix="crossread-")) / name
        path.mkdir(mode=0o700)
        _mark(path)
        return IndexFolder(path, temporary=True)


def existing_folder(root: Path, cache: Path | None = None) -> tuple[Path | None, bool]:
    """The index folder of the collection at ``root`` if there is one, and whether it is usable.

    Nothing is changed. Raises `OSError`.
    """
    path = _place(root, cache)
    return (path, _is_usable(path)) if path.exists() else (None, False)


def _place(root: Path, cache: Path | None) -> Path:
    base = cache if cache is not None else _user_cache()
    return base / hashlib.sha256(os.fsencode(root.resolve())).hexdigest()[:24]


def _user_cache() -> Path:
    import platformdirs

    return Path(platformdirs.user_cache_dir("crossread")) / "search"


def _prepare(path: Path) -> None:
    """Use the folder if it is ours, was private, and is of today's format; else make it so."""
    if _is_usable(path):
        return
    with _alone(path):
        if path.is_symlink() or (path.exists() and not path.is_dir()):
            path.unlink()
        path.mkdir(mode=0o700, exist_ok=True)
        if not _is_usable(path):
            path.chmod(0o700)
            _close_to_others(path)
            _empty(path)
            _mark(path)


def _is_usable(path: Path) -> bool:
    try:
        status = path.lstat()
    except FileNotFoundError:
        return False
    private = stat.S_ISDIR(status.st_mode) and not stat.S_IMODE(status.st_mode) & 0o077
    ours = not hasattr(os, "getuid") or status.st_uid == os.getuid()
    return private and ours and os.access(path, os.W_OK) and _read_marker(path) == FORMAT


def _close_to_others(path: Path) -> None:
    if stat.S_IMODE(path.stat().st_mode) & 0o022:
        path.chmod(0o700)
    if hasattr(os, "getuid") and path.stat().st_uid != os.getuid():
        raise PermissionError(path)


@contextlib.contextmanager
def _alone(path: Path) -> Generator[None]:
    """While this program makes the folder, no other does."""
    import filelock

    with filelock.FileLock(path.with_suffix(".lock"), timeout=10):
        yield


def _read_marker(path: Path) -> Any:
    try:
        return json.loads((path / _MARKER).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return None


def _mark(path: Path) -> None:
    new = path / f"{_MARKER}.{os.getpid()}"
    with new.open("w", encoding="utf-8") as file:
        json.dump(FORMAT, file)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path / _MARKER)


def _empty(path: Path) -> None:
    """Remove what is in the folder; the marker first, so that a half-emptied one is not trusted."""
    import shutil

    (path / _MARKER).unlink(missing_ok=True)
    for child in path.iterdir():
        if child.is_dir() and not child.is_symlink():
            shutil.rmtree(child, ignore_errors=True)
        else:
            with contextlib.suppress(FileNotFoundError):
                child.unlink()

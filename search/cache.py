"""The folder that holds a collection's index: private, derived, and only ever our own.

Index files hold pickles, and unpickling runs code: a folder is used only when it carries our
marker, belongs to this user and is closed to others. Anything else is made anew.
"""

import contextlib
import hashlib
import json
import os
import stat
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
        _empty(self.path)
        _mark(self.path)

    def release(self) -> None:
        """Remove the folder if it is only a stand-in for a cache that cannot be written."""
        if self.temporary:
            import shutil

            shutil.rmtree(self.path, ignore_errors=True)


def open_folder(root: Path, cache: Path | None = None) -> IndexFolder:
    """The index folder of the collection at ``root``, in ``cache`` or the user's cache folder.

    Where that cannot be written, a temporary folder stands in.
    """
    name = hashlib.sha256(os.fsencode(root.resolve())).hexdigest()[:24]
    try:
        base = cache if cache is not None else _user_cache()
        base.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = base / name
        _make_private(path)
        return IndexFolder(path, temporary=False)
    except OSError:
        import tempfile

        path = Path(tempfile.mkdtemp(prefix="crossread-"))
        _mark(path)
        return IndexFolder(path, temporary=True)


def _user_cache() -> Path:
    import platformdirs

    return Path(platformdirs.user_cache_dir("crossread")) / "search"


def _make_private(path: Path) -> None:
    """Use the folder if it is ours and of today's format; else make it so."""
    if path.is_symlink() or (path.exists() and not path.is_dir()):
        path.unlink()
    path.mkdir(mode=0o700, exist_ok=True)
    status = path.stat()
    trusted = not hasattr(os, "getuid") or (
        status.st_uid == os.getuid() and not stat.S_IMODE(status.st_mode) & 0o077
    )
    path.chmod(0o700)
    if not trusted or _read_marker(path) != FORMAT:
        _empty(path)
        _mark(path)
    elif not os.access(path, os.W_OK):
        raise PermissionError(path)


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

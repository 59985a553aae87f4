"""Where files are: absolute paths, the folder that they share, ids relative to it."""

import os
from collections.abc import Sequence
from pathlib import Path


def absolute(path: Path) -> str:
    """The path from the root of the file system, with ``..`` and doubled slashes resolved."""
    return os.path.abspath(path)


def common_root(paths: Sequence[Path]) -> str:
    """The folder that the named folders and the folders of the named files share."""
    return os.path.commonpath([absolute(p if p.is_dir() else p.absolute().parent) for p in paths])


def relative(path: str, root: str) -> str:
    """``path`` below ``root``, or the file's name when it is not below it; both are absolute."""
    prefix = root.rstrip("/") + "/"
    return path[len(prefix) :] if path.startswith(prefix) else os.path.basename(path)

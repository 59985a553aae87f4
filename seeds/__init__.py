"""Five sample articles about one event, as package data."""

import os
from pathlib import Path


def sample_folder() -> Path:
    """The folder that the samples are installed in; it may be read-only."""
    return Path(__file__).parent


def sample_paths(folder: Path | None = None) -> list[Path]:
    """The sample articles, in their order, in ``folder`` or where they are installed."""
    return sorted((folder or sample_folder()).glob("[0-9]-*.txt"))


def copy_samples(target: Path) -> Path:
    """Copy the samples into ``target`` so that they can be annotated, and return it.

    Articles that are there already stay as they are. Raises `OSError` when ``target`` cannot be
    written.
    """
    target.mkdir(parents=True, exist_ok=True)
    for source in sample_paths():
        if not (target / source.name).exists():
            _copy(source, target / source.name)
    return target


def _copy(source: Path, target: Path) -> None:
    """A whole file or none, even when two programs copy at once."""
    import shutil  # neither is needed once there are copies
    import tempfile

    handle, name = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=target.parent)
    os.close(handle)
    try:
        shutil.copyfile(source, name)
        Path(name).chmod(0o644)
        Path(name).replace(target)
    finally:
        Path(name).unlink(missing_ok=True)

"""Opening the collection that a command names."""

import argparse
import sys
from pathlib import Path

from ..annotations.workspace import Workspace
from ..articles.collection import Collection, LoadingError, load_collection
from ..seeds import sample_paths
from .failure import Failure, tell

_TELL_FROM = 200
"""Files from which on progress is told."""


def open_collection(options: argparse.Namespace) -> Collection:
    """Load the articles; progress and what was skipped go to standard error.

    Raises `Failure` when there is nothing to open.
    """
    told = False

    def progress(done: int, total: int) -> None:
        nonlocal told
        if total >= _TELL_FROM and sys.stderr.isatty() and not options.quiet:
            told = True
            sys.stderr.write(f"\rreading {done:,} of {total:,} files")
            sys.stderr.flush()

    paths: list[Path] = list(options.paths) or list(sample_paths())
    try:
        collection = load_collection(paths, encoding=options.encoding, progress=progress)
    except LoadingError as error:
        raise Failure(str(error)) from error
    finally:
        if told:
            sys.stderr.write("\r\x1b[K")
    if not options.quiet:
        for entry in collection.skipped:
            tell(f"{entry.path} left out: {entry.reason}")
    return collection


def open_workspace(options: argparse.Namespace, collection: Collection) -> Workspace:
    """The annotations of a collection; what could not be read is told."""
    workspace = Workspace.open(
        collection, annotator=options.annotator, sidecars=options.sidecars
    )
    if not options.quiet:
        for problem in workspace.problems:
            tell(problem.message)
    return workspace

"""Opening the collection that a command names."""

import argparse
from pathlib import Path

from ..annotations.workspace import Workspace
from ..articles.collection import Collection, LoadingError, load_collection
from ..seeds import sample_paths
from .failure import Failure, tell
from .progress import counter


def open_collection(options: argparse.Namespace) -> Collection:
    """Load the articles; progress and what was skipped go to standard error.

    Raises `Failure` when there is nothing to open.
    """
    paths: list[Path] = list(options.paths) or list(sample_paths())
    try:
        with counter("reading", quiet=options.quiet) as progress:
            collection = load_collection(paths, encoding=options.encoding, progress=progress)
    except LoadingError as error:
        raise Failure(str(error)) from error
    if not options.quiet:
        for entry in collection.skipped:
            tell(f"{entry.path} left out: {entry.reason}")
    return collection


def open_workspace(options: argparse.Namespace, collection: Collection) -> Workspace:
    """The annotations of a collection; what could not be read is told."""
    workspace = Workspace.open(collection, annotator=options.annotator, sidecars=options.sidecars)
    if not options.quiet:
        for problem in workspace.problems:
            tell(problem.message)
    return workspace

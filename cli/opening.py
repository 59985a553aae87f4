"""Opening the collection that a command names, and its annotations."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..articles.collection import Collection, LoadingError, Skipped, load_collection
from .failure import Failure, tell
from .main import USAGE
from .progress import counter

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from ..annotations.workspace import Workspace


def open_collection(options: argparse.Namespace, *, remarks: bool = True) -> Collection:
    """Load the articles: without a path, the samples. Progress goes to standard error.

    So do the ``remarks``: what was left out, and what was guessed. Raises `Failure` when there is
    nothing to open.
    """
    try:
        with counter("reading", quiet=options.quiet) as progress:
            collection = load_collection(
                options.paths or samples(), encoding=options.encoding, progress=progress
            )
    except LoadingError as error:
        raise Failure(str(error)) from error
    if remarks and not options.quiet:
        tell_remarks(collection, collection.skipped)
    return collection


def tell_remarks(collection: Collection, left_out: Iterable[Skipped]) -> None:
    """Say which files were left out, and which encodings are guesses."""
    for entry in left_out:
        tell(f"left out: {entry.path} {entry.reason}")
    _tell_guesses(collection)


def open_workspace(options: argparse.Namespace, collection: Collection) -> Workspace:
    """The annotations of a collection. Raises `Failure` for an impossible name or folder."""
    from ..annotations.workspace import Workspace  # not for commands that look at articles only

    folder: Path | None = options.sidecars
    if folder is not None and folder.exists() and not folder.is_dir():
        raise Failure(f"{folder} is no folder, so no sidecars can be in it; name a folder", USAGE)
    annotator: str = getattr(options, "annotator", "")
    try:
        return Workspace.open(collection, annotator=annotator, sidecars=folder)
    except ValueError as error:
        raise Failure(str(error), USAGE) from error


def open_existing(options: argparse.Namespace, collection: Collection) -> Workspace:
    """The annotations of all annotators, for a command that only looks at them.

    Raises `Failure` when the folder that should hold them does not exist.
    """
    check_sidecars(options)
    workspace = open_workspace(options, collection)
    if collection.articles:
        workspace.others(collection.articles[0].id)  # reads all of them, and finds their problems
    return workspace


def check_sidecars(options: argparse.Namespace) -> None:
    """Raise `Failure` when ``--sidecars`` names nothing that could be looked at."""
    if options.sidecars is not None and not options.sidecars.is_dir():
        raise Failure(f"{options.sidecars} is no folder; name the one that holds the sidecars")


def tell_problems(workspace: Workspace) -> bool:
    """Say what could not be read; whether there is anything. Not even ``--quiet`` hides it."""
    for problem in workspace.problems:
        tell(problem.message)
    return bool(workspace.problems)


def samples() -> list[Path]:
    """The sample articles: the copies that the reader annotates, once there are any."""
    from platformdirs import user_data_path

    from ..seeds import sample_paths

    return sample_paths(user_data_path("crossread") / "samples") or sample_paths()


def _tell_guesses(collection: Collection) -> None:
    guessed = [article for article in collection.articles if article.encoding_guessed]
    if guessed:
        named = ", ".join(f"{article.id} as {article.encoding}" for article in guessed[:3])
        more = f" and {len(guessed) - 3:,} more" if len(guessed) > 3 else ""
        tell(f"encodings are guessed: {named}{more}; --encoding NAME says better")

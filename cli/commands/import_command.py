"""`crossread import`: annotations from another program."""

import argparse
from collections.abc import Sequence

from ...annotations.formats.base import Imported, ImportFault
from ...annotations.formats.bundles import gather
from ...annotations.formats.importing import import_file
from ...annotations.workspace import Edit, PutAnnotation, PutClaim, ReadOnlyError, Workspace
from ..failure import Failure, tell
from ..formats import import_format
from ..main import FINDINGS, FINE
from ..opening import open_collection, open_workspace, tell_problems

_TAKE_BACK = "undo in the reader (u) takes that back; its history (H) shows it"


def run(options: argparse.Namespace) -> int:
    """Bring in what is new, as one undoable step; 1 when something was left out."""
    form = import_format(options.format, options.file, quiet=options.quiet)
    collection = open_collection(options)
    workspace = open_workspace(options, collection)
    there = gather(workspace)
    tell_problems(workspace)
    try:
        found = import_file(
            options.file,
            form,
            collection.articles,
            existing=there.annotations,
            claims=workspace.claims,
            codebook=workspace.codebook,
            creator=workspace.annotator,
        )
    except ImportFault as fault:
        raise Failure(str(fault)) from fault
    edits: list[Edit] = [PutClaim(claim) for claim in found.claims]
    edits += [PutAnnotation(annotation) for annotation in found.annotations]
    saved = bool(edits) and not options.dry_run
    if saved:
        _save(workspace, f"imported {options.file.name}", edits)
    if not options.quiet:
        _tell(found, "would come in" if options.dry_run else "brought in")
        if saved:
            tell(_TAKE_BACK)
    return FINDINGS if found.report.lost else FINE


def _save(workspace: Workspace, label: str, edits: Sequence[Edit]) -> None:
    """All of it or nothing. Raises `Failure`."""
    try:
        workspace.stage(label, edits)
    except ReadOnlyError as error:
        raise Failure(f"nothing was brought in: {error}") from error
    outcome = workspace.flush()
    for problem in outcome.problems[1:] if not outcome.saved else outcome.problems:
        tell(problem.message)
    if not outcome.saved:
        raise Failure(outcome.problems[0].message)


def _tell(found: Imported, how: str) -> None:
    tell(f"{found.amount()} {how}")
    for sentence in found.report.sentences():
        tell(sentence)
    if found.unknown_tags:
        tell("not in the codebook, kept: " + ", ".join(found.unknown_tags))

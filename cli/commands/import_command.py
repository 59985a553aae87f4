"""`crossread import`: annotations from another program."""

import argparse

from ...annotations.formats.base import ImportFault
from ...annotations.formats.bundles import gather
from ...annotations.formats.importing import import_file
from ...annotations.workspace import Edit, PutAnnotation, PutClaim, ReadOnlyError
from ..failure import Failure, tell
from ..formats import find_format
from ..main import FINDINGS, FINE
from ..opening import open_collection, open_workspace


def run(options: argparse.Namespace) -> int:
    """Bring in what is new, as one undoable step; 1 when something was left out."""
    form = find_format(options.format)
    collection = open_collection(options)
    workspace = open_workspace(options, collection)
    there = gather(workspace)
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
    if edits and not options.dry_run:
        try:
            workspace.stage(f"imported {options.file.name}", edits)
        except ReadOnlyError as error:
            raise Failure(str(error)) from error
        outcome = workspace.flush()
        if not outcome.saved:
            raise Failure(outcome.problems[0].message)
    if not options.quiet:
        count = len(found.annotations)
        would = "would come in" if options.dry_run else "brought in"
        tell(f"{count:,} annotation{'s' if count != 1 else ''} {would}")
        for sentence in found.report.sentences():
            tell(sentence)
        if found.unknown_tags:
            tell("not in the codebook, kept: " + ", ".join(found.unknown_tags))
    return FINDINGS if found.report.lost else FINE

"""`crossread export`: annotations in another format."""

import argparse
import datetime

from ...annotations.formats.base import ExportFault, Report
from ...annotations.formats.bundles import Filter, filtered, gather
from ...annotations.formats.exporting import export
from ..failure import Failure, tell
from ..formats import find_format
from ..main import FINE, USAGE
from ..opening import open_collection, open_workspace
from ..progress import counter


def run(options: argparse.Namespace) -> int:
    """Write what the filters leave; what is lost is counted on standard error."""
    form = find_format(options.format)
    wanted = Filter(
        tags=frozenset(options.tag),
        claims=frozenset(options.claim),
        coders=frozenset(options.coder),
        articles=tuple(options.article),
        since=_day(options.since, "--since"),
        until=_day(options.until, "--until"),
    )
    collection = open_collection(options)
    workspace = open_workspace(options, collection)
    bundle = filtered(gather(workspace, with_text=not options.no_text), wanted)
    try:
        with counter("exporting", quiet=options.quiet) as progress:
            report = export(bundle, form, options.output, force=options.force, progress=progress)
    except ExportFault as fault:
        raise Failure(str(fault)) from fault
    if not options.quiet:
        _tell(report, options)
    return FINE


def _tell(report: Report, options: argparse.Namespace) -> None:
    where = f" to {options.output}" if options.output else ""
    said = f"{report.written:,} annotation{'s' if report.written != 1 else ''} written{where}"
    for sentence in [said, *report.sentences()]:
        tell(sentence)


def _day(text: str | None, option: str) -> datetime.date | None:
    if text is None:
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise Failure(f"{option} {text} is not a day such as 2020-09-14", USAGE) from None

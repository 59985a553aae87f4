"""`crossread export`: annotations in another format."""

import argparse
import datetime
from collections.abc import Sequence
from pathlib import Path

from ...annotations.formats.base import ExportFault, Report
from ...annotations.formats.bundles import Filter, filtered, gather
from ...annotations.formats.exporting import export
from ..failure import Failure, tell
from ..filters import check_filters, coders
from ..formats import export_format
from ..main import FINDINGS, FINE, USAGE
from ..opening import open_collection, open_existing, tell_problems
from ..output import on_terminal
from ..progress import counter


def run(options: argparse.Namespace) -> int:
    """Write what the filters leave; what the format loses is counted on standard error.

    1 when a file could not be read, so that something may be missing.
    """
    out: Path | None = None if options.output in (None, Path("-")) else options.output
    form = export_format(options.format, out)
    wanted = _filter(options)
    collection = open_collection(options)
    workspace = open_existing(options, collection)
    broken = tell_problems(workspace)
    everything = gather(workspace, with_text=not options.no_text)
    check_filters(options, workspace, everything)
    bundle = filtered(everything, wanted)
    still = options.quiet or (out is None and on_terminal())
    try:
        with counter("exporting", quiet=still) as progress:
            report = export(bundle, form, out, force=options.force, progress=progress)
    except ExportFault as fault:
        raise Failure(str(fault)) from fault
    if not options.quiet:
        _tell(report, out)
        if out and _is_among(out, options.paths):
            tell(f"{out} lies among the articles and will be opened with them; better move it")
    return FINDINGS if broken else FINE


def _filter(options: argparse.Namespace) -> Filter:
    since, until = _day(options.since, "--since"), _day(options.until, "--until")
    if since and until and since > until:
        raise Failure(f"--since {since} comes after --until {until}; exchange them", USAGE)
    return Filter(
        tags=frozenset(options.only_tag),
        claims=frozenset(options.only_claim),
        coders=coders(options),
        articles=tuple(options.only_article),
        since=since,
        until=until,
    )


def _tell(report: Report, out: Path | None) -> None:
    where = f" to {out}" if out else ""
    said = f"{report.amount()} written{where}"
    for sentence in [said, *report.sentences()]:
        tell(sentence)


def _is_among(out: Path, paths: Sequence[Path]) -> bool:
    """Whether whoever opens the same folders again would open the export too."""
    from ...articles.loading.files import ENDINGS

    place = out.resolve()
    folders = [path.resolve() for path in paths if path.is_dir()]
    if not any(map(place.is_relative_to, folders)):
        return False
    files = place.rglob("*") if place.is_dir() else [place]
    return any(file.suffix.lower() in ENDINGS for file in files)


def _day(text: str | None, option: str) -> datetime.date | None:
    if text is None:
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise Failure(f"{option} {text} is not a day such as 2020-09-14", USAGE) from None

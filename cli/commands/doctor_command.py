"""`crossread doctor`: what the terminal, the installation and a collection are missing."""

import argparse

from ..doctor.finding import Finding
from ..doctor.places import places
from ..doctor.terminal import terminal
from ..doctor.versions import versions
from ..main import FINDINGS, FINE
from ..opening import check_sidecars, open_collection
from ..output import on_terminal, print_json, print_rows, print_text

_SIGNS = {"fine": "", "note": "note", "wrong": "WRONG"}
"""How a state stands on a terminal; in a pipe it is a word in every row."""


def run(options: argparse.Namespace) -> int:
    """Tell what was found; 1 when something is to be mended."""
    found = [*terminal(), *versions(), *places()]
    if options.paths:
        from ..doctor.work import work

        check_sidecars(options)
        found += work(open_collection(options, remarks=False), options.sidecars)
    wrong = [finding for finding in found if finding.state == "wrong"]
    if options.json:
        print_json([finding.as_json() for finding in found])
    else:
        shown = wrong if options.quiet else found
        if on_terminal():
            print_rows(("", "", "what", "found, and what to do"), [_told(f) for f in shown])
        else:
            print_rows((), [_row(f) for f in shown])
        if on_terminal() and not options.quiet:
            print_text(f"\n{_summary(len(wrong))}")
    return FINDINGS if wrong else FINE


def _row(finding: Finding) -> tuple[str, ...]:
    return finding.state, finding.topic, finding.name, finding.found, finding.remedy


def _told(finding: Finding) -> tuple[str, ...]:
    """Without a column for the few remedies: what was found needs the room."""
    found = "; ".join(filter(None, (finding.found, finding.remedy)))
    return _SIGNS[finding.state], finding.topic, finding.name, found


def _summary(wrong: int) -> str:
    if not wrong:
        return "Nothing is wrong."
    return "1 thing is to be mended." if wrong == 1 else f"{wrong} things are to be mended."

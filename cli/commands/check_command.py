"""`crossread check`: whether articles can be read, and sidecars are valid and anchored."""

import argparse

from ...annotations.check import Finding, check_collection
from ...articles.printable import printable_line
from ...articles.wording import numbered
from ..main import FINDINGS, FINE
from ..opening import check_sidecars, open_collection, tell_remarks
from ..output import print_json, print_rows, print_text


def run(options: argparse.Namespace) -> int:
    """Report what a person should look at; 1 when there is anything."""
    check_sidecars(options)
    collection = open_collection(options, remarks=False)
    if not options.quiet:
        tell_remarks(collection, [entry for entry in collection.skipped if entry.passed_over])
    findings = check_collection(collection, sidecars=options.sidecars)
    if options.json:
        print_json([_as_json(finding) for finding in findings])
    elif findings:
        print_rows(("file", "what", "message"), [_row(finding) for finding in findings])
    elif not options.quiet:
        count = numbered(len(collection.articles), "article")
        print_text(f"{count}: every sidecar valid, anchored")
    return FINDINGS if findings else FINE


def _as_json(finding: Finding) -> dict[str, object]:
    return {
        "path": str(finding.path),
        "line": finding.line,
        "severity": finding.severity,
        "message": finding.message,
    }


def _row(finding: Finding) -> tuple[str, str, str]:
    line = f":{finding.line}" if finding.line else ""
    return f"{finding.path}{line}", finding.severity, _message(finding)


def _message(finding: Finding) -> str:
    """The message without file and line, which stand in a column of their own."""
    place = f", line {finding.line}" if finding.line else ""
    for path in (str(finding.path), finding.path.name):
        named = f"{printable_line(path)}{place}: "
        if finding.message.startswith(named):
            return finding.message.removeprefix(named)
    return finding.message

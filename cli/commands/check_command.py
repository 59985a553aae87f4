"""`crossread check`: whether every sidecar is valid and anchored."""

import argparse

from ...annotations.check import check_collection
from ..main import FINDINGS, FINE
from ..opening import open_collection
from ..output import print_json, print_rows, print_text


def run(options: argparse.Namespace) -> int:
    """Report what a person should look at; 1 when there is anything."""
    collection = open_collection(options)
    findings = check_collection(collection, sidecars=options.sidecars)
    if options.json:
        print_json(
            [
                {
                    "path": str(found.path),
                    "line": found.line,
                    "severity": str(found.severity),
                    "message": found.message,
                }
                for found in findings
            ]
        )
    elif findings:
        rows = [
            (str(f.path) + (f":{f.line}" if f.line else ""), str(f.severity), f.message)
            for f in findings
        ]
        print_rows(("file", "what", "message"), rows)
    elif not options.quiet:
        count = len(collection.articles)
        print_text(f"{count:,} article{'s' if count != 1 else ''}: every sidecar valid, anchored")
    return FINDINGS if findings else FINE

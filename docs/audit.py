"""Lists what is installed to run and develop crossread, and asks whether holes in it are known.

``python docs/audit.py`` prints a line for each distribution: name, version, licence. Then pip-audit
asks its advisory service; exit code 1 when that knows of a hole. Where the service cannot be
reached, one sentence says so.
"""

import importlib.metadata
import json
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution
from typing import Any

UNREACHED = (
    "Known holes could not be looked up: pip-audit reached no advisory service from here; "
    "run make audit where there is a connection."
)


def main() -> int:
    """Print the list, then what is known; 1 when there is a known hole."""
    installed = sorted(importlib.metadata.distributions(), key=lambda one: one.name.lower())
    width = max(len(one.name) for one in installed)
    for one in installed:
        print(f"{one.name:{width}}  {one.version:14}  {licence(one)}")
    print()
    command = [sys.executable, "-m", "pip_audit", "--format", "json", "--progress-spinner", "off"]
    run = subprocess.run(command, capture_output=True, check=False, text=True)
    said, status = verdict(run.stdout)
    print(said)
    return status


def licence(distribution: Distribution) -> str:
    """The licence as the distribution states it: an expression, a classifier, a name."""
    known = distribution.metadata
    stated = next(iter(known.get_all("License-Expression") or []), "")
    named = [
        one.rpartition("::")[2].strip()
        for one in known.get_all("Classifier") or []
        if one.startswith("License ::")
    ]
    return (
        stated
        or ", ".join(named)
        or next(iter(known.get_all("License") or []), "not stated").split("\n")[0]
    )


def verdict(report: str) -> tuple[str, int]:
    """What pip-audit's report comes to, and the exit code."""
    try:
        entries: list[dict[str, Any]] = json.loads(report)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return UNREACHED, 0
    asked = [entry for entry in entries if "vulns" in entry]
    if not asked:
        return UNREACHED, 0
    holes = list(_holes(asked))
    if holes:
        return "\n".join(holes), 1
    left = len(entries) - len(asked)
    rest = f"; {left} could not be looked up" if left else ""
    return f"No hole is known in {len(asked)} of them{rest}.", 0


def _holes(entries: list[dict[str, Any]]) -> Iterator[str]:
    for entry in entries:
        for hole in entry["vulns"]:
            mended = ", ".join(hole.get("fix_versions") or []) or "no version yet"
            yield f"{entry['name']} {entry['version']}: {hole['id']}, mended in {mended}"


if __name__ == "__main__":
    sys.exit(main())

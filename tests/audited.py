"""Runs crossread and writes down what it opens, starts and runs: `audited.py LOG WORD…`.

A word ``--then`` begins another command. Python itself tells (`sys.addaudithook`), so nothing that
its libraries do in Python is missed.
"""

from __future__ import annotations

import json
import os
import sys

_TELLING = (
    "open",
    "exec",
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.spawn",
)


def main() -> int:
    """Run the commands; the log has a JSON list of event and what it is about in each line."""
    log = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def hear(event: str, about: tuple[object, ...]) -> None:
        if event not in _TELLING or not about:
            return
        what = getattr(about[0], "co_filename", about[0])
        if event == "subprocess.Popen":
            what = about[1]
        if isinstance(what, bytes):
            what = os.fsdecode(what)
        os.write(log, (json.dumps([event, what], default=str) + "\n").encode())

    sys.addaudithook(hear)
    from crossread.cli.main import main as crossread

    commands: list[list[str]] = [[]]
    for word in sys.argv[2:]:
        if word == "--then":
            commands.append([])
        else:
            commands[-1].append(word)
    for command in commands:
        print(f"== {' '.join(command)}", file=sys.stderr, flush=True)
        print(f"== code {crossread(command)}", file=sys.stderr, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The command `crossread`: finds out which command is meant, then imports only what it needs."""

import sys
from collections.abc import Sequence
from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

COMMANDS = {
    "read": "Open the reader (no PATH: the sample articles)",
    "serve": "The reader in a browser, on this machine only unless --host says otherwise",
    "search": "Find words in articles: ranked hits with snippets",
    "parallels": "Passages that correspond across articles",
    "quotes": "Quotations and their speakers",
    "claims": "The claim board as a table",
    "export": "Write annotations in another format",
    "import": "Bring in annotations from another program",
    "stats": "Counts, and agreement between annotators",
    "check": "Whether articles can be read, and sidecars are valid and anchored",
    "doctor": "What the terminal, the installation and a collection are missing",
    "index": "Bring the search index up to date",
    "formats": "What each format keeps and loses",
    "completion": "Completion of commands and options for a shell",
}
"""Every command and what it is for; each stands in ``cli/commands/`` in a file of its name."""

FINE, FINDINGS, USAGE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line; returns the exit code: 0 fine, 1 findings or failure, 2 usage.

    Without a command, ``read`` is meant. Only the modules of the command that runs are imported.
    Never raises: whatever goes wrong is told in one sentence on standard error.
    """
    try:
        code = _run(list(sys.argv[1:] if arguments is None else arguments))
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except BaseException as error:
        from .endings import end

        return end(error)


def _run(words: list[str]) -> int:
    if words[:1] == ["--version"]:
        from .version import VERSION

        print(f"crossread {VERSION}")
        return FINE
    if words[:1] not in (["-h"], ["--help"]) and (not words or words[0] not in COMMANDS):
        words.insert(0, "read")
    from .plain import plain_options
    from .streams import prepare_streams

    prepare_streams()
    options = plain_options(words) or _parsed(words)
    return int(import_module(f".commands.{options.command}_command", __package__).run(options))


def _parsed(words: list[str]) -> "argparse.Namespace":
    from .parser import parse

    return parse(words)


def run() -> None:
    """The console script."""
    sys.exit(main())

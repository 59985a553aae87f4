"""The command line: every command, option and example in one place."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from .failure import Failure
from .main import COMMANDS, USAGE

_PATHS = "articles and folders of articles"
_EXAMPLES = {
    "read": "crossread reports/\n  crossread read a.txt b.html c.txt --annotator rivera",
    "search": "crossread search 'deadline AND outlet:wire' reports/\n"
    "  crossread search '\"technology partner\"' reports/ --json --limit 5",
    "parallels": "crossread parallels reports/\n  crossread parallels a.txt b.txt --json --all",
    "quotes": "crossread quotes reports/ --json",
    "claims": "crossread claims reports/\n  crossread claims reports/ --json > board.json",
    "export": "crossread export reports/ --format csv -o claims.csv\n"
    "  crossread export reports/ --format w3c --tag denies --no-text",
    "import": "crossread import export.jsonl reports/ --format doccano",
    "stats": "crossread stats reports/\n  crossread stats reports/ --json",
    "check": "crossread check reports/",
    "index": "crossread index reports/ --rebuild",
    "formats": "crossread formats",
    "completion": "crossread completion bash > ~/.crossread-completion.sh",
}


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence and ends with exit code 2."""

    def error(self, message: str) -> NoReturn:
        raise Failure(f"{message}; see {self.prog} --help", USAGE)


def build() -> argparse.ArgumentParser:
    """The whole parser, also used for shell completion and the documentation's tests."""
    top = _Parser(
        prog="crossread",
        description="Read several articles about one event side by side, tag their claims, "
        "export the tags.",
        epilog="`crossread PATH…` is short for `crossread read PATH…`; `crossread` alone opens "
        "the sample articles.\n\nexample:\n  crossread reports/",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="store_true", help="print the version and leave")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, purpose in COMMANDS.items():
        parser = commands.add_parser(
            name,
            help=purpose,
            description=purpose + ".",
            epilog="examples:\n  " + _EXAMPLES[name],
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        _ARGUMENTS.get(name, _nothing)(parser)
    return top


def parse(words: Sequence[str]) -> argparse.Namespace:
    """Parse a command line; raises `Failure` with exit code 2."""
    return build().parse_args(words)


def _nothing(parser: argparse.ArgumentParser) -> None:
    """A command without arguments."""


def _collection(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    nargs = "+" if required else "*"
    parser.add_argument("paths", nargs=nargs, type=Path, metavar="PATH", help=_PATHS)
    parser.add_argument(
        "--encoding", metavar="NAME", help="read texts in this encoding instead of guessing"
    )
    parser.add_argument(
        "--annotator",
        default="",
        metavar="NAME",
        help="whose annotations: each name has sidecars of its own",
    )
    parser.add_argument(
        "--sidecars", type=Path, metavar="DIR", help="keep sidecars in this folder instead"
    )
    parser.add_argument("--quiet", action="store_true", help="no progress, no remarks")


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")


def _read(parser: argparse.ArgumentParser) -> None:
    _collection(parser, required=False)
    parser.add_argument("--theme", default="", metavar="NAME", help="colours of the reader")


def _search(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "query",
        metavar="QUERY",
        help='words, "a phrase", AND OR NOT ( ), pre*, w?ld, fuzzy~, title: outlet: tag: note: '
        "claim: date:2020-09-14..2020-09-20",
    )
    _collection(parser, required=False)
    _json(parser)
    parser.add_argument(
        "--limit", type=_positive, default=20, metavar="N", help="at most N articles (20)"
    )


def _parallels(parser: argparse.ArgumentParser) -> None:
    _collection(parser)
    _json(parser)
    parser.add_argument("--all", action="store_true", help="weak ones too")


def _with_json(parser: argparse.ArgumentParser) -> None:
    _collection(parser)
    _json(parser)


def _export(parser: argparse.ArgumentParser) -> None:
    _collection(parser)
    parser.add_argument("--format", required=True, metavar="F", help="see `crossread formats`")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="OUT", help="file or folder (standard output)"
    )
    parser.add_argument(
        "--no-text", action="store_true", help="offsets, hashes and sources only, no words"
    )
    parser.add_argument("--force", action="store_true", help="write over an existing OUT")
    for name, what in (
        ("tag", "this tag"),
        ("claim", "this claim"),
        ("coder", "this annotator"),
        ("article", "this article id"),
    ):
        parser.add_argument(
            f"--{name}", action="append", default=[], metavar="X", help=f"only {what}"
        )
    parser.add_argument("--since", metavar="DATE", help="only articles of this day or later")
    parser.add_argument("--until", metavar="DATE", help="only articles of this day or earlier")


def _import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="what the other program wrote")
    _collection(parser)
    parser.add_argument("--format", required=True, metavar="F", help="see `crossread formats`")
    parser.add_argument("--dry-run", action="store_true", help="tell what would come in")


def _index(parser: argparse.ArgumentParser) -> None:
    _collection(parser)
    parser.add_argument("--rebuild", action="store_true", help="make it anew")


def _completion(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", choices=("bash", "zsh", "tcsh"))


def _positive(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 up")
    return int(text)


_ARGUMENTS = {
    "read": _read,
    "search": _search,
    "parallels": _parallels,
    "quotes": _with_json,
    "claims": _with_json,
    "export": _export,
    "import": _import,
    "stats": _with_json,
    "check": _with_json,
    "index": _index,
    "formats": _json,
    "completion": _completion,
}

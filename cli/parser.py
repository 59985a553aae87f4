"""From a command line to what it asks for."""

import argparse
import os
from collections.abc import Callable, Sequence
from typing import IO, Any, NoReturn

from .arguments import ARGUMENTS, Argument
from .examples import EXAMPLES
from .failure import Failure
from .main import COMMANDS, USAGE

Declared = Callable[[Argument, argparse.Action], None]

_DESCRIPTION = (
    "Read several articles about one event side by side, tag their claims, export the tags."
)
_EPILOG = """\
`crossread PATH...` is short for `crossread read PATH...`; `crossread` alone
opens the sample articles. What is called like a command is opened as ./NAME.

examples:
  crossread reports/
  crossread search oracle reports/
  crossread search --help"""


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Keeps the lines of examples, and short options beside their help."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28)


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence and ends with exit code 2."""

    def error(self, message: str) -> NoReturn:
        name = self.prog.rpartition(" ")[2]
        said = f"{message}; see {self.prog} --help"
        if "required" in message and os.path.lexists(name):
            said += f", or write ./{name} to open what is called {name} here"
        raise Failure(said, USAGE)

    def print_help(self, file: IO[str] | None = None) -> None:  # pyright: ignore
        from .output import print_text

        print_text(self.format_help().rstrip())


def parse(words: Sequence[str]) -> argparse.Namespace:
    """Parse a command line that begins with a command; raises `Failure` with exit code 2.

    Only that command's parser is made. `SystemExit` is raised after help.
    """
    name, *rest = words
    if name not in COMMANDS:
        return build().parse_args(words)
    parser = command_parser(name)
    # Options may stand between positional arguments, which argparse cannot read beside "--".
    parsed = parser.parse_args(rest) if "--" in rest else parser.parse_intermixed_args(rest)
    parsed.command = name
    return parsed


def command_parser(name: str) -> argparse.ArgumentParser:
    """The parser of one command."""
    parser = _Parser(prog=f"crossread {name}", **_texts(name))
    _declare(parser, name)
    return parser


def build(declared: Declared | None = None) -> argparse.ArgumentParser:
    """The parser of all commands, for its help and for completion.

    ``declared`` is told of every argument, with what argparse made of it.
    """
    top = _Parser(
        prog="crossread",
        usage="crossread [PATH ...]\n       crossread COMMAND [ARGUMENT ...]",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=_Formatter,
    )
    top.add_argument("--version", action="store_true", help="print the version and leave")
    commands = top.add_subparsers(title="commands", metavar="COMMAND [ARGUMENT ...]", required=True)
    for name, purpose in COMMANDS.items():
        _declare(commands.add_parser(name, help=purpose, **_texts(name)), name, declared)
    return top


def _texts(name: str) -> dict[str, Any]:
    examples = "\n".join(f"  {example}" for example in EXAMPLES[name])
    return {
        "description": f"{COMMANDS[name]}.",
        "epilog": f"examples:\n{examples}",
        "formatter_class": _Formatter,
        "allow_abbrev": False,
    }


def _declare(parser: argparse.ArgumentParser, name: str, declared: Declared | None = None) -> None:
    for argument in ARGUMENTS[name]:
        action = argument.add_to(parser)
        if declared is not None:
            declared(argument, action)

"""Writes the parts of the manual that the program knows best.

``python docs/make_reference.py`` renews the pages; with ``--check`` it only tells which of them are
stale, with exit code 1. On every page the part below `MARK` is made here, what stands above it is
written by hand.
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from crossread.cli.arguments import ARGUMENTS, Argument
from crossread.cli.examples import EXAMPLES
from crossread.cli.main import COMMANDS
from crossread.tui.commands import COMMANDS as KEYS
from crossread.tui.commands import Command
from crossread.tui.strokes import shown_keys

# Run as a script, the folder above is not where Python looks.
sys.path.insert(0, str(Path(__file__).parents[1]))
from docs.make_formats import format_pages

DOCS = Path(__file__).parent
MARK = "<!-- made by docs/make_reference.py: do not edit below this line -->"


def commands() -> Iterator[str]:
    """Every command with its arguments and examples, from what the command line declares."""
    for name, purpose in COMMANDS.items():
        yield f"## crossread {name}\n"
        yield f"{purpose}.\n"
        yield from _code(_usage(name))
        if ARGUMENTS[name]:
            yield "| argument | what it does |"
            yield "| --- | --- |"
            yield from (_row(argument) for argument in ARGUMENTS[name])
            yield ""
        yield "For example:\n"
        yield from _code(*EXAMPLES[name])


def key_reference() -> Iterator[str]:
    """Every command of the reader with its keys and its id, a table a group."""
    for group in dict.fromkeys(command.group for command in KEYS):
        yield f"## {group}\n"
        yield "| keys | what they do | id in `config.toml` |"
        yield "| --- | --- | --- |"
        yield from (_key_row(command) for command in KEYS if command.group == group)
        yield ""


PAGES: dict[str, Callable[[], Iterator[str]]] = {
    "command-line.md": commands,
    "keys.md": key_reference,
    **format_pages(),
}
"""Pages of this folder, and what makes their lines."""


def renewed(page: str) -> str:
    """The whole page as it should be: its upper part as it is, the lower part made anew."""
    path = DOCS / page
    by_hand = (
        path.read_text("utf-8").partition(MARK)[0].rstrip() if path.exists() else f"# {path.stem}"
    )
    made = "\n".join(PAGES[page]()).rstrip()
    return f"{by_hand}\n\n{MARK}\n\n{made}\n"


def stale() -> list[str]:
    """The pages that are not what they should be."""
    return [page for page in PAGES if not _is(DOCS / page, renewed(page))]


def _is(path: Path, content: str) -> bool:
    return path.exists() and path.read_text("utf-8") == content


def _usage(name: str) -> str:
    words = [f"crossread {name}"]
    for argument in ARGUMENTS[name]:
        nargs = argument.more.get("nargs")
        if argument.is_option:
            if argument.more.get("required"):
                words.append(f"{argument.names[0]} {argument.metavar}")
        elif nargs == "*":
            words.append(f"[{argument.metavar}…]")
        else:
            words.append(argument.metavar + ("…" if nargs == "+" else ""))
    if any(argument.is_option for argument in ARGUMENTS[name]):
        words.append("[options]")
    return " ".join(words)


def _row(argument: Argument) -> str:
    shown = ", ".join(f"`{one}`" for one in argument.usage.split(", "))
    return f"| {shown} | {argument.help.replace('|', chr(92) + '|')} |"


def _key_row(command: Command) -> str:
    keys = (f"<kbd>{_plain(key)}</kbd>" for key in shown_keys(command.keys).split("  "))
    return f"| {' '.join(keys)} | {_plain(command.title)} | `{command.id}` |"


def _plain(text: str) -> str:
    """Text of a table's cell in which nothing is markup."""
    return "".join(f"&#{ord(sign)};" if sign in "&<>|\\[]*_`" else sign for sign in text)


def _code(*lines: str) -> Iterator[str]:
    yield "```sh"
    yield from lines
    yield "```\n"


def main() -> int:
    """Renew the pages, or tell which are stale."""
    found = stale()
    if "--check" in sys.argv[1:]:
        for page in found:
            sys.stderr.write(f"docs/{page} is stale: run python docs/make_reference.py\n")
        return 1 if found else 0
    for page in found:
        (DOCS / page).write_text(renewed(page), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

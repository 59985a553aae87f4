"""Where the tables, keys and comments of a codebook stand: what the TOML parser does not tell."""

import re
from collections.abc import Mapping

from ..articles.record import record

HEADER = """\
# The tags and attributes in use. Each [[tag]] has an id (stored with the annotations), a key
# (applies it), a letter (shown in the gutter and on the claim board), a colour (of the theme, or
# #rrggbb) and a definition for the coders. `retired = true`: no longer offered, still shown.
# `role` tells the claim board what a tag of your own means: affirms, denies, open or check."""
"""The comment that a codebook without one begins with; it is not read as the reader's own."""

AFTER = " #"
"""Added to a key to name the comment behind its value."""

END = "\n"
"""The key of the comments after everything else."""

_TABLE = re.compile(r"\s*\[\[\s*[\"']?([\w-]+)")
_KEY = re.compile(r"\s*[\"']?([\w-]+)[\"']?\s*=")
_BEHIND = re.compile(r"""[^="'\[{]*=\s*(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^"'\[{#]*)\s*(#.*)""")

_TOKEN = re.compile(r"(?P<several>[\"]{3}|'{3})" r'|"(?:[^"\\\n]|\\.)*"' r"|'[^'\n]*'" r"|#[^\n]*")
"""What quotation marks may stand in, and those that begin a text of several lines."""

Place = tuple[str, int]
"""A table: its kind, and its number from 0; the top of the file has an empty kind."""


@record
class Layout:
    """Line numbers from 1, and comments, by table and key; the empty key is the table's header."""

    lines: Mapping[tuple[Place, str], int]
    comments: Mapping[Place, Mapping[str, str]]
    """By table: comments before a key or header, and behind a key's value (`AFTER`)."""

    def line(self, place: Place, key: str) -> int | None:
        """The line of the key, else of the table."""
        return self.lines.get((place, key)) or self.lines.get((place, ""))


def find_layout(text: str) -> Layout:
    """Look through a file that may not be valid TOML.

    Texts of several lines can hold what looks like keys and comments: line numbers, used in
    messages only, may then be wrong, and comments are not looked for.
    """
    lines: dict[tuple[Place, str], int] = {}
    comments: dict[Place, dict[str, str]] = {}
    counts: dict[str, int] = {}
    place: Place = ("", 0)
    waiting: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        if (stripped := line.strip()).startswith("#"):
            waiting.append(stripped)
            continue
        key = ""
        if table := _TABLE.match(line):
            counts[table[1]] = counts.get(table[1], -1) + 1
            place = (table[1], counts[table[1]])
        elif found := _KEY.match(line):
            key = found[1]
            if behind := _BEHIND.fullmatch(stripped):
                comments.setdefault(place, {})[key + AFTER] = behind[1]
        else:
            continue
        lines.setdefault((place, key), number)
        if waiting and (comment := "\n".join(waiting)) != HEADER:
            comments.setdefault(place, {})[key] = comment
        waiting = []
    if waiting:
        comments.setdefault(("", 0), {})[END] = "\n".join(waiting)
    several = any(found["several"] for found in _TOKEN.finditer(text))
    return Layout(lines, {} if several else comments)

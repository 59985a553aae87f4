"""What a format's reader hands back: articles without a place yet, and what it could not read."""

from collections.abc import Callable
from dataclasses import field

from ..article import HeadReader, Metadata
from ..record import record


class Unreadable(Exception):
    """A file, or one item of it, cannot be read; the message is a clause with the remedy.

    It continues the file's name: "004.txt" + "is empty, so there is nothing to read".
    """


@record
class Draft:
    """One article as found in a file. ``item`` counts from 1 in files that hold several."""

    text: str
    metadata: Metadata
    encoding: str = "utf-8"
    encoding_guessed: bool = False
    item: int | None = None
    read_head: HeadReader | None = None
    """What finds the metadata in the text when somebody asks for them."""


@record
class Reading:
    """The articles of one file, and a clause for each item of it that could not be read."""

    drafts: list[Draft]
    problems: list[str] = field(default_factory=list[str])


Reader = Callable[[bytes, str | None], Reading]
"""Takes a file's bytes and the encoding that the user named; raises `Unreadable`."""

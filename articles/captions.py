"""Captions that page text leaves among the paragraphs, known by the credit at their end."""

import re
from functools import cache

from .vocabulary import phrases

_LONGEST = 60  # words of a caption

_AGENCIES = phrases(
    """
    AP, AFP, EPA, PA, Reuters, REUTERS, Associated Press, Getty Images, Getty, Bloomberg, WireImage
    """
)
_SIGNS = ("/", " reported from ", "contributed ")


def is_captioned(line: str, words: int) -> bool:
    """Whether a line of so many words is a caption, a gallery or the signature of a post or report.

    ``A ferry on fire. (Reuters)``, ``… Jo Li/Getty Images``, ``1 of 10 Full Screen …``,
    ``— Jo Li (@joli) March 1, 2020``, ``Li reported from Kestwick.``
    """
    if words <= _LONGEST and _may_end_in_credit(line) and _credit().search(line):
        return True
    return line[0].isdigit() and _gallery().match(line) is not None


def _may_end_in_credit(line: str) -> bool:
    """Whether a line has what every credit has: few have, and to look for all of it takes long."""
    return line[-1] == ")" or line[0] == "—" or any(sign in line for sign in _SIGNS)


@cache
def _credit() -> re.Pattern[str]:
    agency = f"(?:{'|'.join(_AGENCIES)})"
    name = r"[A-Z][\w.’'-]*"
    bracketed = (
        rf"{agency}(?: (?:Photo|photo|file)\b[^()]{{0,60}})?|Published [A-Z][^()]{{0,40}}\d{{4}}"
    )
    return re.compile(
        rf"(?:{agency} ?/ ?{name}(?: {name}){{0,3}}"
        rf"|\w ?/ ?{agency}(?: for {name}(?: {name}){{0,2}})?"
        rf"|\((?:{bracketed})\)"
        r"|^— .{1,60} \(@\w+\) .{4,40}"
        rf"|^{name} reported from [A-Z][^.]{{1,60}}\."
        r"|contributed (?:to this (?:report|article|story)|reporting)\.)$"
    )


@cache
def _gallery() -> re.Pattern[str]:
    return re.compile(r"\d{1,3} of \d{1,3} (?:Full Screen|Photos?|Images?|View|Next|Caption)\b")

"""What the first lines of a plain text tell: title, author, outlet, date, address.

Only the head is looked at, with a few regular expressions a line, so that a thousand texts load in
a blink; the furniture of a whole article is `articles.furniture`'s business.
"""

import re
from collections.abc import Iterator
from functools import cache

from ..article import Metadata
from .dates import DATE, find_date

_HEAD = 4_000  # code points
_LINES = 16
_PARAGRAPH = 200  # code points: a longer line is a paragraph of the article
_PARAGRAPHS = 2  # a standfirst may stand above the byline, but no more
_LONGEST_TITLE = 240
_LONGEST_NAME = 80
_LONGEST_NOTICE = 100
_HEADLINE_WORDS = 4

_BYLINE = re.compile(r"(?:posted |written |reported )?by[ \t:]+(?P<names>.+)$", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_NOTICE = re.compile(
    r"\W*(?:$|\[?!\[|<!--|this article is more than|\d+ min(?:ute)?s? read|getty images|follow us"
    r"|skip to (?:\w+ )?(?:content|navigation)|share (?:on|this|via|by)\b|listen to this"
    r"|(?:photo|photograph|image|picture)s?(?: credit| by\b|:)|credit:|sponsored by\b"
    r"|sign (?:in|up)\b|subscribe (?:to|now)\b"
    r"|(?:authors?|updated?|published|menu|home|search|log ?in|subscribe|register|advertise?ment"
    r"|sponsored(?: content| post)?|promoted|share|listen|breaking(?: news)?|exclusive"
    r"|loading)\W*$)",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"^#{1,6}[ \t]+|[ \t]+#+$")
_LABELLED = {
    "headline": "title",
    "source": "outlet",
    "publication": "outlet",
    "publisher": "outlet",
    "authors": "author",
    "byline": "author",
    "published": "date",
    "published on": "date",
    "link": "url",
}


# Looked for in few heads, and slow to compile.


@cache
def _label() -> re.Pattern[str]:
    return re.compile(
        r"(?P<label>title|headline|source|outlet|publication|publisher|authors?|byline|date"
        r"|published(?: on)?|url|link)[ \t]*:[ \t]*(?P<value>\S.*)$",
        re.IGNORECASE,
    )


@cache
def _countdown() -> re.Pattern[str]:
    return re.compile(
        r"(?=.*-\w)(?:-?\d*\s*(?:days?|d|hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s)\b\W*)+$",
        re.IGNORECASE,
    )


@cache
def _name() -> re.Pattern[str]:
    return re.compile(
        r"(?P<name>[^\W\d_][\w.'’-]*"
        r"(?:[ \t]+(?:(?:and|und|et|y|&|van|von|de|da|del|di|la|le|bin|al)\b"
        r"|[A-Z\u00c0-\u00de][\w.'’-]*)){0,7})"
    )


@cache
def _dated() -> re.Pattern[str]:
    return re.compile(
        r"\W*(?:(?:first )?(?:published|updated|posted|last modified|date)(?: on| at)?\W+)?"
        r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? +)?"
        r"(?:\d{1,2}:\d\d[ \w]{0,8},? +)?" + DATE,
        re.IGNORECASE,
    )


@cache
def _dateline() -> re.Pattern[str]:
    return re.compile(
        r"[A-Z][\w .,’'/-]{1,40}?[,(]? ?" + DATE + r"\)? ?(?:\([^()]{2,40}\) ?)?[-–—]",
        re.IGNORECASE,
    )


def read_head(text: str, start: int = 0) -> Metadata:
    """Metadata from the first lines of ``text`` after ``start`` (code points)."""
    lines = list(_first_lines(text, start))
    known: dict[str, str] = {}
    rest: list[str] = []
    for line in lines:
        label = _label().match(line) if ":" in line else None
        if label:
            name = label["label"].lower()
            known.setdefault(_LABELLED.get(name, name), label["value"].strip())
        else:
            rest.append(line)
    dated = (line for line in rest if _is_dated(line))
    return Metadata(
        title=known.get("title") or _title(rest),
        outlet=known.get("outlet", "")[:_LONGEST_NAME],
        author=known.get("author") or _author(rest),
        date=find_date("\n".join((known.get("date", ""), *dated))),
        url=known.get("url", ""),
    )


def shorten_title(line: str) -> str:
    """A title of at most 240 code points: a longer one ends after a word, with an ellipsis."""
    line = _MARKUP.sub("", line).strip()
    if len(line) <= _LONGEST_TITLE:
        return line
    cut = line[:_LONGEST_TITLE]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:") + "…"


def _first_lines(text: str, start: int) -> Iterator[str]:
    lines = paragraphs = 0
    for line in text[start : start + _HEAD].split("\n"):
        line = line.strip(" \t\xa0")
        if line:
            yield line
            lines += 1
            paragraphs += len(line) > _PARAGRAPH
            if lines == _LINES or paragraphs == _PARAGRAPHS:
                return


def _is_dated(line: str) -> bool:
    if not _YEAR.search(line, 0, _LONGEST_NOTICE):
        return False
    if len(line) <= _LONGEST_NOTICE and (_begins_with_date(line) or _is_byline(line)):
        return True
    return _dateline().match(line) is not None


def _begins_with_date(line: str) -> bool:
    return _YEAR.search(line) is not None and _dated().match(line) is not None


def _is_byline(line: str) -> bool:
    return _BYLINE.match(line) is not None and not line.endswith((".", "?", "!"))


def _is_countdown(line: str) -> bool:
    return "-" in line and _countdown().match(line) is not None


def _is_furniture(line: str) -> bool:
    if len(line) > _LONGEST_NOTICE:
        return False
    return bool(
        _NOTICE.match(line) or _begins_with_date(line) or _is_byline(line) or _is_countdown(line)
    )


def _title(lines: list[str]) -> str:
    """The first line that is not furniture.

    Below a countdown or a notice the page's sections may still stand before the headline, so there
    a line of fewer than four words gives way to a longer one.
    """
    countdown = max((i for i, line in enumerate(lines) if _is_countdown(line)), default=-1)
    below_furniture = countdown >= 0
    fallback = ""
    for line in lines[countdown + 1 :]:
        if _is_furniture(line):
            below_furniture = below_furniture or not fallback
        elif not below_furniture or len(line.split()) >= _HEADLINE_WORDS:
            return shorten_title(line)
        else:
            fallback = fallback or line
    return shorten_title(fallback)


def _author(lines: list[str]) -> str:
    for line in lines:
        byline = _BYLINE.match(line) if len(line) <= _LONGEST_NOTICE else None
        name = _name().match(byline["names"]) if byline else None
        if name and name["name"][0].isupper() and _is_byline(line):
            return name["name"].strip()[:_LONGEST_NAME]
    return ""

"""Dates as articles print them. What is ambiguous (03/04/2020) stays unknown."""

import datetime
import re
from contextlib import suppress
from functools import cache

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_MONTH = (
    r"(?P<month{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<day{0}>\d{{1,2}})(?:st|nd|rd|th|\.)?"
_YEAR = r"(?P<year{0}>(?:19|20)\d\d)\b"
DATE = (
    "(?:"
    + _YEAR.format(0)
    + r"-(?P<number0>\d\d)-(?P<day0>\d\d)(?!\d)"
    + "|"
    + (_MONTH + r" {{0,2}}" + _DAY + r",? {{1,2}}" + _YEAR).format(1)
    + "|"
    + (_DAY + r" {{1,2}}(?:of )?" + _MONTH + r",? {{1,2}}" + _YEAR).format(2)
    + r"|(?P<first3>\d{1,2})(?P<joint3>[/.])(?P<second3>\d{1,2})(?P=joint3)"
    + _YEAR.format(3)
    + ")"
)
"""Source of a regular expression, to be compiled with ``re.IGNORECASE``."""

_YEAR_ANYWHERE = re.compile(r"(?:19|20)\d\d")
_ISO = re.compile(r"(?:19|20)\d\d-\d\d-\d\d", re.ASCII)


@cache
def _date() -> re.Pattern[str]:
    return re.compile(r"(?<![\d/.-])" + DATE, re.IGNORECASE)


def find_date(text: str) -> datetime.date | None:
    """The first date in ``text`` that can be read in one way only."""
    if _ISO.fullmatch(text):  # as front matter has it: no need to compile all the other ways
        with suppress(ValueError):
            return datetime.date.fromisoformat(text)
        return None
    if not _YEAR_ANYWHERE.search(text):
        return None
    for match in _date().finditer(text):
        date = _date_of(match)
        if date is not None:
            return date
    return None


def _date_of(match: re.Match[str]) -> datetime.date | None:
    groups = match.groupdict()
    try:
        if groups["number0"]:
            return datetime.date(int(groups["year0"]), int(groups["number0"]), int(groups["day0"]))
        if groups["first3"]:
            return _numeric_date(groups)
        form = "1" if groups["month1"] else "2"
        month = _MONTHS[groups["month" + form][:3].lower()]
        return datetime.date(int(groups["year" + form]), month, int(groups["day" + form]))
    except ValueError:
        return None


def _numeric_date(groups: dict[str, str]) -> datetime.date | None:
    """14.09.2020 has its day first everywhere; with a slash only a number above 12 tells."""
    first, second, year = int(groups["first3"]), int(groups["second3"]), int(groups["year3"])
    if groups["joint3"] == "." or first > 12 or first == second:
        return datetime.date(year, second, first)
    if second > 12:
        return datetime.date(year, first, second)
    return None

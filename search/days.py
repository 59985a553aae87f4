"""The dates of queries."""

import calendar
import datetime
import re

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def day(text: str, *, first_day: bool) -> int | None:
    """The ordinal of the first or last day that ``text`` (a day, a month, a year) names."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year, month, date = (int(part) if part else None for part in match.groups())
    assert year is not None
    if month is None:
        month = 1 if first_day else 12
    try:
        if date is None:
            date = 1 if first_day else calendar.monthrange(year, month)[1]
        return datetime.date(year, month, date).toordinal()
    except ValueError:
        return None

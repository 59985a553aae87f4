"""When an annotation was changed, as files of other programs say it."""

from contextlib import suppress
from datetime import datetime


def moment(text: str) -> datetime | None:
    """The whole second that an ISO 8601 time names, in whatever zone.

    Finer it is not compared: our own times are of seconds. ``None`` when it names none: when it is
    missing, or its zone is, as after a spreadsheet has written it anew.
    """
    with suppress(ValueError):
        found = datetime.fromisoformat(text)
        return found.replace(microsecond=0) if found.tzinfo else None
    return None

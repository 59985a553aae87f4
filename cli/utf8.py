"""What the reader writes to the terminal is UTF-8, whatever the locale says."""

import codecs
import io
import sys


def speak_utf8() -> str:
    """Have standard error, where the reader paints, written as UTF-8; a sentence if it was not.

    In another encoding every curly quote would become an escape of six characters, and shift what
    stands beside it. Terminals in use read UTF-8 also where a locale is set wrongly or not at all.
    """
    stream = sys.__stderr__
    if not isinstance(stream, io.TextIOWrapper) or _is_utf8(stream.encoding):
        return ""
    said = stream.encoding
    stream.reconfigure(encoding="utf-8", errors="replace")
    return (
        f"the locale says {said}, the reader writes UTF-8; "
        "if signs look wrong, set LC_ALL=C.UTF-8 and let the terminal read UTF-8"
    )


def _is_utf8(name: str) -> bool:
    try:
        return codecs.lookup(name).name == "utf-8"
    except LookupError:
        return False

"""What makes reading comfortable for one person, from ``config.toml``."""

from collections.abc import Callable, Mapping

from ..articles.record import record

MEASURE = 76
"""Cells of a line of text, at most, when the user says nothing."""
_LEAST, _MOST = 20, 400


@record
class Comfort:
    """Settings of the reading columns."""

    measure: int = MEASURE
    """Cells of a line of text, at most."""
    linear: bool = False
    """One article at a time, told in words: for screen readers and braille."""


def comfort_of(
    data: Mapping[str, object], where: Callable[[str], str]
) -> tuple[Comfort, list[str]]:
    """What the file says, and sentences on what is wrong; ``where`` names its place."""
    faults: list[str] = []
    measure, linear = data.get("measure", MEASURE), data.get("linear", False)
    if isinstance(measure, bool) or not isinstance(measure, int) or not _LEAST <= measure <= _MOST:
        faults.append(f"{where('measure')}: measure is a whole number from {_LEAST} to {_MOST}")
        measure = MEASURE
    if not isinstance(linear, bool):
        faults.append(f"{where('linear')}: linear is true or false")
        linear = False
    return Comfort(measure, linear), faults

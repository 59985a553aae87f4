"""Offsets between code points and UTF-16 units, and across different line ends."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import field

from ....articles.record import record

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_LINE_END = re.compile("\r\n?")


@record
class Utf16:
    """Converts offsets of one text; costs the number of its astral characters, not its length.

    A lone surrogate is one unit, as in JavaScript and Java.
    """

    text: str
    _astral: list[int] = field(init=False)
    """Code point offsets of the characters that take two units."""
    _units: list[int] = field(init=False)
    """The same places in units."""

    def __post_init__(self) -> None:
        astral = [match.start() for match in _ASTRAL.finditer(self.text)]
        object.__setattr__(self, "_astral", astral)
        object.__setattr__(self, "_units", [at + passed for passed, at in enumerate(astral)])

    def units(self, offset: int) -> int:
        """UTF-16 units before code point ``offset``."""
        return offset + bisect_left(self._astral, offset)

    def code_point(self, units: int) -> int:
        """Code points before UTF-16 offset ``units``; inside a pair, those before the pair."""
        return units - bisect_left(self._units, units)

    @property
    def length(self) -> int:
        """Length of the text in UTF-16 units."""
        return len(self.text) + len(self._astral)


@record
class Normalised:
    """A foreign text with its line ends and leading BOM normalised as the articles' are."""

    raw: str
    text: str = field(init=False)
    _bom: int = field(init=False)
    _pairs: list[int] = field(init=False)
    r"""Offsets in ``raw`` of the ``\n`` of every ``\r\n``."""

    def __post_init__(self) -> None:
        bom = 1 if self.raw.startswith("\ufeff") else 0
        pairs = [one.end() - 1 for one in _LINE_END.finditer(self.raw) if len(one.group()) == 2]
        object.__setattr__(self, "text", _LINE_END.sub("\n", self.raw[bom:]))
        object.__setattr__(self, "_bom", bom)
        object.__setattr__(self, "_pairs", pairs)

    def offset(self, raw_offset: int) -> int:
        r"""The place of a code point offset of ``raw`` in ``text``; inside ``\r\n``: before it."""
        return max(0, raw_offset - self._bom - bisect_right(self._pairs, raw_offset))

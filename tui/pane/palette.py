"""Names of looks, and the styles they stand for."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from rich.errors import StyleSyntaxError
from rich.style import Style

from ..colours import legible

TAG: Final = "tag:"
PARALLEL_SIGN: Final = "sign-"  # what the names of signs of parallels begin with
SENTENCE: Final = "caret-sentence"
_LETTER = "letter:"  # the letter of a tag in the gutter

# What a column falls back on: attributes only, so that it works on any background.
DEFAULT_STYLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "text": "none",
        "fold": "dim italic",
        "furniture": "dim",
        "parallel": "none",
        "theirs": "italic",
        "shared": "underline",
        "edited": "italic",
        "hit": "bold underline",
        "hit-current": "bold reverse",
        "selection": "reverse",
        SENTENCE: "bold",
        "caret": "reverse",
        "label": "bold reverse",
        "caret-idle": "none",
        "header": "bold",
        "header-detail": "dim",
        "header-note": "italic",
        "header-focused": "bold reverse",
        "ruler": "dim",
        "thumb": "reverse",
    }
)
_UNKNOWN: Final = {TAG: Style(underline=True), _LETTER: Style(bold=True)}
_SECOND_TAG = Style(underline=True)
_MORE_TAGS = Style(underline=True, underline2=True)  # one line where there is no double one
_TAG_HERE = Style(bold=True)


class Palette:
    """Styles by name, and how several of them on one spot combine.

    ``styles`` maps names to Rich style strings; names it lacks come from `DEFAULT_STYLES`, unknown
    tags get an underline, other unknown names no look at all. With ``colour`` false every colour
    is left out and the attributes remain.
    """

    def __init__(self, styles: Mapping[str, str], *, colour: bool = True) -> None:
        self._written = {**DEFAULT_STYLES, **styles}
        self._colour = colour
        self._read: dict[str, Style] = {}
        """The styles that were asked for: of some fifty, the first screen needs a dozen."""
        self._combined: dict[tuple[str, ...], Style] = {}

    def style(self, name: str) -> Style:
        """The style of one name, alone. Raises `ValueError` for one that Rich cannot read."""
        found = self._read.get(name)
        if found is None:
            written = self._written.get(name)
            if written is None:
                return _UNKNOWN.get(name[: name.find(":") + 1], Style.null())
            found = self._read[name] = _parse(name, written, self._colour)
        return found

    def combine(self, names: tuple[str, ...]) -> Style:
        """The style of names that lie on each other, undermost first, upon ``"text"``.

        Of several tags the first keeps its colours, a second one is underlined, more of them
        doubly; on the current sentence, which lies below them, they are bold. A caret or selection
        that would not show is reversed against what is below.
        """
        style = self._combined.get(names)
        if style is None:
            style = self._combined[names] = self._combine(names)
        return style

    def _combine(self, names: tuple[str, ...]) -> Style:
        style = self.style("text")
        tags = 0
        for name in names:
            if name.startswith(TAG):
                tags += 1
                over = (self.style(name), _SECOND_TAG, _MORE_TAGS)[min(tags, 3) - 1]
                over += _TAG_HERE if SENTENCE in names else Style.null()
            else:
                over = self.style(name)
            below, style = style, style + over
            if name in ("caret", "selection") and style == below:
                style = below + Style(reverse=not below.reverse)
        return _legible(style)


def _legible(style: Style) -> Style:
    """The style with its text readable on its ground, whatever came to lie on what."""
    front, ground = style.color, style.bgcolor
    if front is None or ground is None or front.triplet is None or ground.triplet is None:
        return style
    return style + Style(color=legible(front.triplet.hex, ground.triplet.hex))


def _parse(name: str, text: str, colour: bool) -> Style:
    try:
        style = Style.parse(text)
    except StyleSyntaxError as error:
        raise ValueError(f"style {name!r}: {error}") from error
    return style if colour else style.without_color

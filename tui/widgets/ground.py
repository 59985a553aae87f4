"""What containers paint where no widget lies over them."""

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


def ground(widget: Widget, crop: Region) -> list[Strip]:
    """The rows of a widget that is nothing but ground: one blank row, as often as needed.

    Textual would make each row by itself, and cut each where the widgets over it begin.
    """
    return [Strip.blank(crop.width, widget.rich_style)] * crop.height

"""What may follow a key that begins a sequence."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text
from textual.widget import Widget

_KEY = 12
"""Cells for the keys, at most."""


class WhichKey(Widget, can_focus=False):
    """A small list over the rows above the status line; nothing moves for it."""

    DEFAULT_CSS = """
    WhichKey {
        position: absolute; overlay: screen; height: auto; width: 100%; display: none;
        background: $panel; color: $foreground; padding: 0 1;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    """
    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self._shown = Text()

    def show(self, pressed: str, follow: Sequence[tuple[str, str]]) -> None:
        """List the keys that may follow ``pressed``, in as many columns as fit."""
        width = max(1, self.screen.size.width - 2)
        key = min(_KEY, max(cell_len(name) for name, _ in follow))
        cells = key + 2 + max(cell_len(title) for _, title in follow) + 2
        columns = max(1, min(len(follow), width // cells))
        rows = -(-len(follow) // columns)
        room = max(1, self.screen.size.height - 3)
        text = Text()
        text.append(f"{pressed} …", style="bold")
        for row in range(min(rows, room - 1)):
            text.append("\n")
            here = follow[row::rows]
            for number, (name, title) in enumerate(here, 1):
                text.append(f"{name:>{key}}", style="bold")
                text.append(f"  {title}".ljust(cells - key if number < len(here) else 0))
        self._shown = text
        height = min(rows, room - 1) + 1
        self.styles.offset = (0, max(0, self._floor() - height))
        self.display = True
        self.refresh(layout=True)

    def _floor(self) -> int:
        """The row of the status line."""
        found = self.screen.query("#status")
        return found.first().region.y if found else self.screen.size.height

    def render(self) -> Text:
        """The list."""
        return self._shown

"""A few rows of plain words, broken at spaces: the status line of the linear mode."""

from rich.text import Text
from textual.widget import Widget

from ...articles.printable import printable_line


class Words(Widget, can_focus=False):
    """Says one text in the few rows it has; what is longer is cut, and ends with a sign of it."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Words { height: 3; background: $panel; color: $foreground; }
    """
    text = ""

    def say(self, text: str) -> None:
        """Replace the text; nothing is painted when it is the same."""
        clean = printable_line(text)
        if clean != self.text:
            self.text = clean
            self.refresh()

    def render(self) -> Text:
        """The text, never read as markup."""
        width, height = self.size
        rows = Text(self.text).wrap(self.app.console, max(1, width))
        shown = rows[:height]
        if len(rows) > height > 0:
            last = shown[-1]
            last.rstrip()
            last.truncate(max(0, width - 1))
            last.append("…")
        return Text("\n").join(shown)

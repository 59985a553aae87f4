"""A few rows of plain words, broken at spaces: the status line of the linear mode."""

from rich.text import Text
from textual.widget import Widget

from ...articles.printable import printable_line


class Words(Widget, can_focus=False):
    """Says one text in at most three rows; what is longer is cut."""

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
        return Text(self.text)

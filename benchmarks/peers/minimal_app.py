"""The least that a Textual program can be: one `Static`, and a key that changes it."""

from __future__ import annotations

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.events import Key
from textual.widgets import Static


class MinimalApp(App[None]):
    """Shows a file, or a few words; every key changes the first line, `q` leaves."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, path: Path | None) -> None:
        super().__init__()
        self.path = path
        self.presses = 0

    def compose(self) -> ComposeResult:
        """One widget."""
        yield Static("readable 0" if self.path is None else self.path.read_text(), markup=False)

    def on_key(self, event: Key) -> None:
        """Answer the key."""
        if event.key == "q":
            self.exit()
        self.presses += 1
        self.query_one(Static).update(f"readable {self.presses}")


if __name__ == "__main__":
    MinimalApp(Path(sys.argv[1]) if sys.argv[1:] else None).run()

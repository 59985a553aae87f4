"""A trivial Textual app: the harness is tested against it."""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.events import Key, Resize
from textual.widgets import Static


class SmallApp(App[int]):
    """Shows its size and the keys it got; `q` leaves with the status 3."""

    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        yield Static(id="size")
        yield Static("中文 wide", id="text")
        yield Static("no key yet", id="keys", markup=False)

    def on_resize(self, event: Resize) -> None:
        self.query_one("#size", Static).update(f"size {event.size.width}x{event.size.height}")

    def on_key(self, event: Key) -> None:
        if event.key == "q":
            self.exit(return_code=3)
        self.query_one("#keys", Static).update(f"key {event.key}")


if __name__ == "__main__":
    app = SmallApp()
    app.run()
    sys.exit(app.return_code)

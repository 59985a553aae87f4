"""What an earlier session could not save: bring it back, or not."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from ...annotations.rescue import Left
from ...articles.printable import printable, printable_line
from ...articles.wording import numbered
from ..widgets.dialog import Dialog, Frame


class BringBack(Dialog[bool]):
    """Returns whether to bring it back, or ``None`` to be asked again at the next start."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer(True)", "Bring back", show=False),
        Binding("X", "answer(False)", "Throw away", show=False),
    ]

    def __init__(self, left: Sequence[Left]) -> None:
        super().__init__()
        self.left = left

    def compose(self) -> ComposeResult:
        """How much there is, and since when."""
        count = sum(len(one.changes) for one in self.left)
        since = printable_line(self.left[0].at[:16].replace("T", " "))
        places = dict.fromkeys(c.article for one in self.left for c in one.changes if c.article)
        with Frame() as frame:
            frame.border_title = "Not saved last time"
            frame.border_subtitle = (
                f"{self.cancel_key('ask later')}  enter: bring back  X: throw away"
            )
            said = f"{numbered(count, 'change')} could not be saved at {since} UTC"
            yield Static(f"{said}; a copy was kept.", markup=False)
            if places:
                yield Static(printable(", ".join(places)), classes="quiet", markup=False)

    def action_answer(self, wanted: bool) -> None:
        """Close with the answer."""
        self.dismiss(wanted)

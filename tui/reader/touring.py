"""The guided tour in the reader: a line above the status line, which covers nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.widget import Widget

from ..pane.column import Column
from .topic import Topic

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ..tour import Tour


class TourLine(Widget):
    """What to try now, in as many rows as it needs."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    TourLine { height: auto; max-height: 3; padding: 0 1;
        background: $surface; color: $foreground; }
    """

    def __init__(self) -> None:
        super().__init__(id="tour")
        self._shown = Text()

    def set(self, head: str, parts: Sequence[tuple[str, str]], way_out: str) -> None:
        """Show a step: words, each with a style."""
        shown = Text.assemble((f"{head}  ", "bold"), *parts, f"  ({way_out})", end="")
        if shown != self._shown:
            self._shown = shown
            self.refresh(layout=True)

    def render(self) -> Text:
        """The step, broken between words."""
        return self._shown

    @property
    def text(self) -> str:
        """What it says, for tests."""
        return self._shown.plain


class Touring(Topic):
    """Begins the tour, notices what was done, and goes on."""

    tour: Tour | None = None

    def action_tour(self) -> None:
        """Begin the guided tour, or end it."""
        if self.tour is not None:
            self._end_tour("the tour is over")
            return
        from ..tour import Tour

        self.tour = Tour(self.owner.keymap, self.session.workspace.codebook)
        self.mount(TourLine(), before="#status")
        self.call_after_refresh(self._show_tour)

    def first_tour(self, state: Path) -> None:
        """Begin the tour if it was never shown, and keep in mind that it was."""
        from ..tour import is_due, remember

        if self.tour is None and is_due(state):
            remember(state)
            self.action_tour()

    def tour_saw(self, command_id: str) -> None:
        """A key was carried out."""
        if self.tour is not None and command_id != "reader.tour":
            self.tour.saw(command_id)
            self.call_next(self.tour_goes_on)

    def tour_goes_on(self) -> None:
        """Show the next step once the columns have the keys again."""
        if self.tour is None or self.app.screen is not self:
            return
        busy = self.proposing or not isinstance(self.focused, Column)
        if not busy and self.tour.go_on() and self.tour.ended:
            self._end_tour("")
        else:
            self._show_tour(busy=busy)

    def _show_tour(self, *, busy: bool = False) -> None:
        for line in self.query(TourLine):
            if self.tour is not None:
                way_out = f"{self.key('reader.tour')} ends the tour"
                line.set(self.tour.head, self.tour.parts(busy=busy), way_out)

    def _end_tour(self, said: str) -> None:
        self.tour = None
        self.query(TourLine).remove()
        if said:
            self.tell(said, "line--quiet")

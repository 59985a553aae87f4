"""What was done, step by step, and the way back to any of it."""

from typing import ClassVar

from textual import on
from textual.binding import BindingType

from ...annotations.history import Step
from ...articles.wording import numbered
from ..commands import bindings_of
from ..session import Session
from ..told import sentences
from ..widgets.grid import Cell, Column, Grid
from ..widgets.panel import Panel
from .history_words import Subject, subject_of

_NARROW = 60
"""Cells below which sign and date are short, and who did it where stands in the detail only."""


def _when(step: Step) -> str:
    """Date and minute, UTC."""
    return step.at[:16].replace("T", " ")


def _columns(room: int) -> list[Column]:
    if room < _NARROW:
        return [Column("", 1), Column("when", 11), Column("what", max(1, room - 16))]
    return [
        Column("", 6),
        Column("when", 16),
        Column("what", max(20, room - 46)),
        Column("who", 10),
        Column("articles", 12),
    ]


class History(Panel[None]):
    """Newest first; enter undoes, or does again, up to the step under the cursor."""

    SCREEN = "history"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("history")]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.steps: list[Step] = []

    def build(self) -> None:
        """List the steps; those undone are told apart by a sign."""
        self.steps = list(reversed(self.session.workspace.history()))
        self.grid.fill(_columns, len(self.steps), self._cell)
        undone = sum(step.undone for step in self.steps)
        self.head("History", f"{numbered(len(self.steps), 'step')}, {undone} undone")
        self._describe()

    def _cell(self, row: int, column: int) -> Cell:
        step = self.steps[row]
        part = "grid--quiet" if step.undone else ""
        if len(self.grid.columns) == len(_columns(0)):
            texts = ("○" if step.undone else "●", _when(step)[5:], self._what(step))
            return texts[column], part
        texts = (
            "undone" if step.undone else "●",
            _when(step),
            self._what(step),
            step.by,
            ", ".join(step.articles),
        )
        return texts[column], part

    def _subject(self, step: Step) -> Subject:
        workspace = self.session.workspace
        return subject_of(workspace.changes(step.id), workspace.claims)

    def _what(self, step: Step) -> str:
        """What was done, to which passage."""
        return f"{step.label} {self._subject(step).passage}".strip()

    def statement(self, row: int, column: int) -> str:
        """A step in words."""
        step = self.steps[row]
        claim = self._subject(step).claim
        by = f"by {step.by}" if step.by else ""
        where = ", ".join(step.articles) or "claims or codebook"
        said = ", ".join(part for part in (self._what(step), _when(step), by, where) if part)
        under = f"under the claim: {claim}" if claim else ""
        return sentences(["undone" if step.undone else "", said, under])

    def _describe(self) -> None:
        if not self.steps:
            back = self.key("history.back")
            self.detail(f"nothing was changed yet: tag a sentence first ({back} goes back)")
            return
        step = self.steps[self.grid.cursor[0]]
        where = ", ".join(step.articles) or "claims or codebook"
        subject = self._subject(step)
        claim = f"claim: {subject.claim}" if subject.claim else ""
        parts = (where, claim, subject.passage or step.label)
        self.detail(" · ".join(part for part in parts if part), step.at)

    @on(Grid.Moved)
    def _moved(self, event: Grid.Moved) -> None:
        event.stop()
        self._describe()

    @on(Grid.Chosen)
    def _chosen(self, event: Grid.Chosen) -> None:
        event.stop()
        step = self.steps[event.row]
        self.session.workspace.go_to(step.id)
        self.session.save(())
        self.build()
        self.say(f"everything is as it was after: {step.label}")

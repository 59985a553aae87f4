"""What was done, step by step, and the way back to any of it."""

from collections.abc import Mapping
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
from .history_words import Subject, statements_in, subject_of

_NARROW = 60
"""Cells below which sign and date are short, and who did it where stands in the detail only."""


def _when(step: Step) -> str:
    """Date and minute, UTC."""
    return step.at[:16].replace("T", " ")


def _columns(room: int, sign: int, who: int) -> list[Column]:
    """Sign, when, what, who and where; ``who`` is the longest name, 0 if nobody has one."""
    if room < _NARROW:
        return [Column("", 1), Column("when", 11), Column("what", max(1, room - 16))]
    where = min(20, room // 5)
    rest = [Column("who", who)] * bool(who) + [Column("where", where)]
    left = room - sum(column.width + 1 for column in rest) - sign - 20
    return [Column("", sign), Column("when", 16), Column("what", left), *rest]


class History(Panel[None]):
    """Newest first; enter undoes, or does again, up to the step under the cursor."""

    SCREEN = "history"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("history")]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.steps: list[Step] = []
        self._gone: Mapping[str, str] | None = None
        """What claims have said, by id; read from all steps when one is asked for."""

    def build(self) -> None:
        """List the steps; those undone are told apart by a sign."""
        self.steps = list(reversed(self.session.workspace.history()))
        self._gone = None
        named = max((len(step.by) for step in self.steps), default=0)
        who = min(12, max(named, len("who"))) if named else 0
        undone = sum(step.undone for step in self.steps)
        sign = len("undone") if undone else 1
        self.grid.fill(lambda room: _columns(room, sign, who), len(self.steps), self._cell)
        self.head("History", f"{numbered(len(self.steps), 'step')}, {undone} undone")
        self._describe()

    def _cell(self, row: int, column: int) -> Cell:
        step = self.steps[row]
        part = "grid--quiet" if step.undone else ""
        narrow = len(self.grid.columns) == len(_columns(0, 1, 0))
        match self.grid.columns[column].name:
            case "when":
                return _when(step)[5:] if narrow else _when(step), part
            case "what":
                return self._what(step), part
            case "who":
                return step.by, part
            case "where":
                return self._where(step), part
            case _:
                return ("○" if narrow else "undone") if step.undone else "●", part

    def _where(self, step: Step) -> str:
        """The article that a step changed, as it is called above its column, or how many."""
        if len(step.articles) > 1:
            return numbered(len(step.articles), "article")
        return self._names(step) or "claims or codebook"

    def _names(self, step: Step) -> str:
        known = self.session.collection.article
        found = ((name, known(name)) for name in step.articles)
        return ", ".join(self.session.name(one) if one else name for name, one in found)

    def _subject(self, step: Step) -> Subject:
        workspace = self.session.workspace
        return subject_of(workspace.changes(step.id), workspace.claims, self._earlier)

    def _earlier(self, claim: str) -> str:
        """What a claim said that is no more, as other steps know it."""
        if self._gone is None:
            changes = (self.session.workspace.changes(step.id) for step in reversed(self.steps))
            self._gone = statements_in(changes)
        return self._gone.get(claim, "")

    def _what(self, step: Step) -> str:
        """What was done, to which passage."""
        return f"{step.label} {self._subject(step).passage}".strip()

    def statement(self, row: int, column: int) -> str:
        """A step in words."""
        step = self.steps[row]
        claim = self._subject(step).claim
        by = f"by {step.by}" if step.by else ""
        where = self._names(step) or "claims or codebook"
        said = ", ".join(part for part in (self._what(step), _when(step), by, where) if part)
        under = f"under the claim: {claim}" if claim else ""
        return sentences(["undone" if step.undone else "", said, under])

    def _describe(self) -> None:
        if not self.steps:
            back = self.key("history.back")
            self.detail(f"nothing was changed yet: tag a sentence first ({back} goes back)")
            return
        step = self.steps[self.grid.cursor[0]]
        where = self._names(step) or "claims or codebook"
        subject = self._subject(step)
        claim = f"claim: {subject.claim}" if subject.claim else ""
        parts = (subject.passage, claim, where)
        self.detail(" · ".join(part for part in parts if part), step.label)

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

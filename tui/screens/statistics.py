"""Counts of what was annotated, with plain bars, and how far coders agree."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import BindingType

from ...annotations.agreement import agreement, coders_of
from ...annotations.formats.bundles import gather
from ...annotations.stats import count
from ...articles.printable import printable_line
from ...articles.wording import UNNAMED, numbered
from ..commands import bindings_of
from ..session import Session
from ..widgets.grid import Cell, Column
from ..widgets.panel import Panel

_BAR = 24
"""Cells of the longest bar."""
_NUMBER = 8
"""Cells of a number."""

Line = tuple[str, str, float]
"""A name, a figure, and which part of the longest bar stands behind it."""


class StatisticsScreen(Panel[None]):
    """By tag, claim, outlet, speaker and annotator."""

    SCREEN = "statistics"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("statistics")]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.lines: list[Line] = []

    def build(self) -> None:
        """Count."""
        workspace = self.session.workspace
        everybody = gather(workspace)
        found = count(
            self.session.articles, workspace.claims, everybody.annotations, workspace.codebook
        )
        statements = {claim.id: claim.statement for claim in workspace.claims.values()}
        # Pairs, as two claims may be worded alike.
        claims = [(statements.get(name, name), number) for name, number in found.claims.items()]
        groups = (
            ("Tags", [*found.tags.items()]),
            ("Claims", claims),
            ("Outlets", [*found.outlets.items()]),
            ("Speakers", [*found.speakers.items()]),
            ("Annotators", [*found.annotators.items()]),
        )
        self.lines = [line for title, counts in groups for line in _lines(title, counts)]
        self.lines += self._agreement()
        widest = max((cell_len(printable_line(name)) for name, _, _ in self.lines), default=0)

        def lay_out(room: int) -> list[Column]:
            room -= _NUMBER + 4
            bar = max(1, min(_BAR, room // 3))
            return [
                Column("", max(1, min(widest, room - bar))),
                Column(f"{'number':>{_NUMBER}}", _NUMBER),
                Column("", bar),
            ]

        self.grid.fill(lay_out, len(self.lines), self._cell)
        annotations = numbered(found.annotations, "annotation")
        mentions, notes = numbered(found.mentions, "mention"), numbered(found.notes, "note")
        said = (
            f"{annotations} in {found.annotated_articles} of {found.articles} articles; "
            f"{mentions}, {notes}, {found.needs_checking:,} to check"
        )
        self.head("Statistics", said)
        if not found.annotations:
            back = self.key("statistics.back")
            self.say(
                f"nothing is tagged yet: tag a sentence first ({back} goes back)", "line--quiet"
            )

    def _agreement(self) -> list[Line]:
        coders = coders_of(self.session.workspace)
        if len(coders) < 2:
            return []
        found = agreement(self.session.articles, coders)
        lines: list[Line] = [("Agreement between annotators", "", 0)]
        for pair in found.pairs:
            names = " and ".join(name or UNNAMED for name in pair.coders)
            lines.append((f"  {names}, {pair.sentences} sentences", "", 0))
            lines.append(("    sentences, Cohen’s kappa", _figure(pair.kappa), 0))
            lines.append(("    spans, Krippendorff’s alpha", _figure(pair.alpha), 0))
            lines += [
                (f"    {tag.tag}: overlapping spans, F1", _figure(tag.overlap_f1), 0)
                for tag in pair.tags
            ]
        return lines

    def _cell(self, row: int, column: int) -> Cell:
        line = self.lines[row]
        longest = self.grid.columns[2].width
        if column == 2:
            return "━" * max(1, round(longest * line[2])) if line[2] else "", "grid--quiet"
        name, number, _ = line
        text = name if column == 0 else f"{number:>{_NUMBER}}"
        return text, "" if name.startswith(" ") else "grid--strong"

    def statement(self, row: int, column: int) -> str:
        """A heading, or a name and its number."""
        name, number, _ = self.lines[row]
        return f"{name.strip()}: {number}" if number else name.strip()


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _lines(title: str, counts: Sequence[tuple[str, int]]) -> list[Line]:
    nameless = UNNAMED if title == "Annotators" else "unknown"
    most = max((number for _, number in counts), default=0)
    lines: list[Line] = [(title, "", 0)]
    for name, number in counts:
        lines.append((f"  {name or nameless}", f"{number:,}", number / most if most else 0))
    if not counts:
        lines.append(("  none yet", "", 0))
    return lines

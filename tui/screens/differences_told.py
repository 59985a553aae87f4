"""Every version of one passage and what is different in it, told in words."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from ...articles.differences import changed_stretches
from ...articles.wording import numbered
from ..commands import bindings_of
from ..names import short_date
from ..told import sentences
from ..widgets.grid import Column, Grid
from ..widgets.panel import Panel
from .differences import Version


class DifferencesTold(Panel[tuple[str, int]]):
    """Returns where to go (article id, offset), or ``None`` when the reader went back."""

    SCREEN = "differences"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("differences")]

    def __init__(self, versions: Sequence[Version]) -> None:
        super().__init__()
        self.versions = list(versions)
        self.base = 0
        self.told: list[tuple[Version, str]] = []

    def build(self) -> None:
        """Tell the base, then each version and what is different in it."""
        base = self.versions[self.base]
        others = [version for version in self.versions if version is not base]
        self.told = [(base, _version_words(base, "base"))]
        for version in others:
            self.told.append((version, _version_words(version, "")))
            self.told += [(version, words) for words in change_words(base.words, version.words)]
        self.grid.fill(
            lambda _: [Column("", 1)], len(self.told), lambda row, _: (self.told[row][1], "")
        )
        self.head("Differences", f"{numbered(len(self.versions), 'version')} against {base.name}")

    def statement(self, row: int, column: int) -> str:
        """A version, or something that is different in it."""
        return self.told[row][1]

    @on(Grid.Chosen)
    def _chosen(self, event: Grid.Chosen) -> None:
        event.stop()
        version = self.told[event.row][0]
        self.dismiss((version.article.id, version.span.start))

    def action_base(self) -> None:
        """Compare with the next version."""
        self.base = (self.base + 1) % len(self.versions)
        self.build()
        self.grid.action_edge(-1)


def _version_words(version: Version, role: str) -> str:
    about = [role, version.label, short_date(version.article)]
    return sentences([", ".join(part for part in about if part)]) + f" {_flat(version.words)}"


def change_words(base: str, version: str) -> list[str]:
    """What became of the base in a version, a sentence a change."""
    said: list[str] = []
    for mine, theirs in changed_stretches(base, version):
        if mine and theirs:
            said.append(f"Instead of “{_flat(mine)}”: “{_flat(theirs)}”.")
        else:
            said.append(f"Left out: “{_flat(mine)}”." if mine else f"Added: “{_flat(theirs)}”.")
    return said or ["The same words."]


def _flat(text: str) -> str:
    return " ".join(text.split())

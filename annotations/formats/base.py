"""The interface of a format. Adding a format is adding a file here that defines ``FORMATS``."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import ClassVar

from ...articles.article import Article
from ...articles.record import record
from ...articles.wording import numbered
from ..codebook import Codebook
from ..model import Annotation, Claim


class OffsetUnit(StrEnum):
    """What a format counts offsets in."""

    CODE_POINTS = "code points"
    UTF16 = "UTF-16 units"
    TOKENS = "tokens"
    NONE = "none"


@record
class Bundle:
    """What is exported: articles with their annotations (already filtered), claims and codebook."""

    articles: Sequence[Article]
    annotations: Mapping[str, Sequence[Annotation]]
    """By article id, sorted by start, then id; several annotators' together."""
    claims: Mapping[str, Claim]
    codebook: Codebook
    with_text: bool = True
    """False writes offsets, hashes and sources only, no words of the articles."""
    sources: Sequence[Article] = ()
    """The articles that claims may quote, where ``articles`` were narrowed; empty: ``articles``."""

    def of(self, article: Article) -> Sequence[Annotation]:
        """The annotations of one article, sorted by start, then id."""
        return self.annotations.get(article.id, ())

    @property
    def total(self) -> int:
        """How many annotations the articles of the bundle have together."""
        return sum(len(self.of(article)) for article in self.articles)


@dataclass(slots=True)
class Report:
    """What an export or import did: how much it wrote or read, what it left out or changed."""

    written: int = 0
    """Annotations written or read."""
    instead: Counter[str] = field(default_factory=Counter[str])
    """What a format without annotations wrote, by singular noun, e.g. ``"tag"``."""
    lost: Counter[str] = field(default_factory=Counter[str])
    """What was left out, by reason in the plural, e.g. ``"overlapping spans"``."""
    changed: Counter[str] = field(default_factory=Counter[str])
    """What was kept otherwise than it stood, e.g. ``"quotes found elsewhere in the text"``."""
    files: list[Path] = field(default_factory=list[Path])
    """The files an export wrote, in the order they were written; a folder stands for its files."""

    def amount(self) -> str:
        """``6 annotations``, or ``7 tags and 2 claims`` of a codebook that is written alone."""
        instead = [numbered(count, noun) for noun, count in self.instead.items() if count]
        return " and ".join(instead) or numbered(self.written, "annotation")

    def sentences(self) -> list[str]:
        """``["overlapping spans left out (3)", …]``: files beside the export, losses, changes."""
        beside = ", ".join(path.name for path in self.files[1:])
        also = [f"also written, beside it: {beside}"] if beside else []
        lost = [f"{reason} left out ({count:,})" for reason, count in sorted(self.lost.items())]
        return also + lost + [f"{what} ({count:,})" for what, count in sorted(self.changed.items())]


@record
class Imported:
    """Annotations read from a foreign file, anchored in the articles of the collection."""

    annotations: Sequence[Annotation]
    claims: Sequence[Claim] = ()
    unknown_tags: tuple[str, ...] = ()
    """Tags that the codebook does not define; kept on the annotations."""
    report: Report = field(default_factory=Report)

    def amount(self) -> str:
        """``6 annotations and 2 claims``; claims are told when there are any."""
        claims = [numbered(len(self.claims), "claim")] if self.claims else []
        if claims and not self.annotations:
            return claims[0]
        return " and ".join([numbered(len(self.annotations), "annotation"), *claims])


class ImportFault(ValueError):
    """A foreign file that cannot be read: one sentence with file and remedy."""


class ExportFault(ValueError):
    """An export that cannot be made: one sentence with the remedy."""


class AlreadyThere(ExportFault):
    """An export that could be made if what is at ``target`` may be written over."""

    def __init__(self, said: str, target: Path) -> None:
        super().__init__(said)
        self.target = target


class ExportCancelled(Exception):
    """The caller's ``cancelled`` said so; nothing was left behind."""


class Format:
    """One format: declarations for ``crossread formats``, and what it can do.

    A format overrides `write`, `read`, or both; a format that makes a folder derives from
    `FolderFormat`. Everything a real export leaves out is counted in ``report.lost``.
    """

    name: ClassVar[str]
    """What the reader types: ``crossread export --format NAME``."""
    title: ClassVar[str]
    suffix: ClassVar[str]
    """File ending of an export, e.g. ``.jsonl``; empty when it writes a folder."""
    unit: ClassVar[OffsetUnit] = OffsetUnit.CODE_POINTS
    keeps: ClassVar[str]
    loses: ClassVar[str]
    exports: ClassVar[bool] = True
    imports: ClassVar[bool] = False
    textless: ClassVar[bool] = False
    """Whether it can be written without the words of the articles."""
    extra: ClassVar[str] = ""
    """Name of the optional dependency group it needs, or empty."""

    def write(self, bundle: Bundle, report: Report) -> Iterator[bytes]:
        """The export in pieces, deterministic; raises `ExportFault`."""
        raise NotImplementedError

    def companions(self, bundle: Bundle, report: Report) -> Iterable[tuple[str, Iterator[bytes]]]:
        """Files beside the export that hold what its format cannot: (ending, content).

        ``.claims.jsonl`` beside ``work.csv`` is ``work.csv.claims.jsonl``.
        """
        return ()

    def read(self, path: Path, articles: Sequence[Article]) -> Imported:
        """Read a foreign file; raises `ImportFault`."""
        raise NotImplementedError


class FolderFormat(Format):
    """A format whose export is a folder of files."""

    suffix = ""

    def files(self, bundle: Bundle, report: Report) -> Iterable[tuple[str, Iterator[bytes]]]:
        """The files as (path inside the folder with POSIX slashes, content in pieces)."""
        raise NotImplementedError

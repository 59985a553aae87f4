"""The interface of a format. Adding a format is adding a file that defines one `Format`."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from ...articles.article import Article
from ..codebook import Codebook
from ..model import Annotation, Claim


class OffsetUnit(StrEnum):
    """What a format counts offsets in."""

    CODE_POINTS = "code points"
    UTF16 = "UTF-16 units"
    TOKENS = "tokens"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Bundle:
    """What is exported: articles with their annotations (already filtered), claims and codebook."""

    articles: Sequence[Article]
    annotations: Mapping[str, Sequence[Annotation]]
    """By article id, sorted by start, then id; several annotators' together."""
    claims: Mapping[str, Claim]
    codebook: Codebook
    with_text: bool = True
    """False writes offsets, hashes and sources only, no words of the articles."""


@dataclass(slots=True)
class Report:
    """What an export or import left out, counted by reason, e.g. ``"overlapping spans"``."""

    written: int = 0
    lost: Counter[str] = field(default_factory=Counter[str])


@dataclass(frozen=True, slots=True)
class Imported:
    """Annotations read from a foreign file, anchored in the articles of the collection."""

    annotations: Sequence[Annotation]
    claims: Sequence[Claim] = ()
    unknown_tags: tuple[str, ...] = ()
    report: Report = field(default_factory=Report)


class ImportFault(ValueError):
    """A foreign file that cannot be read: one sentence with file and remedy."""


class Format(Protocol):
    """One format: declarations for `crossread formats`, and what it can do."""

    name: str
    title: str
    suffix: str
    """File ending of an export, e.g. ``.jsonl``; empty when it writes a folder."""
    unit: OffsetUnit
    keeps: str
    loses: str
    exports: bool
    imports: bool
    extra: str
    """Name of the optional dependency group it needs, or empty."""

    def write(self, bundle: Bundle, report: Report) -> Iterator[bytes]:
        """The export in pieces, deterministic (folder formats: see `FolderFormat`)."""
        ...

    def read(self, path: Path, articles: Sequence[Article]) -> Imported:
        """Read a foreign file; raises `ImportFault`."""
        ...

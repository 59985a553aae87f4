"""What workers tell the screens; only handlers change widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from ..articles.record import holder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from ..annotations.model import Annotation
    from ..annotations.workspace import Flushed
    from ..articles.parallels import Parallels
    from ..articles.span import Span
    from ..search.results import Results
    from .outside import Changes


@holder
class Saved(Message):
    """A flush has ended."""

    outcome: Flushed


@holder
class Moved(Message):
    """Everything is kept in another folder from now on, if it could be saved there."""

    folder: Path
    outcome: Flushed


@holder
class NotKept(Message):
    """A draft could not be written."""

    error: OSError


@holder
class Answered(Message):
    """A query has been answered: hits by article, or what is wrong with the query."""

    query: str
    typing: bool
    results: Results | None
    hits: Mapping[str, Sequence[Span]]
    trouble: str


@holder
class Others(Message):
    """What other annotators have made, by article and annotator."""

    found: Mapping[str, Mapping[str, Sequence[Annotation]]]


@holder
class Indexing(Message):
    """The index is being brought up to date: entries done and to do; equal when ready."""

    done: int
    total: int


@holder
class Written(Message):
    """Somebody, perhaps this program, has written or removed these files."""

    paths: frozenset[Path]


class Watching(Message):
    """Changes are noticed from now on; what changed before was not."""


@holder
class Found(Message):
    """Other programs have changed something in the files."""

    changes: Changes


@holder
class Given(Message):
    """The user's own program was given a copied text; what went wrong, or nothing."""

    trouble: str


class Indexed(Message):
    """The index is up to date: what was asked before may have another answer now."""


@holder
class Compared(Message):
    """The parallels of the open articles are known, or (not complete) of what is in view."""

    parallels: Parallels
    complete: bool

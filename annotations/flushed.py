"""What a workspace answers with."""

from ..articles.record import record
from .model import Annotation
from .problems import Problem
from .quote_search import Candidate


@record
class Flushed:
    """What a flush did: nothing left pending means *saved*."""

    saved: bool
    problems: tuple[Problem, ...] = ()
    merged: tuple[str, ...] = ()
    """Articles whose annotations changed because another program had written meanwhile."""


@record
class Review:
    """An annotation whose place a person must judge, and where it may be, the best place first."""

    annotation: Annotation
    candidates: tuple[Candidate, ...]

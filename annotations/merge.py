"""Three-way merge by id: nobody's work is lost when two programs change one file."""

from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

from ..articles.record import record

V = TypeVar("V")


@record
class Merged(Generic[V]):
    """The values by id, and the ids that both sides had changed: both versions are kept."""

    values: dict[str, V]
    conflicts: tuple[str, ...] = ()


def merge(
    base: Mapping[str, V],
    mine: Mapping[str, V],
    theirs: Mapping[str, V],
    *,
    same: Callable[[V, V], bool],
    resolve: Callable[[V | None, V, V], Mapping[str, V]],
    untouched: Callable[[V, V], bool] | None = None,
) -> Merged[V]:
    """What both sides made of ``base``; what one side changed and the other deleted is kept.

    ``untouched`` says that nobody has changed a value of ``base``; without it, `same` does.

    ``resolve(base, mine, theirs)`` says what stands, by id, for a value that both changed; when it
    does not depend on the sides, neither does the merge.
    """
    values: dict[str, V] = {}
    conflicts: dict[str, V] = {}
    clashed: list[str] = []
    for key in {**mine, **theirs}:
        old, ours, other = base.get(key), mine.get(key), theirs.get(key)
        if ours is other or ours is old or other is old:
            kept = other if ours is old else ours
        elif ours is None or other is None:
            known = ours if other is None else other
            alike = untouched or same
            unchanged = old is not None and known is not None and alike(old, known)
            kept = None if unchanged else known
        elif same(ours, other) or (old is not None and same(other, old)):
            kept = ours
        elif old is not None and same(ours, old):
            kept = other
        else:
            clashed.append(key)
            conflicts |= resolve(old, ours, other)
            continue
        if kept is not None:
            values[key] = kept
    return Merged({**values, **conflicts}, tuple(clashed))

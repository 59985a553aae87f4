"""Value classes that cost little to define.

``dataclass(frozen=True, slots=True)`` writes out and compiles six methods for every class; a
program with a hundred such classes notices that when it starts. A `record` is a dataclass with one
compiled method, at a quarter of the cost; the others are the same for all, and not compiled.
"""

from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[T]) -> type[T]:
    """Make ``cls`` a class of immutable values: equal, hashed and shown by its fields.

    What `dataclasses` and ``match`` know of dataclasses holds for it too. That nobody sets a field
    is for the type checker to see; at run time nothing is in the way.
    """
    made: Any = dataclass(eq=False, repr=False, slots=True)(cls)
    known = fields(made)
    compared = _getter([f.name for f in known if f.compare])
    hashed = _getter([f.name for f in known if (f.compare if f.hash is None else f.hash)])
    shown = [f.name for f in known if f.repr]

    def equal(self: object, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return compared(self) == compared(other)

    def digest(self: object) -> int:
        return hash(hashed(self))

    def show(self: object) -> str:
        values = (f"{name}={getattr(self, name)!r}" for name in shown)
        return f"{type(self).__qualname__}({', '.join(values)})"

    for name, method in (("__eq__", equal), ("__hash__", digest), ("__repr__", show)):
        if name not in cls.__dict__:
            setattr(made, name, method)
    return made


def _getter(names: list[str]) -> "attrgetter[object]":
    return attrgetter(*(names or ["__class__"]))

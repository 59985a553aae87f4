"""Value classes that cost little to define.

``dataclass(frozen=True, slots=True)`` writes out and compiles six methods for every class; a
program with a hundred such classes notices that when it starts. A `record` is a dataclass at a
tenth of the cost. One method is compiled, and that when the first value is made, which is long
after the start for most classes; the others are the same for all.
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
    return _compared(_initialised(cls, slots=True))


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def roomy_record(cls: type[T]) -> type[T]:
    """Make a `record` that has room for more than its fields: what is worked out of them once."""
    return _compared(_initialised(cls, slots=False))


@dataclass_transform(eq_default=False, field_specifiers=(field,))
def holder(cls: type[T]) -> type[T]:
    """Have ``cls`` made from its fields, which may be set later, and leave it alone otherwise."""
    return _initialised(cls, slots=False)


def _initialised(cls: type[T], *, slots: bool) -> type[T]:
    """The dataclass whose ``__init__`` is compiled when it is first called."""
    # Without any, `dataclass` writes one, which takes ten times as long as all the rest.
    cls.__doc__ = cls.__doc__ or cls.__name__
    made: Any = dataclass(init=False, eq=False, repr=False, slots=slots)(cls)

    def first(self: object, *values: object, **named: object) -> None:
        written_out: Any = dataclass(eq=False, repr=False)(type(made.__name__, (made,), {}))
        made.__init__ = written_out.__init__
        made.__init__(self, *values, **named)

    made.__init__ = first
    return made


def _compared(made: type[T]) -> type[T]:
    known = fields(made)  # pyright: ignore[reportArgumentType]
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
        if name not in made.__dict__:
            setattr(made, name, method)
    return made


def _getter(names: list[str]) -> "attrgetter[object]":
    return attrgetter(*(names or ["__class__"]))

"""Records: what dataclasses promise, and what they cost."""

from __future__ import annotations

import dataclasses
import inspect
import pickle
from collections.abc import Mapping
from dataclasses import field, fields, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

import pytest

from crossread.articles.record import holder, record, roomy_record


@record
class Point:
    """Two numbers, and what is said of them."""

    x: int
    y: int = 0
    said: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    seen: int = field(default=0, compare=False, repr=False)


@record
class Place:
    """As many fields as `Point` has, but another class."""

    x: int
    y: int = 0
    said: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)


@record
class Nothing:
    """A record without fields."""


@record
class Named:
    """A record with a look of its own."""

    name: str

    def __repr__(self) -> str:
        return f"<{self.name}>"


def test_records_are_equal_by_their_class_and_fields() -> None:
    assert Point(1, 2) == Point(1, y=2)
    assert Point(1, 2) != Point(1, 3)
    assert Point(1, 2) != Place(1, 2)
    assert Point(1, 2) != (1, 2)
    assert Nothing() == Nothing()
    assert Nothing() != Named("")


def test_fields_may_be_left_out_of_comparing_hashing_and_showing() -> None:
    assert Point(1, seen=1) == Point(1, seen=2)
    assert Point(1, said={"a": "b"}) != Point(1)
    assert hash(Point(1, said={"a": "b"})) == hash(Point(1))
    assert repr(Point(1, seen=3)) == "Point(x=1, y=0, said=mappingproxy({}))"
    assert repr(Named("it")) == "<it>"
    assert {Point(1), Point(1), Point(2), Nothing(), Nothing()} == {Nothing(), Point(1), Point(2)}


def test_what_the_library_knows_of_dataclasses_holds() -> None:
    assert [entry.name for entry in fields(Point)] == ["x", "y", "said", "seen"]
    assert replace(Point(1, 2), y=5) == Point(1, 5)
    match Point(1, 2):
        case Point(x, y):
            assert (x, y) == (1, 2)
    assert pickle.loads(pickle.dumps(Point(1, 2, {"a": "b"}))) == Point(1, 2, {"a": "b"})
    assert dataclasses.is_dataclass(Nothing)
    with pytest.raises(TypeError):
        Point()  # pyright: ignore[reportCallIssue]


def test_no_record_takes_more_than_its_fields() -> None:
    with pytest.raises(AttributeError):
        setattr(Point(1), "z", 1)  # noqa: B010


@roomy_record
class Circle:
    """A record that works something out once."""

    radius: int

    @cached_property
    def area(self) -> float:
        """Square cells."""
        return 3.14 * self.radius**2


@holder
class Tray:
    """Holds things, and is not equal to another that holds the same."""

    things: list[int] = field(default_factory=list[int])
    more: int = 0


@holder
class Drawer(Tray):
    """A tray with a key."""

    key: str = ""


def test_a_roomy_record_keeps_what_was_worked_out() -> None:
    assert Circle(2).area == 12.56
    assert Circle(2) == Circle(2)
    assert hash(Circle(2)) != hash(Circle(3))


def test_a_holder_is_made_from_its_fields_and_has_no_more() -> None:
    first, second = Tray(), Tray([], 1)
    first.things.append(1)
    assert (first.things, second.things, second.more) == ([1], [], 1)
    assert Tray() != Tray()
    assert Drawer([2], 3, "k").key == "k"
    assert Drawer(key="k").things == []
    assert Tray(more=2).more == 2


def test_a_class_without_words_costs_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """For those `dataclass` would look at the signature, which takes long."""
    monkeypatch.setattr(inspect, "signature", None)

    @record
    class Plain:
        x: int

    assert Plain(1).x == 1


def test_what_is_derived_from_a_record_is_made_the_same_way() -> None:
    class Corner(Point):
        """A point that nothing was decorated for."""

    assert (Corner(1).x, Corner(1).y, Point(2).x) == (1, 0, 2)


def test_the_program_has_no_costly_value_classes() -> None:
    root = Path(__file__).parents[2]
    costly = [
        f"{path.relative_to(root)}"
        for folder in ("articles", "annotations", "search", "tui", "cli")
        for path in (root / folder).rglob("*.py")
        if "@dataclass(frozen=True, slots=True)" in path.read_text("utf-8")
    ]
    assert costly == [], "write @record (articles/record.py) instead"

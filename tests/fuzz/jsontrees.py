"""Mutates JSON as trees: bytes changed at random hardly ever stay JSON."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable, Iterator
from typing import Any

from . import plaintexts

ODD: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 0.5, 3.0, 1e308, 10**18, 2**31, 10**399),
    *("", " ", "0", "\ud800", "\x00", "\u2028", "urn:sha256:", "urn:crossread:claim:%", "a\nb"),
    *("news.txt", "TextQuoteSelector", "TextPositionSelector", "AnnotationCollection"),
    *([], {}, [[]], [None], {"": ""}, [{}], {"id": 1}, {"value": {}}, "x" * 500),
)
"""Values to put where others stand."""


def mutate(data: bytes, most: int, seed: int, otherwise: Callable[[bytes, int], bytes]) -> bytes:
    """The document, or one line of it, with one value changed; ``otherwise`` for what is none."""
    chance = random.Random(seed)
    lines = data.split(b"\n") if chance.random() < 0.5 else [data]
    number = chance.randrange(len(lines))
    if chance.random() < 0.1:
        return plaintexts.mutate(data, most, seed, otherwise)
    try:
        tree: Any = json.loads(lines[number])
        _change(tree, chance)
        lines[number] = json.dumps(tree).encode()
    except (ValueError, RecursionError, OverflowError):
        return plaintexts.mutate(data, most, seed, otherwise)
    changed = b"\n".join(lines)
    return changed if len(changed) <= most else plaintexts.mutate(data, most, seed, otherwise)


def _change(tree: Any, chance: random.Random) -> None:
    places = list(_places(tree))
    if not places:
        return
    holder, key = chance.choice(places)
    action = chance.random()
    if action < 0.6:
        holder[key] = copy.deepcopy(chance.choice(ODD))
    elif action < 0.75:
        del holder[key]
    elif action < 0.9:
        other, place = chance.choice(places)
        holder[key] = json.loads(json.dumps(other[place]))
    elif isinstance(holder, dict):
        holder[str(chance.choice(ODD))[:40]] = holder[key]
    else:
        holder.append(json.loads(json.dumps(holder[key])))


def _places(tree: Any) -> Iterator[tuple[Any, Any]]:
    """(holder, key) of every value below the top."""
    waiting = [tree]
    while waiting:
        holder = waiting.pop()
        if isinstance(holder, dict | list):
            for key in holder if isinstance(holder, dict) else range(len(holder)):
                yield holder, key
                waiting += [holder[key]] if isinstance(holder[key], dict | list) else []

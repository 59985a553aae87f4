"""What a restless person does at a terminal: keys, the mouse, pastes, other sizes; by chance, but
the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .ttylat.emulator import Size
from .ttylat.keys import encode, mouse, wheel

SIZES: tuple[Size, ...] = ((200, 50), (40, 12), (80, 24), (400, 100), (20, 5), (132, 43), (1, 1))

MOVES = (*"jkJKwbhlgGoxs'.,[]mM^$%*", "tab", "shift+tab", "space", "backspace")
WORK = (*"123456789vcretdu", *"uUnNA<>()@;")
VIEWS = (*"LBzfFyYCHRSD=/?:iOZT{}+-_Xp\\", "f9")
ANSWERS = ("enter", "enter", "escape", "escape", "escape", "f2", "f3", "f4")
OTHERS = (
    *("down", "up", "left", "right", "home", "end", "pageup", "pagedown", "delete", "f1"),
    *("ctrl+c", "ctrl+l", "ctrl+r", "ctrl+p", "ctrl+a", "alt+x", "shift+down", "ctrl+right"),
    *"aIé文&",
)
KEYS = MOVES + WORK + VIEWS + ANSWERS + OTHERS
"""All but the keys that leave, stop, or keep the work in another folder."""
ENDINGS = ("q", "ctrl+z", "!")

PASTES = (
    "",
    "word",
    "two lines\nof a note",
    "\x1b[2J\x1b]0;title\x07[/bold] \u202eright",
    "漢字とかな 👩‍👩‍👧 ☎️ e\u0301",
    "x" * 3_000,
    "a sentence of several words. " * 400,
)


@dataclass(frozen=True)
class Act:
    """One thing done: bytes typed, or another size of the terminal."""

    name: str
    data: bytes = b""
    size: Size | None = None


def acts(seed: int, home: Size, *, leaving: bool = False) -> Iterator[Act]:
    """Without end. ``home`` is the terminal's size most of the time; ``leaving``: also leave."""
    chance, size = random.Random(seed), home
    others: tuple[Callable[[random.Random, Size], Act], ...] = (_click, _click, _drag, _wheel, _odd)
    while True:
        roll = chance.random()
        if size != home and roll < 0.1:
            size = home
            yield Act(f"size {home}", size=home)
        elif roll < 0.93:
            yield _key(chance.choice(KEYS))
        elif roll < 0.98:
            yield chance.choice(others)(chance, size)
        elif roll < 0.99:
            text = chance.choice(PASTES)
            data = f"\x1b[200~{text}\x1b[201~".encode()
            yield Act(f"paste of {len(text)}", data)
        elif roll < 0.997:
            size = chance.choice(SIZES)
            yield Act(f"size {size}", size=size)
        elif leaving:
            yield _key(chance.choice(ENDINGS))


def _key(name: str) -> Act:
    return Act(name, encode(name))


def _place(chance: random.Random, size: Size) -> tuple[int, int]:
    return chance.randrange(size[0]), chance.randrange(size[1])


def _click(chance: random.Random, size: Size) -> Act:
    place, times = _place(chance, size), chance.choice((1, 1, 2, 3))
    button = chance.choice((0, 0, 0, 1, 2))
    data = (mouse(*place, button) + mouse(*place, button, released=True)) * times
    return Act(f"click {button} at {place} × {times}", data)


def _drag(chance: random.Random, size: Size) -> Act:
    start, end = _place(chance, size), _place(chance, size)
    data = mouse(*start) + mouse(*end, 32) + mouse(*end, released=True)
    return Act(f"drag {start} to {end}", data)


def _wheel(chance: random.Random, size: Size) -> Act:
    place, down, steps = _place(chance, size), chance.random() < 0.6, chance.randint(1, 5)
    return Act(f"wheel {'down' if down else 'up'} at {place}", wheel(*place, down=down) * steps)


def _odd(chance: random.Random, size: Size) -> Act:
    """What terminals send now and then: focus, the mouse passing by, noise on the line."""
    passing = mouse(*_place(chance, size), 35)
    data = chance.choice((b"\x1b[I", b"\x1b[O", passing, b"\xff", b"\xe6\x96", b"\x1b[", b"\0"))
    return Act(f"bytes {data!r}", data)

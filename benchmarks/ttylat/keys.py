"""Names of keys, and the bytes that a terminal sends for them."""

from __future__ import annotations

_CONTROL = {
    "enter": "\r",
    "tab": "\t",
    "escape": "\x1b",
    "space": " ",
    "backspace": "\x7f",
    "shift+tab": "\x1b[Z",
    "delete": "\x1b[3~",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    "f9": "\x1b[20~",
}
_ARROWS = {"up": "A", "down": "B", "right": "C", "left": "D", "home": "H", "end": "F"}
_MODIFIERS = {"shift": 1, "alt": 2, "ctrl": 4}


def encode(key: str) -> bytes:
    """The bytes of one key: a character, or a name such as `down`, `ctrl+c`, `shift+right`.

    Raises:
        ValueError: no key has this name.
    """
    if len(key) == 1:
        return key.encode()
    if key in _CONTROL:
        return _CONTROL[key].encode()
    *modifiers, base = key.split("+")
    if not all(name in _MODIFIERS for name in modifiers):
        raise ValueError(f"no key is called {key!r}")
    level = 1 + sum(_MODIFIERS[name] for name in modifiers)
    if base in _ARROWS:
        return (f"\x1b[1;{level}" if modifiers else "\x1b[").encode() + _ARROWS[base].encode()
    if modifiers == ["ctrl"] and len(base) == 1:
        return bytes([ord(base.upper()) & 0x1F])
    if modifiers == ["alt"] and len(base) == 1:
        return b"\x1b" + base.encode()
    raise ValueError(f"no key is called {key!r}")


def wheel(column: int, row: int, *, down: bool = True) -> bytes:
    """The bytes of one step of the mouse wheel over a cell, counted from 0."""
    return mouse(column, row, 65 if down else 64)


def mouse(column: int, row: int, button: int = 0, *, released: bool = False) -> bytes:
    """The bytes of a mouse button over a cell, counted from 0; 32 more when the mouse moves."""
    return f"\x1b[<{button};{column + 1};{row + 1}{'m' if released else 'M'}".encode()

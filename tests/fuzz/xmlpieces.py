"""Mutates XML and HTML by their tags: bytes changed at random hardly ever stay well-formed."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from . import plaintexts

_PIECES = re.compile(rb"<!--.*?-->|<[^>]*>|[^<]+", re.DOTALL)
_VALUE = re.compile(rb"=\s*(\"[^\"]*\"|'[^']*')")
_NAMES = re.compile(rb"</?([\w:.-]+)")
ODD = (
    *(
        b"",
        b" ",
        b"0",
        b"-1",
        b"1e999",
        b"99999999999999999999",
        b"true",
        b"x" * 300,
        b"\n",
        b"a b",
    ),
    *(
        b"&#0;",
        b"&#x1F600;",
        b"&amp;",
        b"&nosuch;",
        b"]]>",
        b"<![CDATA[x]]>",
        b"<!--x-->",
        b"<?x y?>",
    ),
    *(b"../../x", b"a.xhtml", b"http://example.org/", b"\xff", "é\u202e".encode(), b"2020-13-45"),
)
"""What is put where text or values of attributes stand."""


def mutate(data: bytes, most: int, seed: int, otherwise: Callable[[bytes, int], bytes]) -> bytes:
    """The document with one to three pieces changed; ``otherwise`` for what has no tags."""
    chance = random.Random(seed)
    pieces: list[bytes] = _PIECES.findall(data)
    if len(pieces) < 3 or chance.random() < 0.1:
        return plaintexts.mutate(data, most, seed, otherwise)
    for _ in range(chance.randint(1, 3)):
        _change(pieces, chance)
    changed = b"".join(pieces)
    return changed if len(changed) <= most else plaintexts.mutate(data, most, seed, otherwise)


def _change(pieces: list[bytes], chance: random.Random) -> None:
    at = chance.randrange(len(pieces))
    piece = pieces[at]
    action = chance.random()
    values = list(_VALUE.finditer(piece)) if piece.startswith(b"<") else []
    if values and action < 0.4:
        value = chance.choice(values)
        new = b'="%b"' % chance.choice(ODD)
        pieces[at] = piece[: value.start()] + new + piece[value.end() :]
    elif action < 0.5 and not piece.startswith(b"<"):
        pieces[at] = chance.choice(ODD)
    elif action < 0.6:
        names = [name[1] for each in pieces for name in [_NAMES.match(each)] if name]
        if names:
            pieces[at] = _NAMES.sub(lambda met: met[0].replace(met[1], chance.choice(names)), piece)
    elif action < 0.7:
        pieces[at] = b"<!DOCTYPE x>" if action < 0.61 else b""
    elif action < 0.85:
        pieces.insert(at, chance.choice((*pieces, *ODD)))
    else:  # an element, or the better part of one, once more in another place
        end = min(len(pieces), at + chance.randint(1, 8))
        place = chance.randrange(len(pieces))
        pieces[place:place] = pieces[at:end]

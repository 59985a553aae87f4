"""Mutates what is in a ZIP archive; with its own bytes changed, it is hardly ever one."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable

from . import xmlpieces
from .samples import zipped


def mutate(data: bytes, most: int, seed: int, otherwise: Callable[[bytes, int], bytes]) -> bytes:
    """The archive with one member changed, left out or given another's name."""
    chance = random.Random(seed)
    if chance.random() < 0.05:
        return otherwise(data, most)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # it was mutated as bytes before, and zipfile raises whatever it likes
        return otherwise(data, most)
    if not members:
        return otherwise(data, most)
    name = chance.choice(sorted(members))
    action = chance.random()
    if action < 0.9:
        members[name] = xmlpieces.mutate(members[name], most, chance.randrange(2**32), otherwise)
    elif action < 0.95:
        del members[name]
    else:
        members[chance.choice(sorted(members))] = members[name]
    changed = zipped(members)
    return changed if len(changed) <= most else otherwise(data, most)

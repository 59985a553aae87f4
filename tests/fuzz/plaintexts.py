"""Mutates text as bytes and keeps it UTF-8: what is not is refused early, or guessed at slowly."""

from __future__ import annotations

from collections.abc import Callable


def mutate(data: bytes, most: int, seed: int, otherwise: Callable[[bytes, int], bytes]) -> bytes:
    """Bytes changed by ``otherwise``; mostly what is no UTF-8 is left out."""
    changed = otherwise(data, most)
    return changed if seed % 25 == 0 else changed.decode("utf-8", "ignore").encode()

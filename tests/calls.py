"""Command lines that look at a collection, each without its paths."""

from __future__ import annotations

LOOKING: tuple[tuple[str, ...], ...] = (
    ("parallels", "--all"),
    ("quotes",),
    ("claims",),
    ("stats",),
    ("check",),
    ("index", "--rebuild"),
    ("doctor",),
)


def exporting(*names: str) -> tuple[tuple[str, ...], ...]:
    """An export in each of these formats, to standard output."""
    return tuple(("export", "--format", name) for name in names)

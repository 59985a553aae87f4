"""How the cells and rows of the terminal are shared out. No Textual."""

from collections.abc import Sequence

SMALLEST = (24, 6)
"""Cells and rows below which only a sentence is shown that asks for more."""
SHORT = 14
"""Rows of the terminal below which the line of keys is left out."""
NARROWEST = 24
"""Cells below which no column is made."""


def share_out(room: int, shares: Sequence[float]) -> list[int]:
    """Cells of each column, ``room`` together, in proportion to ``shares``.

    None is narrower than `NARROWEST`, unless there is no room for that: then all are alike.
    """
    count = len(shares)
    if len({*shares}) == 1:  # to the cell what Textual makes of equal columns
        return [room * (n + 1) // count - room * n // count for n in range(count)]
    least = min(NARROWEST, room // count)
    spare = room - least * count
    # What a share is short of the least, the others give in proportion to what they have above it.
    above = [max(0.0, share * room / sum(shares) - least) for share in shares]
    total = sum(above) or 1.0
    ends = [round(spare * sum(above[: n + 1]) / total) for n in range(len(above))]
    ends[-1] = spare
    starts = [0, *ends[:-1]]
    return [least + end - start for start, end in zip(starts, ends, strict=True)]


def widened(cells: Sequence[int], index: int, by: int) -> list[int]:
    """One column wider by so many cells (narrower when negative), at the cost of all others."""
    if len(cells) < 2:
        return [*cells]
    least = min(NARROWEST, *cells)
    most = sum(cells) - least * (len(cells) - 1)
    own = min(max(cells[index] + by, least), most)
    others = [n for n in range(len(cells)) if n != index]
    shared = share_out(sum(cells) - own, [cells[n] for n in others])
    found = dict(zip(others, shared, strict=True))
    return [own if n == index else found[n] for n in range(len(cells))]


def dragged(cells: Sequence[int], index: int, by: int) -> list[int]:
    """The border right of column ``index`` so many cells further to the right."""
    if index + 1 >= len(cells):
        return [*cells]
    left, right = cells[index], cells[index + 1]
    least = min(NARROWEST, left, right)
    by = min(max(by, least - left), right - least)
    return [*cells[:index], left + by, right - by, *cells[index + 2 :]]


def shares_of(cells: Sequence[int]) -> list[float]:
    """How wide each column is, 1 being an equal share."""
    equal = sum(cells) / len(cells)
    return [round(width / equal, 3) for width in cells]

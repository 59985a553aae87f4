"""Breaking one paragraph into rows of a given width in cells."""

from .cells import Cluster, clusters, is_narrow

# Full-width punctuation that does not begin, or end, a row.
_NOT_FIRST = frozenset("、。，．・：；！？）］｝」』】〉》〕”’…ー々")
_NOT_LAST = frozenset("（［｛「『【〈《〔“‘")


def wrap(text: str, start: int, end: int, width: int) -> tuple[list[tuple[int, int]], bool]:
    """Break ``text[start:end]`` at spaces, else at ``width`` cells; at least one row.

    Gives the ``(start, end)`` to draw of each row, and whether all of it is one cell a code point.
    The spaces at a break are drawn on no row; they count to the row before.
    """
    if is_narrow(text, start, end):
        return _wrap_narrow(text, start, end, width), True
    return _wrap_wide(text, start, end, width), False


def _wrap_narrow(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    rows: list[tuple[int, int]] = []
    while end - start > width:
        at = text.rfind(" ", start, start + width + 1)
        if at <= start or text[start:at].isspace():
            at = start + width
        rows.append((start, at))
        while at < end and text[at] == " ":
            at += 1
        start = at
    if start < end or not rows:
        rows.append((start, end))
    return rows


def _wrap_wide(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    rows: list[tuple[int, int]] = []
    items = clusters(text, start, end)
    first = at = cells = 0
    candidate = -1  # where a new row may begin
    inked = False  # whether the row holds more than its indent
    while at < len(items):
        item = items[at]
        if inked and _may_break(text, items[at - 1], item):
            candidate = at
        if cells + item.cells > width and at > first:
            cut = candidate if candidate > first and not _is_space(text, item) else at
            rows.append((items[first].start, _drawn_end(text, items, first, cut)))
            while cut < len(items) and _is_space(text, items[cut]):
                cut += 1
            first = at = cut
            cells, candidate, inked = 0, -1, False
            continue
        inked = inked or not _is_space(text, item)
        cells += item.cells
        at += 1
    if first < len(items) or not rows:
        rows.append((items[first].start if items else start, end))
    return rows


def _drawn_end(text: str, items: list[Cluster], first: int, cut: int) -> int:
    last = cut - 1
    while last > first and _is_space(text, items[last]):
        last -= 1
    return items[last].end


def _is_space(text: str, cluster: Cluster) -> bool:
    return cluster.end - cluster.start == 1 and text[cluster.start] == " "


def _may_break(text: str, before: Cluster, after: Cluster) -> bool:
    if _is_space(text, before) or _is_space(text, after):
        return not _is_space(text, after)
    left, right = text[before.end - 1], text[after.start]
    wide = before.cells > 1 or after.cells > 1
    return wide and left not in _NOT_LAST and right not in _NOT_FIRST

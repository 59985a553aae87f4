"""Breaking one paragraph into rows of a given width in cells.

Rows end at spaces; Chinese and Japanese text between most characters, Korean at spaces. Nothing is
hyphenated. Only what is longer than a row by itself, as an address may be, is broken elsewhere:
where its parts meet, and if need be at the edge.
"""

import re

from .cells import Cluster, clusters, is_narrow

# Punctuation that does not begin, or end, a row, beside a character of double width.
_NOT_FIRST = frozenset(
    "、。，．・：；！？）］｝」』】〉》〕”’…ー々〻ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
    "!?,.:;)]}%»°"
)
_NOT_LAST = frozenset("（［｛「『【〈《〔“‘([{«#$£€¥")
# Where the parts of an address, or of another long word, meet: a row ends, or begins, here.
_JOINT = re.compile(r"(?<=[^/])/+(?=[^/])|[-–—_](?=\w)|(?<=\w)(?=[.?&#=])")
_LEAST_PART = 4
"""Code points of a long word that are worth beginning at the end of a row."""


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
        edge = start + width
        at = text.rfind(" ", start, edge + 1)
        if at <= start or text[start:at].isspace():
            at = _joint(text, start, edge, start + width // 2) or edge
        elif end - at - 1 > width and text.find(" ", at + 1, at + width + 2) < 0:
            # No row has room for the next word.
            at = _joint(text, at + 1, edge, at + _LEAST_PART) or at
        rows.append((start, at))
        while at < end and text[at] == " ":
            at += 1
        start = at
    if start < end or not rows:
        rows.append((start, end))
    return rows


def _joint(text: str, start: int, edge: int, least: int) -> int:
    """The last offset after ``least``, up to ``edge``, where parts of a word meet; 0: none."""
    found = 0
    for match in _JOINT.finditer(text, start, edge + 1):
        if least < match.end() <= edge:
            found = match.end()
    return found


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
            cut = at
            if not _is_space(text, item):
                cut = _cut(text, items, max(first, candidate), at, width, candidate > first)
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


def _cut(text: str, items: list[Cluster], word: int, at: int, width: int, may_move: bool) -> int:
    """Where to end a row inside the word that begins at cluster ``word`` and has no room at ``at``.

    Before the word, if it ``may_move`` to the next row and has room there.
    """
    begin, edge = items[word].start, items[at].start
    joint = _joint(text, begin, edge, begin + _LEAST_PART if may_move else (begin + edge) // 2)
    if not joint or (may_move and _fits(text, items, word, width)):
        return word if may_move else at
    return next((n for n in range(word + 1, at) if items[n].start == joint), at)


def _fits(text: str, items: list[Cluster], word: int, width: int) -> bool:
    cells = 0
    for number in range(word, len(items)):
        if number > word and _may_break(text, items[number - 1], items[number]):
            return True
        if _is_space(text, items[number]):
            return True
        cells += items[number].cells
        if cells > width:
            return False
    return True


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
    if before.cells < 2 and after.cells < 2:
        return False
    left, right = text[before.end - 1], text[after.start]
    if left in _NOT_LAST or right in _NOT_FIRST:
        return False
    return not (_is_hangul(left) and _is_hangul(right))


def _is_hangul(character: str) -> bool:
    return "\uac00" <= character <= "\ud7a3"

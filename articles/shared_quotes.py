"""Whether two passages quote the same words, whole or edited."""

from collections import defaultdict
from collections.abc import Sequence

from .correspondence import Relation
from .record import record
from .words import STOP_WORDS

_RUN = 5  # words in a row that are a shared quotation wherever they stand in it
_WHOLE = 3  # words of a quotation that is shared whole; three must all tell, of more two
_TELLING = 2  # words of a shared run that must not be stop words
_EDITED = 6  # words in common, in order, of a quotation edited in its middle
_EDITED_SHARE = 0.6  # of the shorter one
_REPEATED = 7  # words in common, in order, of a quotation that the other repeats without marks
_REPEATED_SHARE = 0.8  # of the sentence without marks
_PHRASE = range(2, 5)


@record
class QuotedWords:
    """The words of a sentence that stand inside quotation marks, as compared."""

    pieces: tuple[tuple[str, ...], ...] = ()
    """One for every quotation or quoted sentence."""

    @property
    def phrases(self) -> tuple[str, ...]:
        """The short quotations."""
        return tuple(" ".join(piece) for piece in self.pieces if len(piece) in _PHRASE)


def shared_quotation(one: QuotedWords, other: QuotedWords) -> Relation:
    """``VERBATIM`` or ``EDITED`` when both quote the same words, else ``SAME_FACT``."""
    best = Relation.SAME_FACT
    for piece in one.pieces:
        for counterpart in other.pieces:
            if min(len(piece), len(counterpart)) < _WHOLE or not _telling(piece, counterpart):
                continue
            if piece == counterpart:
                return Relation.VERBATIM
            if best is Relation.SAME_FACT and _is_edited(piece, counterpart):
                best = Relation.EDITED
    return best


def repeated_quotation(quoted: QuotedWords, sentence: Sequence[str]) -> Relation:
    """The same when a ``sentence`` without marks is little but what the other one quotes.

    So a company's statement stands beside the reports that quote it.
    """
    best = Relation.SAME_FACT
    for piece in quoted.pieces:
        if min(len(piece), len(sentence)) < _REPEATED or not _telling(piece, sentence):
            continue
        if piece == tuple(sentence):
            return Relation.VERBATIM
        common = sum(length for _, _, length in matching_runs(piece, sentence) if length > 1)
        if common >= max(_REPEATED, _REPEATED_SHARE * len(sentence)):
            best = Relation.EDITED
    return best


def _telling(one: Sequence[str], other: Sequence[str]) -> bool:
    needed = _WHOLE if min(len(one), len(other)) == _WHOLE else _TELLING
    return len((set(one) & set(other)) - STOP_WORDS) >= needed


def _is_edited(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    shorter = min(len(one), len(other))
    blocks = matching_runs(one, other)
    longest = max((length for _, _, length in blocks), default=0)
    if longest >= min(_RUN, shorter):
        start = next(a for a, _, length in blocks if length == longest)
        if len(set(one[start : start + longest]) - STOP_WORDS) >= _TELLING:
            return True
    common = sum(length for _, _, length in blocks if length > 1)
    return common >= _EDITED and common >= _EDITED_SHARE * shorter


def matching_runs(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int, int]]:
    """Runs in common, in order: the longest first, then left and right of it.

    Each is (start in ``one``, start in ``other``, length), sorted by place.
    """
    found: list[tuple[int, int, int]] = []
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, word in enumerate(other):
        places[word].append(index)
    todo = [(0, len(one), 0, len(other))]
    while todo:
        a0, a1, b0, b1 = todo.pop()
        a, b, length = _longest_run(one, places, (a0, a1), (b0, b1))
        if length:
            found.append((a, b, length))
            todo.append((a0, a, b0, b))
            todo.append((a + length, a1, b + length, b1))
    return sorted(found)


def _longest_run(
    one: Sequence[str],
    places: defaultdict[str, list[int]],
    within_one: tuple[int, int],
    within_other: tuple[int, int],
) -> tuple[int, int, int]:
    best = (within_one[0], within_other[0], 0)
    ends: dict[int, int] = {}
    for index in range(*within_one):
        current: dict[int, int] = {}
        for place in places.get(one[index], ()):
            if within_other[0] <= place < within_other[1]:
                length = current[place] = ends.get(place - 1, 0) + 1
                if length > best[2]:
                    best = (index - length + 1, place - length + 1, length)
        ends = current
    return best

"""Finding a quote in a text that says it a little differently.

`edlib` finds the places of least edit distance; it takes 256 symbols at most, so the characters
that the quote does not have become one symbol. Each place is then judged by the real characters: by
its likeness to the quote and to what stood before and after it.
"""

from collections import Counter
from collections.abc import Iterator

from ..articles.record import record

LEAST_LIKENESS = 0.6
"""Of the quote, and of the better of its two sides: below it a place is no candidate."""
NEAR_TIE = 0.1
"""Two candidates whose scores differ by less than this cannot be told apart."""
MOST_PLACES = 6
"""Places that are looked at, the most similar first."""

_OTHER = 255
_FEWEST_SYMBOLS = 254


@record
class Quote:
    """Words to be found, with up to 32 code points of what stood before and after them."""

    exact: str
    prefix: str
    suffix: str


@record
class Candidate:
    """A place where a quote may be now: ``[start, end)``, and how alike it is (0 to 1)."""

    start: int
    end: int
    likeness: float
    before: float
    after: float

    @property
    def score(self) -> float:
        """What candidates are ranked by: the words count as much as both sides together."""
        return (2 * self.likeness + self.before + self.after) / 4


def find(quote: Quote, text: str) -> tuple[Candidate, ...]:
    """Places where the quote may be, the best first.

    The only place where it stands word for word is always one, whatever surrounds it.
    """
    alone = only_place(quote.exact, text)
    length = len(quote.exact)
    places = [] if alone is None else [(alone, alone + length)]
    places += [
        (start, end)
        for start, end in _places(quote.exact, text)
        if alone is None or end <= alone or alone + length <= start
    ]
    found = [judge(quote, text, start, end) for start, end in places]
    good = [one for one in found if one.start == alone or _fits(one)]
    return tuple(sorted(good, key=lambda candidate: (-candidate.score, candidate.start)))


def _fits(one: Candidate) -> bool:
    return min(one.likeness, max(one.before, one.after)) >= LEAST_LIKENESS


def only_place(exact: str, text: str) -> int | None:
    """Where words stand in a text, if they stand there once; places may overlap."""
    at = text.find(exact) if exact else -1
    return at if at >= 0 and text.find(exact, at + 1) < 0 else None


def judge(quote: Quote, text: str, start: int, end: int) -> Candidate:
    """How alike one place of the text is to the quote and its sides."""
    before = text[max(0, start - len(quote.prefix)) : start] if quote.prefix else ""
    after = text[end : end + len(quote.suffix)]
    return Candidate(
        start,
        end,
        likeness(quote.exact, text[start:end]),
        likeness(quote.prefix, before) if quote.prefix else float(start == 0),
        likeness(quote.suffix, after) if quote.suffix else float(end == len(text)),
    )


def likeness(one: str, other: str) -> float:
    """1 for equal strings, 0 for strings that have nothing in common."""
    if one == other:
        return 1.0
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.normalized_similarity(one, other)


def _places(exact: str, text: str) -> Iterator[tuple[int, int]]:
    """The places most similar to ``exact`` that do not overlap, each with all equally good ones."""
    import edlib

    symbols = _Symbols(exact)
    query = symbols.encode(exact)
    target = bytearray(symbols.encode(text))
    most = int(len(exact) * (1 - LEAST_LIKENESS))
    taken: list[tuple[int, int]] = []
    while len(taken) < MOST_PLACES:
        result = edlib.align(query, bytes(target), mode="HW", task="locations", k=most)
        places = [(start or 0, end + 1) for start, end in result["locations"]]
        known = len(taken)
        for start, end in places:
            free = all(end <= other[0] or other[1] <= start for other in taken)
            if start < end and free and len(taken) < MOST_PLACES:
                yield start, end
                taken.append((start, end))
                target[start:end] = bytes([_OTHER]) * (end - start)
        if len(taken) == known:
            return


class _Symbols(dict[int, int]):
    """One byte for each character of a quote; the rest, and rare ones beyond 254, share one."""

    def __init__(self, quote: str) -> None:
        common = Counter(quote).most_common(_FEWEST_SYMBOLS)
        super().__init__({ord(char): number for number, (char, _) in enumerate(common)})

    def __missing__(self, code: int) -> int:
        self[code] = _OTHER
        return _OTHER

    def encode(self, text: str) -> bytes:
        return text.translate(self).encode("latin-1")

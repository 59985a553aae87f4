"""Coefficients of agreement between coders, each tested on the published examples.

A coefficient is 1 for perfect agreement and 0 for what chance would bring; ``None`` where it is not
defined, as when nothing varies.

- Cohen's kappa: J. Cohen, "A coefficient of agreement for nominal scales", Educational and
  Psychological Measurement 20, 1960.
- Krippendorff's alpha for nominal data: K. Krippendorff, "Computing Krippendorff's
  alpha-reliability", 2011.
- Krippendorff's alpha for unitizing: K. Krippendorff, "On the reliability of unitizing contiguous
  data", Sociological Methodology 25, 1995; as in Content Analysis, 2nd edition, 2004, p. 251-256.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from itertools import accumulate, combinations
from typing import NamedTuple

from ..articles.span import Span


def cohen_kappa(first: Sequence[Hashable], second: Sequence[Hashable]) -> float | None:
    """Agreement of two coders who each gave every item one value; the two are equally long."""
    number = len(first)
    if not number:
        return None
    agreed = sum(a == b for a, b in zip(first, second, strict=True)) / number
    one, other = Counter(first), Counter(second)
    by_chance = sum(one[value] * other[value] for value in one) / number**2
    return None if by_chance == 1 else (agreed - by_chance) / (1 - by_chance)


def nominal_alpha(items: Iterable[Sequence[Hashable]]) -> float | None:
    """Agreement of any number of coders; an item lists the values that its coders gave it."""
    totals: Counter[Hashable] = Counter()
    disagreement = 0.0
    for values in items:
        if len(values) < 2:
            continue
        counts = Counter(values)
        totals.update(counts)
        pairs = len(values) ** 2 - sum(number**2 for number in counts.values())
        disagreement += pairs / (len(values) - 1)
    paired = totals.total()
    expected = paired**2 - sum(number**2 for number in totals.values())
    return None if not expected else 1 - (paired - 1) * disagreement / expected


class Disagreement(NamedTuple):
    """Observed and expected disagreement; those of several categories may be added up."""

    observed: float
    expected: float

    @property
    def alpha(self) -> float | None:
        """1 - observed / expected."""
        return 1 - self.observed / self.expected if self.expected else None


def unitizing_disagreement(coders: Sequence[Sequence[Span]], length: int) -> Disagreement:
    """How far coders differ in the spans that they gave one category, in a text of ``length``.

    Each coder's spans are sorted and do not overlap each other. With more than two coders the
    expected disagreement is known to mislead (Krippendorff, Mathet, Bouvry, Widlöcher, "On the
    reliability of unitizing textual continua", Quality & Quantity 50, 2016): compare pairs.
    """
    number = len(coders)
    if number < 2 or not length:
        return Disagreement(0, 0)
    distance = sum(_distance(one, other) for one, other in combinations(coders, 2))
    observed = 2 * distance / (number * (number - 1) * length**2)
    return Disagreement(observed, _expected(coders, length))


def _distance(first: Sequence[Span], second: Sequence[Span]) -> int:
    """Squared distances of spans that overlap, and squared lengths of those that stand alone."""
    total = 0
    met: set[Span] = set()
    at = 0
    for span in first:
        while at < len(second) and second[at].end <= span.start:
            at += 1
        overlapping = at
        while overlapping < len(second) and second[overlapping].start < span.end:
            other = second[overlapping]
            total += (span.start - other.start) ** 2 + (span.end - other.end) ** 2
            met.add(other)
            overlapping += 1
        if overlapping == at:
            total += (span.end - span.start) ** 2
    return total + sum((span.end - span.start) ** 2 for span in second if span not in met)


def _expected(coders: Sequence[Sequence[Span]], length: int) -> float:
    """The mean distance over all ways in which the spans found could have been placed."""
    lengths = [span.end - span.start for spans in coders for span in spans]
    gaps = sorted(gap for spans in coders for gap in _gaps(spans, length))
    sums = [0, *accumulate(gaps)]
    total = 0.0
    for own in lengths:
        with_spans = (len(lengths) - 1) / 3 * (2 * own**3 - 3 * own**2 + own)
        wide = bisect_left(gaps, own)
        room = sums[-1] - sums[wide] - (len(gaps) - wide) * (own - 1)
        total += with_spans + own**2 * room
    everything = len(coders) * length
    within = sum(own * (own - 1) for own in lengths)
    pairs = everything * (everything - 1) - within
    return 2 / length * total / pairs if pairs else 0.0


def _gaps(spans: Sequence[Span], length: int) -> list[int]:
    edges = [0, *(edge for span in spans for edge in span), length]
    return [end - start for start, end in zip(edges[::2], edges[1::2], strict=True) if end > start]

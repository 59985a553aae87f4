"""What is proposed for a sentence besides what is marked: the likeliest, of several things told.

Here the question is which sentence, not whether, so two more kinds of evidence count than for the
marks: words of one topic (`topics.py`), and how little a sentence repeats of what is proposed
already, since two sentences that tell the same are right or wrong together.
"""

import math
from collections.abc import Iterator, Mapping, Sequence

from .likeness import Features
from .sentence_index import SentenceIndex
from .topics import Topics

_TOPICS = 0.5  # of the likeness by topics that is added
_REPEATED = 0.1  # of the likeness to what is proposed already that is taken off
_LEAST = 0.01  # likeness of what is proposed
_CHOSEN_FROM = 12  # the best; the others are too far behind to be chosen for variety


class Proposer:
    """Chooses what is proposed among the sentences of one index."""

    def __init__(self, index: SentenceIndex) -> None:
        self._index = index
        self._topics = Topics(index)

    def best(
        self, number: int, ranks: Mapping[int, float], marked: Sequence[int], n: int
    ) -> Iterator[tuple[int, float]]:
        """The ``n`` best of some sentences of another article, with how likely they are.

        ``ranks`` are their likenesses to the sentence ``number``; ``marked`` stand beside it
        already.
        """
        here = self._index.features(number)
        likely = {
            there: rank + _TOPICS * self._topics.likeness(here, self._index.features(there))
            for there, rank in ranks.items()
        }
        open_ = [there for there, rank in likely.items() if rank >= _LEAST]
        open_ = sorted(open_, key=lambda there: (-likely[there], there))[:_CHOSEN_FROM]
        repeated = {there: self._repeated(there, marked) for there in open_}
        for _ in range(min(n, len(open_))):
            best = max(open_, key=lambda there: likely[there] - _REPEATED * repeated[there])
            open_.remove(best)
            yield best, likely[best]
            for there in open_:
                repeated[there] = max(repeated[there], self._repeated(there, [best]))

    def _repeated(self, number: int, others: Sequence[int]) -> float:
        one = self._index.features(number)
        return max((_cosine(one, self._index.features(other)) for other in others), default=0.0)


def _cosine(one: Features, other: Features) -> float:
    """How much two sentences share by the weights of their words, 0 to 1."""
    mine, theirs = one.weights, other.weights
    common = sum(mine[stem] * theirs[stem] for stem in mine.keys() & theirs.keys())
    return common / (math.hypot(*mine.values()) * math.hypot(*theirs.values())) if common else 0.0

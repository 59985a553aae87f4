"""Words of one topic: two sentences may tell the same in other words (``autopsy``, ``coroner``).

Too little to mark a parallel by, but enough to choose between sentences that share few words.
"""

import math
from collections import defaultdict

from .likeness import Features
from .sentence_index import SentenceIndex
from .stems import stem_of
from .topic_words import TOPICS


class Topics:
    """Topics of the sentences of one index, and how rare they are there."""

    def __init__(self, index: SentenceIndex) -> None:
        self._index = index
        self._of: defaultdict[str, list[int]] = defaultdict(list)
        for topic, words in enumerate(TOPICS):
            for stem in {stem_of(word) for word in words.split()}:
                self._of[stem].append(topic)
        holders: defaultdict[int, set[int]] = defaultdict(set)
        for stem, topics in self._of.items():
            for topic in topics:
                holders[topic].update(index.holders(stem))
        total = len(index) + 1
        self._rarity = {
            topic: max(0.0, math.log(total / (len(numbers) + 0.5)))
            for topic, numbers in holders.items()
        }
        self._stems: dict[int, dict[int, set[str]]] = {}

    def likeness(self, one: Features, other: Features) -> float:
        """How much both speak of the same topics in different words, from 0."""
        mine, theirs = self._stems_of(one), self._stems_of(other)
        shared = sum(
            self._rarity[topic]
            for topic in mine.keys() & theirs.keys()
            if mine[topic].isdisjoint(theirs[topic])
        )
        if not shared:
            return 0.0
        shrinkage = 0.5 * self._index.rarity.mean_self_score
        return shared / math.sqrt((one.self_score + shrinkage) * (other.self_score + shrinkage))

    def _stems_of(self, sentence: Features) -> dict[int, set[str]]:
        """The stems of a sentence by topic."""
        known = self._stems.get(sentence.number)
        if known is None:
            known = self._stems[sentence.number] = {}
            for stem in sentence.weights:
                for topic in self._of.get(stem, ()):
                    known.setdefault(topic, set()).add(stem)
        return known

"""What third articles say of two sentences: alike to the same sentence, they are likely alike."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

_SHARE = 0.25  # of the likeness to the third that is added
_MOST = 0.5  # likeness to a third that counts
_PARTNERS = 10  # of one sentence that are looked at, the best


def support(
    pairs: Mapping[tuple[int, int], float],
) -> dict[tuple[int, int], float]:
    """What to add to the likeness of pairs of sentences, by number, the lower one first.

    A third sentence supports a pair as far as it is like both of them. Only the ``pairs`` given
    are supported, and only they support.
    """
    partners: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for (a, b), likeness in pairs.items():
        partners[a].append((min(likeness, _MOST), b))
        partners[b].append((min(likeness, _MOST), a))
    found: dict[tuple[int, int], float] = {}
    for third in partners.values():
        for (one, a), (other, b) in combinations(_best(third), 2):
            pair = (a, b) if a < b else (b, a)
            if pair in pairs:  # of two articles, then
                least = _SHARE * min(one, other)
                if least > found.get(pair, 0.0):
                    found[pair] = least
    return found


def _best(partners: Iterable[tuple[float, int]]) -> list[tuple[float, int]]:
    return sorted(partners, key=lambda partner: (-partner[0], partner[1]))[:_PARTNERS]

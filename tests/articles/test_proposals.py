from pathlib import Path

import pytest

from crossread.articles.article import Article
from crossread.articles.proposals import Proposer
from crossread.articles.sentence_index import SentenceIndex

HERE = 0
BRIDGE, AGAIN, SHIPS = 1, 2, 3  # numbers of the other article's sentences


@pytest.fixture(scope="module")
def proposer() -> Proposer:
    texts = (
        "Officials closed a crossing.",
        "The bridge is shut.\nThe bridge was shut again.\nShips must wait.",
    )
    return Proposer(
        SentenceIndex([Article(str(n), Path(str(n)), text) for n, text in enumerate(texts)])
    )


def chosen(proposer: Proposer, ranks: dict[int, float], marked: list[int], n: int) -> list[int]:
    return [number for number, _ in proposer.best(HERE, ranks, marked, n)]


def test_of_two_that_tell_the_same_the_second_gives_way(proposer: Proposer) -> None:
    near = {BRIDGE: 0.2, AGAIN: 0.19, SHIPS: 0.15}
    assert chosen(proposer, near, [], 3) == [BRIDGE, SHIPS, AGAIN]
    assert chosen(proposer, {AGAIN: 0.19, SHIPS: 0.15}, [BRIDGE], 1) == [SHIPS]
    far = {BRIDGE: 0.4, AGAIN: 0.39, SHIPS: 0.15}
    assert chosen(proposer, far, [], 3) == [BRIDGE, AGAIN, SHIPS]


def test_what_is_not_alike_at_all_is_not_proposed(proposer: Proposer) -> None:
    assert chosen(proposer, {BRIDGE: 0.2, SHIPS: 0.0}, [], 3) == [BRIDGE]
    assert chosen(proposer, {}, [], 3) == []

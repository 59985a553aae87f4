import pytest

from crossread.articles.names import name_shares
from crossread.articles.words import words_in


def shares(text: str) -> dict[str, float]:
    words = words_in(text)
    return {word.form: share for word, share in zip(words, name_shares(text, words), strict=True)}


def test_the_words_of_a_name_share_its_weight() -> None:
    found = shares("They saw a lion in Kestwick Hill Park near Ellery yesterday.")
    assert found["kestwick"] == found["hill"] == found["park"] == pytest.approx(3**-0.5)
    assert found["lion"] == found["ellery"] == 1


def test_commas_and_small_words_part_names() -> None:
    found = shares("She went to Ellery, Kestwick and the Marram Star in the spring.")
    assert found["ellery"] == found["kestwick"] == 1
    assert found["marram"] == found["star"] < 1


def test_a_headline_in_capitals_names_nothing() -> None:
    assert set(shares("Ferry Catches Fire Off Port Ellery").values()) == {1}

"""The published worked examples, and what must hold for any data."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.annotations.coefficients import (
    Disagreement,
    cohen_kappa,
    nominal_alpha,
    unitizing_disagreement,
)
from crossread.articles.span import Span


def spans(*starts_and_lengths: tuple[int, int]) -> list[Span]:
    """Spans of the example in Content Analysis, whose continuum begins at 150."""
    return [Span(start - 150, start - 150 + length) for start, length in starts_and_lengths]


# Krippendorff, Content Analysis (2004), p. 254: two observers, categories c and k, length 300.
C = [spans((225, 70), (370, 30)), spans((220, 80), (355, 20), (400, 20))]
K = [spans((180, 60), (300, 50)), spans((180, 60), (300, 50))]


def test_alpha_for_unitizing_of_the_published_example():
    c, k = unitizing_disagreement(C, 300), unitizing_disagreement(K, 300)
    assert (c.observed, c.expected) == pytest.approx((0.0144, 0.0532), abs=5e-5)
    assert (k.observed, k.expected) == pytest.approx((0.0, 0.0490), abs=5e-5)
    assert c.alpha == pytest.approx(0.7286, abs=5e-5)
    assert k.alpha == 1
    both = Disagreement(c.observed + k.observed, c.expected + k.expected)
    assert both.alpha == pytest.approx(0.8591, abs=5e-4)


@pytest.mark.parametrize(
    ("first", "second", "distance"),
    [
        # The pictures of the distance in Content Analysis (2004), p. 253.
        ([Span(5, 11)], [Span(2, 4)], 40),
        ([Span(5, 11)], [Span(4, 6)], 26),
        ([Span(5, 11)], [Span(5, 7)], 16),
        ([Span(5, 11)], [Span(6, 8)], 10),
        ([Span(5, 11)], [Span(7, 9)], 8),
        ([Span(5, 11)], [Span(6, 10)], 2),
        ([Span(5, 11)], [Span(5, 11)], 0),
        ([Span(5, 11)], [], 36),
        ([Span(0, 4), Span(4, 8)], [Span(4, 8)], 16),
    ],
)
def test_observed_distances(first: list[Span], second: list[Span], distance: int):
    found = unitizing_disagreement([first, second], 20)
    assert found.observed == pytest.approx(distance / 20**2)


# Krippendorff (1995): unitizations of 24 units, taken unit by unit.
BERTHA, BILL = "001111111100001111110000", "000011110000000110000000"
JOHN, JILL = "111111111111111111000000", "111111111100000000000000"
GERRET, GILL = "001111110011001111001100", "110011110011110011001100"


@pytest.mark.parametrize(
    ("first", "second", "kappa"),
    [(BERTHA, BILL, 0.385), (JOHN, JILL, 0.385), (GERRET, GILL, 0.314)],
)
def test_kappa_of_published_examples(first: str, second: str, kappa: float):
    assert cohen_kappa(first, second) == pytest.approx(kappa, abs=5e-4)


def test_kappa_of_fifty_proposals():
    """The textbook table 20, 5, 10, 15."""
    first = "y" * 25 + "n" * 25
    second = "y" * 20 + "n" * 5 + "y" * 10 + "n" * 15
    assert cohen_kappa(first, second) == pytest.approx(0.4)


def test_nominal_alpha_of_a_published_example():
    assert nominal_alpha(zip(BERTHA, BILL, strict=True)) == pytest.approx(0.329, abs=5e-4)


def test_nominal_alpha_of_four_observers_with_missing_values():
    """Krippendorff (2011), section C: twelve units."""
    units = [
        "111",
        "2232",
        "3333",
        "3333",
        "2222",
        "1234",
        "4444",
        "1121",
        "2222",
        "555",
        "11",
        "3",
    ]
    assert nominal_alpha([*units, "3"]) == pytest.approx(0.743, abs=5e-4)


def test_nothing_to_compare_is_undefined():
    assert cohen_kappa("", "") is None
    assert cohen_kappa("aaa", "aaa") is None
    assert nominal_alpha([]) is None
    assert nominal_alpha(["a", "b"]) is None
    assert nominal_alpha(["aa", "aa"]) is None
    assert unitizing_disagreement([[], []], 10).alpha is None
    assert unitizing_disagreement([[Span(0, 1)]], 10).alpha is None
    assert unitizing_disagreement([[], []], 0).alpha is None


VALUES = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1)


@given(VALUES)
def test_kappa_is_symmetric_and_at_most_one(pairs: list[tuple[str, str]]):
    first, second = zip(*pairs, strict=True)
    kappa = cohen_kappa(first, second)
    assert kappa == cohen_kappa(second, first)
    assert kappa is None or (kappa <= 1 and (kappa == 1) == (first == second))


@given(VALUES)
def test_nominal_alpha_is_one_only_for_perfect_agreement(pairs: list[tuple[str, str]]):
    alpha = nominal_alpha(pairs)
    assert alpha is None or (alpha <= 1 and (alpha == 1) == all(a == b for a, b in pairs))


@st.composite
def unitizations(draw: st.DrawFn) -> list[Span]:
    edges = sorted(draw(st.sets(st.integers(0, 200), max_size=10)))
    return [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False)]


@given(unitizations(), unitizations())
def test_alpha_for_unitizing_is_symmetric_and_one_only_for_equal_spans(
    first: list[Span], second: list[Span]
):
    one = unitizing_disagreement([first, second], 200)
    other = unitizing_disagreement([second, first], 200)
    assert one.observed == other.observed
    assert one.expected == pytest.approx(other.expected)
    assert (one.observed == 0) == (first == second)
    assert (one.expected > 0) == bool(first or second)

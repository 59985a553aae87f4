import pytest

from crossread.articles.span import Span
from crossread.articles.values import differing_values


def differing(a: str, b: str) -> list[tuple[str, str, str]]:
    found = differing_values(a, Span(0, len(a)), b, Span(0, len(b)))
    return [(d.kind.value, a[slice(*d.a)], b[slice(*d.b)]) for d in found]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("The deadline is September 15.", "It ends on 20 September.",
         [("date", "September 15", "20 September")]),
        ("It began on the 3rd of May 2020.", "It began on May 4, 2021.",
         [("date", "3rd of May", "May 4"), ("date", "2020", "2021")]),
        ("They met on Sunday.", "They met on Monday.", [("date", "Sunday", "Monday")]),
        ("He signed two orders.", "He signed 3 orders.", [("number", "two", "3")]),
        ("It cost $1.7 billion.", "It cost $2 billion.",
         [("number", "$1.7 billion", "$2 billion")]),
        ("Shares fell 7 per cent.", "Shares fell by 9 per cent.", [("number", "7", "9")]),
        ("Shares fell 7%.", "Shares fell 9.5%.", [("number", "7%", "9.5%")]),
        ("It was bought by Hale of Leeds.", "It was bought by Moor of Leeds.",
         [("name", "Hale", "Moor")]),
    ],
)  # fmt: skip
def test_values_of_one_unit_that_differ_are_found(
    a: str, b: str, expected: list[tuple[str, str, str]]
) -> None:
    assert differing(a, b) == expected


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The deadline is September 15.", "It ends on 15 September 2020."),
        ("He signed two orders.", "He signed 2 orders."),
        ("45 people came in 12 cars.", "The 12 cars were full."),
        ("It cost 1,000 pounds.", "It cost 1000 pounds."),
        ("It may rain in March.", "March 3 was dry."),
        ("Nobody came.", "Everybody left on 3 May."),
        ("", ""),
    ],
)
def test_what_one_side_leaves_open_is_no_difference(a: str, b: str) -> None:
    assert differing(a, b) == []


def test_spans_are_those_of_the_whole_texts() -> None:
    a, b = "Before. They met on Sunday.", "They met on Monday. After."
    (found,) = differing_values(a, Span(8, 27), b, Span(0, 19))
    assert (a[slice(*found.a)], b[slice(*found.b)]) == ("Sunday", "Monday")

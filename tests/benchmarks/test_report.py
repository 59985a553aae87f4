"""Tables of results: ratios, limits, verdicts."""

from __future__ import annotations

import pytest

from benchmarks.ttylat.keys import encode, wheel
from benchmarks.ttylat.report import Row, in_turn, markdown, p50, p95


def test_the_median_and_the_95th_of_a_hundred() -> None:
    sample = [float(n) for n in range(1, 101)]
    assert p50(sample) == 50.5
    assert p95(sample) == 95


@pytest.mark.parametrize(
    ("row", "met"),
    [
        (Row("a", "ms", [2.0], [1.0], "peer", ratio=2), True),
        (Row("a", "ms", [2.1], [1.0], "peer", ratio=2), False),
        (Row("a", "ms", [0.016], most=0.016), True),
        (Row("a", "ms", [0.017], most=0.016), False),
        (Row("a", "frames", [59], least=60), False),
        (Row("a", "ms", [1.0, 1.0, 9.0], most=2, judge=p95), False),
        (Row("a", "ms", [9.0]), True),
        (Row("a", "ms", [9.0], ratio=2), True),
    ],
)
def test_a_row_is_judged_by_its_limits(row: Row, met: bool) -> None:
    assert row.met is met


def test_a_table_shows_values_ratio_limit_and_verdict() -> None:
    rows = [
        Row("key", "ms", [0.004], [0.002], "minimal", ratio=1.5),
        Row("text", "B", [0.0]),
    ]
    table = markdown(rows).splitlines()
    assert len({len(line) for line in table}) == 1
    assert [cell.strip() for cell in table[2].split("|")[1:-1]] == [
        "key",
        "4.0 ms",
        "2.0 ms (minimal)",
        "2.00 ×",
        "1.5 ×",
        "**no**",
    ]
    assert [cell.strip() for cell in table[3].split("|")[1:-1]] == [
        "text",
        "0 B",
        "–",
        "–",
        "–",
        "",
    ]


def test_measures_take_turns_and_the_first_round_does_not_count() -> None:
    order: list[str] = []

    def measure(name: str) -> int:
        order.append(name)
        return len(order)

    results = in_turn(2, {"a": lambda: measure("a"), "b": lambda: measure("b")})
    assert order == ["a", "b", "a", "b", "a", "b"]
    assert results == {"a": [3, 5], "b": [4, 6]}


@pytest.mark.parametrize(
    ("key", "sent"),
    [
        ("j", b"j"),
        ("ü", "ü".encode()),
        ("enter", b"\r"),
        ("down", b"\x1b[B"),
        ("shift+right", b"\x1b[1;2C"),
        ("ctrl+c", b"\x03"),
        ("alt+x", b"\x1bx"),
        ("shift+tab", b"\x1b[Z"),
    ],
)
def test_keys_have_the_bytes_of_a_terminal(key: str, sent: bytes) -> None:
    assert encode(key) == sent


@pytest.mark.parametrize("key", ["", "nosuch", "hyper+x", "ctrl+down+up"])
def test_unknown_keys_are_refused(key: str) -> None:
    with pytest.raises(ValueError, match="no key is called"):
        encode(key)


def test_a_wheel_step_names_its_cell_from_one() -> None:
    assert wheel(4, 2) == b"\x1b[<65;5;3M"

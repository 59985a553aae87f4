"""What is sent for a row looks on the terminal as what Textual sends, whatever came before."""

from collections.abc import Sequence
from typing import Any

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from crossread.tui.frames import Painted, differing, written

WIDTH = 40
CONSOLE = Console(color_system="truecolor", force_terminal=True, file=None)
COLOURS = [None, "#ff0000", "#00ff00", "#102030"]
styles = st.builds(
    Style,
    color=st.sampled_from(COLOURS),
    bgcolor=st.sampled_from(COLOURS),
    bold=st.sampled_from([None, True, False]),
    dim=st.sampled_from([None, True]),
    italic=st.sampled_from([None, True]),
    underline=st.sampled_from([None, True]),
    reverse=st.sampled_from([None, True]),
    strike=st.sampled_from([None, True]),
)
segments = st.lists(
    st.builds(Segment, st.text("abc ", min_size=1, max_size=6), styles, st.none()),
    min_size=1,
    max_size=6,
)
rows = st.lists(segments, min_size=1, max_size=4)


def shown(sent: str) -> list[list[Any]]:
    """The cells of a terminal that was sent this."""
    screen = pyte.Screen(WIDTH, 5)
    pyte.Stream(screen).feed(sent + "|")  # with what follows, to see what is still on
    return [[screen.buffer[y][x] for x in range(WIDTH)] for y in range(5)]


def placed(strips: Sequence[Strip]) -> list[tuple[tuple[int, int], Strip]]:
    return [((1, y), strip) for y, strip in enumerate(strips)]


@given(rows)
def test_it_looks_as_if_textual_had_sent_it(rows: list[list[Segment]]) -> None:
    ours = written(placed([Painted(row) for row in rows]), CONSOLE)
    theirs = "".join(f"\x1b[{y + 1};2H{Strip(row).render(CONSOLE)}" for y, row in enumerate(rows))
    assert shown(ours) == shown(theirs)


@given(segments, segments)
def test_rows_of_others_may_come_between(mine: list[Segment], others: list[Segment]) -> None:
    ours = written(placed([Painted(mine), Strip(others), Painted(mine)]), CONSOLE)
    theirs = written(placed([Strip(mine), Strip(others), Strip(mine)]), CONSOLE)
    assert shown(ours) == shown(theirs)


@given(segments, segments, st.builds(Segment, st.just(" "), styles, st.none()))
def test_an_edge_that_stays_is_not_sent_again(
    old: list[Segment], new: list[Segment], edge: Segment
) -> None:
    before, after = (_row(row, edge) for row in (old, new))
    start, whole = (written(placed([row]), CONSOLE) for row in (before, after))
    change = written(placed([differing(after, before)]), CONSOLE)
    assert differing(after, before).cell_length == after.cell_length - 1
    away = "\x1b[5;1H"
    assert shown(start + change + away) == shown(start + whole + away)


def _row(row: list[Segment], edge: Segment) -> Painted:
    width = WIDTH - 2
    rest = " " * (width - 1 - sum(segment.cell_length for segment in row))
    return Painted([*row, Segment(rest, Style()), edge], width)


def test_colours_are_those_that_the_terminal_has() -> None:
    few = Console(color_system="standard", force_terminal=True)
    row = [Segment("a", Style(color="#ff0000", bold=True)), Segment("b", Style(color="#ff0000"))]
    assert written([(None, Painted(row))], few) == "\x1b[1;31ma\x1b[22mb\x1b[0m"

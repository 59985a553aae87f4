from hypothesis import given
from hypothesis import strategies as st

from crossread.tui.reader.widths import NARROWEST, dragged, share_out, shares_of, widened

rooms = st.integers(1, 400)
shares = st.lists(st.floats(0.1, 9), min_size=1, max_size=5)


@given(rooms, shares)
def test_all_cells_are_given_out_and_no_column_starves(room: int, wanted: list[float]) -> None:
    cells = share_out(room, wanted)
    assert sum(cells) == room
    assert len(cells) == len(wanted)
    assert min(cells) >= min(NARROWEST, room // len(wanted))


@given(st.lists(st.integers(NARROWEST, 150), min_size=1, max_size=5))
def test_widths_survive_being_kept_as_shares(cells: list[int]) -> None:
    assert share_out(sum(cells), shares_of(cells)) == cells


@given(
    st.lists(st.integers(NARROWEST, 150), min_size=2, max_size=5),
    st.data(),
    st.integers(-200, 200),
)
def test_what_one_column_gains_the_others_lose(
    cells: list[int], data: st.DataObject, by: int
) -> None:
    index = data.draw(st.integers(0, len(cells) - 1))
    for changed in (widened(cells, index, by), dragged(cells, index, by)):
        assert sum(changed) == sum(cells)
        assert min(changed) >= NARROWEST
    assert dragged(cells, index, by)[:index] == cells[:index]


def test_a_column_is_widened_at_the_cost_of_all_others() -> None:
    assert widened([60, 60, 60], 1, 4) == [58, 64, 58]
    assert widened([60, 60, 60], 0, -4) == [56, 62, 62]


def test_a_dragged_border_moves_between_its_two_columns() -> None:
    assert dragged([60, 60, 60], 0, 5) == [65, 55, 60]
    assert dragged([60, 60, 60], 1, -100) == [60, 24, 96]
    assert dragged([60, 60], 1, 5) == [60, 60]


def test_alike_where_there_is_no_room() -> None:
    assert share_out(40, [1.0, 5.0]) == [20, 20]
    assert share_out(100, [1.0, 9.0]) == [24, 76]

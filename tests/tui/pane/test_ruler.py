from hypothesis import given
from hypothesis import strategies as st

from crossread.tui.pane.ruler import THUMB, TRACK, Ruler


def ruler(length: int, rows: int) -> Ruler:
    made = Ruler()
    made.resize(length, rows)
    return made


@given(st.integers(0, 5000), st.integers(1, 60), st.data())
def test_the_thumb_is_inside_and_shows_when_there_is_more(
    length: int, rows: int, data: st.DataObject
) -> None:
    top = data.draw(st.integers(0, length))
    bottom = data.draw(st.integers(top, length))
    cells = ruler(length, rows).cells(top, bottom)
    assert len(cells) == rows
    assert (THUMB in cells) == (bottom - top < length)


def test_the_thumb_reaches_both_ends() -> None:
    assert ruler(1000, 10).cells(0, 200) == [THUMB] * 2 + [TRACK] * 8
    assert ruler(1000, 10).cells(800, 1000) == [TRACK] * 8 + [THUMB] * 2


def test_marks_stand_where_their_offsets_are() -> None:
    made = ruler(1000, 10)
    made.set_marks([(0, "hit"), (999, "hit"), (1000, "end"), (450, "a"), (460, "b")])
    cells = made.cells(0, 100)
    assert {i: c.styles for i, c in enumerate(cells) if c not in (TRACK, THUMB)} == {
        0: ("thumb", "hit"),
        4: ("ruler", "b"),
        9: ("ruler", "end"),
    }


def test_some_marks_lie_over_the_others() -> None:
    made = ruler(1000, 10)
    made.set_marks([(0, "hit"), (450, "hit")])
    made.set_above([(460, "parallel")])
    assert [made.cells(0, 100)[row].styles for row in (0, 4)] == [
        ("thumb", "hit"),
        ("ruler", "parallel"),
    ]
    made.set_above(())
    assert made.cells(0, 100)[4].styles == ("ruler", "hit")


@given(st.integers(1, 5000), st.integers(1, 60), st.data())
def test_a_cell_leads_to_an_offset_it_stands_for(
    length: int, rows: int, data: st.DataObject
) -> None:
    made = ruler(length, rows)
    row = data.draw(st.integers(0, rows - 1))
    if length >= rows:
        assert made.row_of(made.offset_of(row)) == row
    assert 0 <= made.offset_of(row) <= length

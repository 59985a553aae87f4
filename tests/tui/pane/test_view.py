import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from crossread.articles.span import Span
from crossread.tui.pane.layout import Row
from crossread.tui.pane.view import View

WORDS = st.text(
    st.one_of(
        st.sampled_from("abcdefg   "),
        st.sampled_from("中文。「」e\u0301\u200d\ufe0f👩\u200b"),
        st.just("\n"),
    ),
    max_size=120,
)
WIDTHS = st.integers(2, 30)
HEIGHTS = st.integers(1, 12)


def paragraphs(text: str) -> list[Span]:
    spans: list[Span] = []
    start = 0
    for line in text.split("\n"):
        spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return spans


def view_of(text: str, width: int = 20, height: int = 5) -> View:
    return View(text, paragraphs(text), width, height)


def all_rows(view: View) -> list[Row]:
    rows: list[Row] = []
    view.goto(0)
    while True:
        rows += [row for row in view.rows() if not rows or row.start > rows[-1].start]
        if not view.scroll(view.height):
            return rows


def drawn(view: View) -> list[str]:
    return [view.text[row.start : row.end] for row in view.rows()]


@given(WORDS, WIDTHS, HEIGHTS)
def test_every_offset_belongs_to_exactly_one_row(text: str, width: int, height: int) -> None:
    rows = all_rows(view_of(text, width, height))
    assert rows[0].start == 0
    assert rows[-1].stop == len(text) + 1
    for above, below in itertools.pairwise(rows):
        assert above.start <= above.end <= above.stop == below.start


@given(WORDS, WIDTHS, HEIGHTS, st.data())
def test_cells_and_offsets_lead_back(
    text: str, width: int, height: int, data: st.DataObject
) -> None:
    view = view_of(text, width, height)
    view.scroll(data.draw(st.integers(0, 50)))
    row = data.draw(st.integers(0, len(view.rows()) - 1))
    column = data.draw(st.integers(0, width + 3))
    offset = view.offset_at(row, column)
    assert view.row_of(offset) == row
    assert view.column_of(offset, view.rows()[row]) <= min(column, width)
    found = view.rows()[row]
    if cell_len(text[found.start : found.end]):
        assert view.offset_at(row, view.column_of(offset, found)) == offset


@given(WORDS, WIDTHS, HEIGHTS, st.data())
def test_goto_brings_the_offset_on_screen(
    text: str, width: int, height: int, data: st.DataObject
) -> None:
    view = view_of(text, width, height)
    offset = data.draw(st.integers(0, len(text)))
    row = data.draw(st.none() | st.integers(0, height - 1))
    view.goto(offset, row)
    found = view.row_of(offset)
    assert found is not None
    first, last = view.top == 0, view.rows()[-1].stop > len(text)
    if not first and not last:
        assert found == (row or 0)


@given(WORDS, st.lists(st.tuples(WIDTHS, HEIGHTS), min_size=1, max_size=4), st.data())
def test_resizing_keeps_the_text_at_the_top(
    text: str, sizes: list[tuple[int, int]], data: st.DataObject
) -> None:
    view = view_of(text, 10, 3)
    view.goto(data.draw(st.integers(0, len(text))))
    top = view.top
    for width, height in sizes:
        view.resize(width, height)
        found = view.row_of(top)
        assert found is not None
        assert found == 0 or view.rows()[-1].stop > len(text)
    view.resize(10, 3)
    assert view.top == top


@given(WORDS, WIDTHS, HEIGHTS, st.lists(st.integers(0, 120), min_size=1, max_size=6))
def test_what_is_kept_in_sight_has_context(
    text: str, width: int, height: int, offsets: list[int]
) -> None:
    view = view_of(text, width, height)
    for offset in offsets:
        place = min(offset, len(text))
        before = view.top
        seen = view.row_of(place)
        view.keep_in_sight(place, place)
        row = view.row_of(place)
        assert row is not None
        context = min(2, (height - 1) // 2)
        assert row >= context or view.top == 0
        assert row < height - context or view.bottom == len(text)
        if seen is not None and context <= seen < height - context:
            assert view.top == before


def test_the_rest_of_a_sentence_comes_along_if_it_fits() -> None:
    view = view_of("\n".join(f"line {i:02}" for i in range(60)), 20, 12)
    view.keep_in_sight(8 * 8, 8 * 14)
    assert drawn(view)[0] == "line 04"
    view.keep_in_sight(8 * 20, 8 * 59)
    assert view.row_of(8 * 20) == 2
    view.keep_in_sight(8 * 50, 8 * 51)
    assert view.row_of(8 * 50) == 4


@given(WORDS, WIDTHS, HEIGHTS, st.lists(st.integers(-9, 9), max_size=6))
def test_scrolling_tells_how_far_it_went(
    text: str, width: int, height: int, deltas: list[int]
) -> None:
    view = view_of(text, width, height)
    starts = [row.start for row in all_rows(view)]
    view.goto(0)
    for delta in deltas:
        before = starts.index(view.top)
        moved = view.scroll(delta)
        assert starts.index(view.top) == before + moved
        assert abs(moved) <= abs(delta)
        assert len(view.rows()) == min(height, len(starts))


@given(WORDS, WIDTHS, st.data())
def test_folded_lines_take_one_row(text: str, width: int, data: st.DataObject) -> None:
    view = view_of(text, width, 4)
    spans = [s for s in paragraphs(text) if s.start < s.end and not text[s.start : s.end].isspace()]
    folded = data.draw(st.lists(st.sampled_from(spans), unique=True)) if spans else []
    view.fold(folded)
    rows = all_rows(view)
    assert sum(row.folded for row in rows) == len(folded)
    assert [row.stop for row in rows[:-1]] == [row.start for row in rows[1:]]
    shown = "".join(text[row.start : row.end] for row in rows if not row.folded)
    hidden = "".join(text[s.start : s.end] for s in folded)
    assert len((shown + hidden).replace(" ", "")) == len(text.replace(" ", "").replace("\n", ""))


def test_neighbouring_folds_are_one_with_the_blank_lines_between_them() -> None:
    text = "title\n\nshare\n\n\nprint\ntext\nrelated"
    view = view_of(text, 20, 10)
    view.fold([Span(7, 12), Span(15, 20), Span(26, 33)])
    assert [(row.start, row.folded) for row in view.rows()] == [
        (0, 0), (6, 0), (7, 2), (21, 0), (26, 1),
    ]  # fmt: skip
    assert view.row_of(14) == 2
    view.fold([])
    assert drawn(view) == ["title", "", "share", "", "print", "text", "related"]


def test_folding_keeps_the_text_at_the_top() -> None:
    text = "\n".join(f"line {i}" for i in range(50))
    view = view_of(text, 20, 5)
    view.goto(text.index("line 30"))
    view.fold([Span(0, text.index("line 9") + 4)])
    assert drawn(view)[0] == "line 30"


def test_blank_lines_collapse_to_one_row() -> None:
    view = view_of("one\n\n \n\t\n\ntwo\n\n\n", 20, 10)
    assert drawn(view) == ["one", "", "two", ""]


def test_a_fold_parts_blank_lines() -> None:
    text = "one\n\n\n \n\ntwo" + "\n" * 9_000 + "three"
    view = view_of(text, 20, 10)
    view.fold([Span(5, 6)])
    assert [(row.start, row.folded) for row in view.rows()[:4]] == [(0, 0), (4, 0), (5, 1), (6, 0)]
    assert view.row_of(len(text) - 6) == 5
    assert drawn(view)[4:] == ["two", "", "three"]


def test_the_end_of_the_text_stays_at_the_bottom() -> None:
    view = view_of("\n".join("abcdefgh"), 20, 3)
    view.goto(14)
    assert drawn(view) == ["f", "g", "h"]
    assert view.scroll(5) == 0
    assert view.scroll(-2) == -2
    assert view.top == 6


def test_a_giant_line_is_laid_out_in_pieces() -> None:
    text = "word " * 400_000 + "\nend"
    view = view_of(text, 40, 10)
    view.goto(len(text))
    assert drawn(view)[-1] == "end"
    view.goto(1_000_000, 3)
    row = view.row_of(1_000_000)
    assert row == 3
    assert view.distance(0, len(text), 30) == 30


def test_a_giant_word_is_cut_between_clusters() -> None:
    text = "e\u0301" * 10_000
    rows = all_rows(view_of(text, 30, 50))
    assert all(row.start % 2 == 0 for row in rows)


def test_columns_of_wide_text() -> None:
    view = view_of("中文 ab\n", 10, 2)
    row = view.rows()[0]
    assert [view.offset_at(0, x) for x in range(9)] == [0, 0, 1, 1, 2, 3, 4, 5, 5]
    assert [view.column_of(o, row) for o in range(6)] == [0, 2, 4, 5, 6, 7]


def test_beyond_the_end_of_a_row() -> None:
    view = view_of("abcdef\nxy", 3, 5)
    assert view.offset_at(0, 99) == 2  # the row ends inside a word: its last letter
    assert view.offset_at(1, 99) == 6  # the newline
    assert view.offset_at(4, 0) == 9  # below the text: its end
    assert view.offset_at(0, -1) == 0


LONG = "A long line of a text that has no blank lines, as some programs write them. " * 2


def test_paragraphs_that_no_blank_line_parts_are_set_apart() -> None:
    view = view_of(f"Title\nBy someone\n{LONG}\n{LONG}\n• one\n• two", 200, 12)
    assert drawn(view) == ["Title", "By someone", "", LONG, "", LONG, "", "• one", "• two"]


@pytest.mark.parametrize(
    "text",
    [
        f"{LONG}\n\n{LONG}\n{LONG}",  # there are blank lines: what has none is meant so
        "A line of a poem,\nand another one\n" * 5,
        LONG * 100,
    ],
)
def test_no_other_text_gets_rows_that_are_not_its_own(text: str) -> None:
    assert all(row.start < row.stop for row in all_rows(view_of(text)))


@given(st.lists(st.integers(1, 300), min_size=2, max_size=8), WIDTHS, HEIGHTS, st.data())
def test_space_between_paragraphs_holds_no_offset(
    lengths: list[int], width: int, height: int, data: st.DataObject
) -> None:
    text = "\n".join(["w" * 200, *("word " * (length // 5 + 1) for length in lengths)])
    view = view_of(text, width, height)
    offset = data.draw(st.integers(0, len(text)))
    view.goto(offset)
    row = view.row_of(offset)
    assert row is not None
    found = view.rows()[row]
    assert found.start <= offset < found.stop
    for number, shown in enumerate(view.rows()):
        at = view.offset_at(number, 0)
        assert at == shown.start
        assert view.row_of(at) == number + (shown.start == shown.stop) or shown is view.rows()[-1]
    moved = view.scroll(data.draw(st.integers(-20, 20)))
    assert view.scroll(-moved) == -moved

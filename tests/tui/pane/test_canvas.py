"""What is painted bit by bit is what would be painted at once."""

from collections.abc import Callable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from textual.strip import Strip

from crossread.articles.article import Article
from crossread.articles.span import Span
from crossread.tui.pane.canvas import Canvas
from crossread.tui.pane.marks import Layer, Mark, Sign
from crossread.tui.pane.palette import Palette

TEXT = (
    "A headline\n\nThe first paragraph has a few words, “quoted” ones too, and wraps.\n"
    "中文字和 emoji \U0001f469\u200d\U0001f467 in the second, e\u0301 too.\n\n\n"
    "Share this\nPrint this\n\n" + "Then a longer one follows. " * 12
)
ARTICLE = Article("a", Path("a"), TEXT)
PALETTE = Palette({"tag:a": "on red", "hit": "green", "furniture": "dim", "caret-sentence": "bold"})
OFFSETS = st.integers(0, len(TEXT))
SPANS = st.builds(lambda a, b: Span(min(a, b), max(a, b)), OFFSETS, OFFSETS)
MARKS = st.lists(
    st.builds(
        lambda span, name: Mark(span.start, span.end, name),
        SPANS,
        st.sampled_from(["tag:a", "tag:b", "hit"]),
    ),
    max_size=4,
)
SIGNS = st.dictionaries(
    OFFSETS, st.sampled_from([(Sign("A", "letter:a"),), (Sign("═", "sign-strong"),)]), max_size=4
)
RULER = st.lists(st.tuples(OFFSETS, st.sampled_from(["hit", "tag:a"])), max_size=3)
LAYERS = st.sampled_from([layer for layer in Layer if layer < Layer.CARET])

Change = Callable[[Canvas[Strip]], object]
PAINT = st.one_of(
    st.builds(lambda layer, marks: lambda c: c.set_marks(layer, marks), LAYERS, MARKS),
    st.builds(lambda signs: lambda c: c.set_signs(signs), SIGNS),
    st.builds(lambda marks: lambda c: c.ruler.set_marks(marks), RULER),
    st.builds(lambda marks: lambda c: c.ruler.set_above(marks), RULER),
    st.builds(
        lambda caret, selection, sentence: lambda c: c.place(caret, selection, sentence),
        OFFSETS,
        st.none() | SPANS,
        st.none() | SPANS,
    ),
    st.builds(lambda focused: lambda c: c.set_focused(focused), st.booleans()),
    st.builds(lambda note: lambda c: c.set_header("Title", "Outlet", note), st.text(max_size=4)),
)
SHAPE = st.one_of(
    st.builds(lambda spans: lambda c: c.fold(spans), st.lists(SPANS, max_size=2)),
    st.builds(
        lambda width, height: lambda c: c.resize(width, height),
        st.integers(1, 90),
        st.integers(1, 24),
    ),
    st.builds(lambda cells: lambda c: c.set_reading(cells), st.integers(8, 80)),
    st.builds(lambda x: lambda c: c.set_screen_x(x), st.integers(0, 90)),
    st.builds(lambda rows: lambda c: c.view.scroll(rows), st.integers(-20, 20)),
    st.builds(lambda offset, row: lambda c: c.view.goto(offset, row), OFFSETS, st.integers(0, 9)),
)


def fresh() -> Canvas[Strip]:
    canvas = Canvas(Strip)
    canvas.set_palette(PALETTE)
    canvas.resize(44, 14)
    canvas.show(ARTICLE)
    return canvas


@settings(max_examples=120)
@given(st.lists(PAINT | SHAPE, max_size=12))
def test_rows_kept_from_before_are_as_good_as_new(changes: list[Change]) -> None:
    often, once = fresh(), fresh()
    for change in changes:
        change(often)
        change(once)
        often.lines()
    once.forget_all()
    assert often.lines() == once.lines()
    shape = often.geometry
    assert [strip.cell_length for strip in often.lines()] == [shape.width] * shape.height
    assert all(sum(s.cell_length for s in strip) == shape.width for strip in often.lines())


@given(OFFSETS, st.integers(20, 90))
def test_the_caret_cell_leads_back_to_the_caret(caret: int, width: int) -> None:
    canvas = fresh()
    canvas.resize(width, 40)
    canvas.place(caret, None, None)
    cell = canvas.caret_cell()
    if cell is not None:
        found = canvas.offset_at(*cell)
        row = canvas.view.row_of(caret)
        assert row == canvas.view.row_of(found)
        assert found <= caret or canvas.view.rows()[row or 0].end <= caret

from hypothesis import given
from hypothesis import strategies as st

from crossread.articles.span import Span
from crossread.tui.pane.marks import FlatMarks, Layer, Mark, MarkLayers, runs

MARKS = st.lists(
    st.builds(Mark, st.integers(0, 30), st.integers(0, 30), st.sampled_from("abc")), max_size=8
)


def under(marks: list[Mark], offset: int) -> list[str]:
    return sorted(mark.style for mark in marks if mark.start <= offset < mark.end)


@given(MARKS, st.integers(0, 31))
def test_the_names_at_an_offset_are_those_of_the_marks_on_it(
    marks: list[Mark], offset: int
) -> None:
    assert sorted(FlatMarks(marks).at(offset)) == under(marks, offset)


@given(MARKS, MARKS, st.integers(0, 30), st.integers(1, 10))
def test_runs_cover_the_stretch_and_keep_the_order_of_layers(
    below: list[Mark], above: list[Mark], start: int, length: int
) -> None:
    layers = [FlatMarks(below), FlatMarks(above)]
    found = runs(layers, start, start + length)
    assert found[0].start == start
    assert found[-1].end == start + length
    for run in found:
        for offset in range(run.start, run.end):
            assert run.styles == (*layers[0].at(offset), *layers[1].at(offset))


def test_of_two_marks_the_one_that_begins_first_is_undermost() -> None:
    flat = FlatMarks([Mark(5, 9, "late"), Mark(0, 6, "short"), Mark(0, 7, "long")])
    assert flat.at(5) == ("long", "short", "late")


def test_equal_neighbours_are_one_run() -> None:
    assert len(runs([FlatMarks([Mark(0, 3, "a"), Mark(3, 6, "a")])], 0, 6)) == 1


def test_setting_a_layer_tells_what_changed() -> None:
    layers = MarkLayers()
    kept, gone, new = Mark(0, 3, "a"), Mark(5, 7, "b"), Mark(9, 12, "c")
    assert sorted(layers.set(Layer.HIT, [kept, gone])) == [Span(0, 3), Span(5, 7)]
    assert sorted(layers.set(Layer.HIT, [kept, new])) == [Span(5, 7), Span(9, 12)]
    assert layers.set(Layer.HIT, [kept, new]) == []


def test_placed_marks_lie_over_the_others_of_their_layer() -> None:
    layers = MarkLayers()
    layers.set(Layer.FURNITURE, [Mark(0, 9, "sentence")], placed=True)
    layers.set(Layer.CARET, [Mark(4, 5, "caret")])
    layers.set(Layer.ANNOTATION, [Mark(0, 9, "tag:a")])
    layers.set(Layer.FURNITURE, [Mark(0, 9, "furniture")])
    assert layers.runs(4, 5)[0].styles == ("furniture", "sentence", "tag:a", "caret")
    assert layers.after_text(4) == ("caret",)
    layers.clear()
    assert layers.runs(4, 5)[0].styles == ()

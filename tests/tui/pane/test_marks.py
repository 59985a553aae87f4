from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from crossread.articles.span import Span
from crossread.tui.pane.marks import Layer, Mark, MarkIndex, MarkLayers, changed_spans, runs

MARKS = st.lists(
    st.builds(Mark, st.integers(0, 30), st.integers(0, 30), st.sampled_from("abc")), max_size=8
)


def under(marks: list[Mark], offset: int) -> list[str]:
    return sorted(mark.style for mark in marks if mark.start <= offset < mark.end)


@given(MARKS, st.integers(0, 30), st.integers(1, 9))
def test_marks_on_a_stretch_are_those_that_touch_it(
    marks: list[Mark], start: int, length: int
) -> None:
    stretch = {*range(start, start + length)}
    touching = [mark for mark in marks if stretch & {*range(mark.start, mark.end)}]
    assert sorted(MarkIndex(marks).between(start, start + length)) == sorted(touching)


@given(MARKS, MARKS, st.integers(0, 30), st.integers(1, 10))
def test_runs_cover_the_stretch_and_keep_the_order_of_layers(
    below: list[Mark], above: list[Mark], start: int, length: int
) -> None:
    layers = [MarkIndex(below), MarkIndex(above)]
    found = runs(layers, start, start + length)
    assert found[0].start == start
    assert found[-1].end == start + length
    assert all(left.end == right.start for left, right in pairwise(found))
    for run in found:
        for offset in range(run.start, run.end):
            count = len(under(below, offset))
            assert sorted(run.styles[:count]) == under(below, offset)
            assert sorted(run.styles[count:]) == under(above, offset)


def test_of_two_marks_the_one_that_begins_first_is_undermost() -> None:
    index = MarkIndex([Mark(5, 9, "late"), Mark(0, 6, "short"), Mark(0, 7, "long")])
    assert [mark.style for mark in index.between(5, 6)] == ["long", "short", "late"]


def test_setting_a_layer_tells_what_changed() -> None:
    layers = MarkLayers()
    kept, gone, new = Mark(0, 3, "a"), Mark(5, 7, "b"), Mark(9, 12, "c")
    assert sorted(layers.set(Layer.HIT, [kept, gone])) == [Span(0, 3), Span(5, 7)]
    assert sorted(layers.set(Layer.HIT, [kept, new])) == [Span(5, 7), Span(9, 12)]
    assert layers.set(Layer.HIT, [kept, new]) == []
    assert layers.set(Layer.HIT, [kept, new, kept]) == [Span(0, 3)]
    other = Mark(0, 3, "z")
    layers.set(Layer.HIT, [kept, other])
    assert layers.set(Layer.HIT, [other, kept]) == [Span(0, 3)]


@given(MARKS, MARKS, MARKS, MARKS)
def test_what_changed_is_found_among_what_stays(
    first: list[Mark], gone: list[Mark], new: list[Mark], last: list[Mark]
) -> None:
    before, after = [*first, *gone, *last], [*first, *new, *last]
    spans = {(mark.start, mark.end) for mark in (*before, *after)}
    changed = [Span(*s) for s in spans if looks_of(before, s) != looks_of(after, s)]
    assert sorted(changed_spans(before, after)) == sorted(changed)


def looks_of(marks: list[Mark], span: tuple[int, int]) -> list[str]:
    return [mark.style for mark in marks if (mark.start, mark.end) == span]


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

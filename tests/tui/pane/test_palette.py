import pytest
from rich.style import Style

from crossread.tui.pane.palette import Palette

PALETTE = Palette(
    {
        "text": "#eeeeee on #101010",
        "tag:denies": "on #800000",
        "tag:reports": "on #008000",
        "caret": "reverse",
        "selection": "reverse",
    }
)


def test_the_look_of_plain_text_is_under_everything() -> None:
    assert PALETTE.combine(()) == Style.parse("#eeeeee on #101010")
    assert PALETTE.combine(("furniture",)) == Style.parse("dim #eeeeee on #101010")


def test_overlapping_tags_differ_from_each_alone() -> None:
    looks = {
        PALETTE.combine(names)
        for names in [
            ("tag:denies",),
            ("tag:reports",),
            ("tag:denies", "tag:reports"),
            ("tag:reports", "tag:denies"),
            ("tag:denies", "tag:reports", "tag:asks"),
        ]
    }
    assert len(looks) == 5


def test_a_tag_on_the_current_sentence_keeps_its_colours() -> None:
    here = PALETTE.combine(("caret-sentence", "tag:denies"))
    assert here.bgcolor == PALETTE.combine(("tag:denies",)).bgcolor
    assert here != PALETTE.combine(("tag:denies",))


def test_an_unknown_tag_is_seen_and_another_unknown_name_is_not() -> None:
    assert PALETTE.combine(("tag:nobody",)).underline
    assert PALETTE.combine(("letter:nobody",)).bold
    assert PALETTE.combine(("nobody",)) == PALETTE.combine(())


@pytest.mark.parametrize("below", [(), ("tag:denies",), ("tag:denies", "tag:reports", "tag:x")])
def test_caret_and_selection_show_on_anything(below: tuple[str, ...]) -> None:
    looks = [
        PALETTE.combine(names)
        for names in (below, (*below, "selection"), (*below, "selection", "caret"))
    ]
    assert looks[0] != looks[1] != looks[2]


def test_without_colour_the_attributes_remain() -> None:
    palette = Palette({"text": "red on blue", "tag:a": "bold on red"}, colour=False)
    assert palette.combine(("tag:a",)) == Style(bold=True)


def test_a_style_that_cannot_be_read_is_named() -> None:
    with pytest.raises(ValueError, match="'hit'"):
        Palette({"hit": "on nowhere in particular"}).style("hit")

from itertools import product

import pytest
from rich.color import ColorSystem
from rich.style import Style

from crossread.annotations.codebook import DEFAULT_CODEBOOK, Tag
from crossread.tui.colours import LEGIBLE, contrast, legible, mix
from crossread.tui.looks import LOOKS, Look, look, styles_of, theme_of
from crossread.tui.pane.palette import Palette

COLOURED = [entry for entry in LOOKS if not entry.ansi]
TAGS = (*DEFAULT_CODEBOOK.tags, Tag("odd", colour="#334455"), Tag("pale", colour="#eeeecc"))

# What lies on what in a column, undermost first.
UNDER = [(), ("furniture",), ("caret-sentence",), ("parallel",), ("furniture", "caret-sentence")]
OVER = [(), ("selection",), ("proposal",), ("caret",), ("selection", "caret"), ("label",)]
SIGNS = [
    *("gutter", "fold", "header", "header-focused", "header-detail", "header-note"),
    *("sign-strong", "sign-possible", "sign-only", "sign-differ"),
]

# The sixteen colours of terminals that people have: xterm, the VGA text mode, Windows.
PALETTES = {
    "xterm": "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5"
    " 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff",
    "vga": "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa"
    " 555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff",
    "windows": "0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc"
    " 767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2",
}


def palette(entry: Look) -> Palette:
    return Palette(styles_of(entry, TAGS))


def stacks() -> list[tuple[str, ...]]:
    """All that can come to lie on each other on one spot of a column."""
    tags = [(), *((f"tag:{tag.id}",) for tag in TAGS), ("tag:denies", "tag:odd")]
    marks = [(), ("shared",), ("edited",), ("hit",), ("hit-current",), ("noted",)]
    text = [(*a, *b, *c, *d) for a, b, c, d in product(UNDER, marks, tags, OVER)]
    letters = [(f"letter:{tag.id}",) for tag in TAGS]
    ruler = [
        (track, f"ruler-{kind}")
        for track in ("ruler", "thumb")
        for kind in ("parallel", "hit", "tag")
    ]
    return [*text, *((sign,) for sign in SIGNS), *letters, *ruler]


@pytest.mark.parametrize("entry", COLOURED, ids=lambda entry: entry.name)
def test_every_text_on_every_ground_has_a_contrast_of_4_5(entry: Look) -> None:
    styles = palette(entry)
    for names in stacks():
        style = styles.combine(names)
        assert style.color is not None
        assert style.color.triplet is not None
        assert style.bgcolor is not None
        assert style.bgcolor.triplet is not None
        ratio = contrast(style.color.triplet.hex, style.bgcolor.triplet.hex)
        assert ratio >= LEGIBLE, (names, ratio)
        assert not style.dim


@pytest.mark.parametrize("entry", COLOURED, ids=lambda entry: entry.name)
def test_with_256_colours_text_can_still_be_read(entry: Look) -> None:
    styles = palette(entry)
    for names in stacks():
        style = styles.combine(names)
        assert style.color is not None
        assert style.bgcolor is not None
        pair = [
            colour.downgrade(ColorSystem.EIGHT_BIT).get_truecolor().hex
            for colour in (style.color, style.bgcolor)
        ]
        assert contrast(*pair) >= 3.9, (names, pair)


@pytest.mark.parametrize("name", PALETTES)
def test_sixteen_colours_are_used_in_pairs_that_can_be_read(name: str) -> None:
    colours = [f"#{colour}" for colour in PALETTES[name].split()]
    styles = palette(look("sixteen"))
    pairs = 0
    for names in stacks():
        style = styles.combine(names)
        assert style.color is not None
        assert style.bgcolor is not None
        front, ground = style.color.number, style.bgcolor.number
        # On the terminal's own ground, which is not known, only its own text colour can be read.
        assert (front is None) == (ground is None), names
        if front is not None and ground is not None:
            pairs += 1
            assert contrast(colours[front], colours[ground]) >= LEGIBLE, (names, name)
    assert pairs


@pytest.mark.parametrize("entry", LOOKS, ids=lambda entry: entry.name)
def test_every_tag_looks_different_in_every_theme(entry: Look) -> None:
    styles = palette(entry)
    looks = {styles.combine((f"tag:{tag.id}",)) for tag in TAGS[:8]}
    assert len(looks) == 8
    assert styles.combine(()) not in looks


@pytest.mark.parametrize("name", ["no-colour", "sixteen"])
def test_tags_are_told_apart_by_lines_where_colours_may_fail(name: str) -> None:
    styles = palette(look(name))
    lines = {styles.combine((f"tag:{tag.id}",)).without_color for tag in TAGS[:8]}
    assert len(lines) == 8
    assert all(line.underline for line in lines), "a line that every terminal has"
    here = {styles.combine(("caret-sentence", f"tag:{tag.id}")).without_color for tag in TAGS[:8]}
    assert len(here) == 8
    assert not lines & here


@pytest.mark.parametrize("entry", COLOURED, ids=lambda entry: entry.name)
def test_the_panels_use_colours_that_can_be_read(entry: Look) -> None:
    theme = theme_of(entry)
    made = {**theme.to_color_system().generate(), **theme.variables}
    fronts = ["quiet", "primary", "success", "error", "warning", "foreground"]
    fronts += ["text-muted", "text-disabled"]
    for front, ground in product(fronts, ("background", "surface", "panel")):
        ratio = contrast(made[front].lower(), made[ground].lower())
        assert ratio >= LEGIBLE - 0.02, (front, ground, ratio)
    for part in ("block-cursor", "block-cursor-blurred", "input-cursor", "input-selection"):
        pair = made[f"{part}-foreground"], made[f"{part}-background"]
        assert contrast(*pair) >= LEGIBLE, part


@pytest.mark.parametrize("entry", LOOKS, ids=lambda entry: entry.name)
def test_all_looks_style_the_same_parts(entry: Look) -> None:
    first = styles_of(LOOKS[0], DEFAULT_CODEBOOK.tags).keys()
    assert styles_of(entry, DEFAULT_CODEBOOK.tags).keys() == first


def test_contrast_is_that_of_the_specification() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)
    assert mix("#ffffff", "#000000", 0.5) == "#808080"


def test_a_colour_is_moved_no_further_than_needed() -> None:
    assert legible("#ffffff", "#000000") == "#ffffff"
    moved = legible("#000080", "#101010")
    assert contrast(moved, "#101010") >= LEGIBLE
    assert moved != "#ffffff"
    assert Style.parse(moved).color is not None

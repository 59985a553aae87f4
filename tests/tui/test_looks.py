import pytest
from rich.style import Style

from crossread.annotations.codebook import DEFAULT_CODEBOOK
from crossread.tui.colours import contrast, mix
from crossread.tui.looks import LOOKS, Look, styles_of

COLOURED = [look for look in LOOKS if not look.ansi]


@pytest.mark.parametrize("look", COLOURED, ids=lambda look: look.name)
def test_every_text_has_a_contrast_of_at_least_4_5(look: Look) -> None:
    for name, style in styles_of(look, DEFAULT_CODEBOOK.tags).items():
        parsed = Style.parse(f"{look.text} on {look.ground}") + Style.parse(style)
        assert parsed.color is not None
        assert parsed.bgcolor is not None
        ratio = contrast(parsed.color.name, parsed.bgcolor.name)
        if name not in ("rule", "ruler", "thumb"):
            assert ratio >= 4.5, (name, ratio)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_all_looks_style_the_same_parts(look: Look) -> None:
    first = styles_of(LOOKS[0], DEFAULT_CODEBOOK.tags).keys()
    assert styles_of(look, DEFAULT_CODEBOOK.tags).keys() == first


def test_contrast_is_that_of_the_specification() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)
    assert mix("#ffffff", "#000000", 0.5) == "#808080"

"""Arithmetic on ``#rrggbb`` colours: mixing, and WCAG 2.2 contrast."""


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of ``#rrggbb``, 0–255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(colour: str, ground: str, share: float) -> str:
    """``share`` (0–1) of ``colour`` laid over ``ground``."""
    pairs = zip(channels(colour), channels(ground), strict=True)
    return "#" + "".join(f"{round(c * share + g * (1 - share)):02x}" for c, g in pairs)


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2 (0 black – 1 white)."""

    def linear(value: int) -> float:
        x = value / 255
        return x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio by WCAG 2.2, 1–21."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


LEGIBLE = 4.5
"""The contrast that text needs, by WCAG 2.2 level AA."""
_ENOUGH = 5.4
"""The contrast from which on a colour stays as it is: rounding to 256 colours takes some."""
_AMPLE = 6.4
"""The contrast that a colour is moved to."""


def legible(front: str, ground: str) -> str:
    """``front``, or, where it is hard to read on ``ground``, a colour nearer to black or white."""
    if contrast(front, ground) >= _ENOUGH:
        return front
    far = readable_on(ground, "#000000", "#ffffff")
    moved = (mix(far, front, tenths / 10) for tenths in range(1, 11))
    return next((colour for colour in moved if contrast(colour, ground) >= _AMPLE), far)


def readable_on(ground: str, *choices: str) -> str:
    """The choice with the highest contrast on ``ground``."""
    return max(choices, key=lambda colour: contrast(colour, ground))

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


def readable_on(ground: str, *choices: str) -> str:
    """The choice with the highest contrast on ``ground``."""
    return max(choices, key=lambda colour: contrast(colour, ground))

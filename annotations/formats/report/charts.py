"""Bar charts as inline SVG without style attributes; their numbers stand in them as text."""

from collections.abc import Iterator, Sequence

from ....articles.record import record
from .escape import escape_line, shortened
from .palette import tag_class

_BAR = 14
"""Pixels."""
_LONG = 18
"""Code points of a label that still stands beside its bar."""


@record
class _Layout:
    """Where things stand: ``row`` and ``bar`` in pixels, ``left`` and ``room`` in per cent."""

    row: int
    bar: int
    left: float
    room: float


_BESIDE = _Layout(row=26, bar=6, left=34, room=56)
_BELOW = _Layout(row=46, bar=22, left=0, room=90)


@record
class Bar:
    """One row: its label, and its parts as (tag, number), drawn one after the other."""

    label: str
    parts: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """The sum of the parts."""
        return sum(number for _, number in self.parts)


def chart(title: str, bars: Sequence[Bar]) -> Iterator[str]:
    """A figure with a caption; every bar is described in words too."""
    shown = [bar for bar in bars if bar.total]
    if not shown:
        return
    longest = max(bar.total for bar in shown)
    layout = _BELOW if any(len(bar.label) > _LONG for bar in shown) else _BESIDE
    words = "; ".join(f"{bar.label}: {_words(bar)}" for bar in shown)
    yield f"<figure><figcaption>{escape_line(title)}</figcaption>"
    yield (
        f'<svg role="img" aria-label="{escape_line(f"{title}. {words}")}" '
        f'width="100%" height="{len(shown) * layout.row}">'
    )
    for number, bar in enumerate(shown):
        yield from _row(bar, layout, number * layout.row, longest)
    yield "</svg></figure>\n"


def _words(bar: Bar) -> str:
    if len(bar.parts) == 1:
        return f"{bar.total:,}"
    return ", ".join(f"{number:,} {tag or 'no tag'}" for tag, number in bar.parts if number)


def _row(bar: Bar, layout: _Layout, top: int, longest: int) -> Iterator[str]:
    middle = top + layout.bar + _BAR // 2
    label = escape_line(shortened(bar.label, 60))
    yield f'<text class="label" x="0" y="{middle if layout.left else top + 10}">{label}</text>'
    left = layout.left
    for tag, number in bar.parts:
        width = layout.room * number / longest
        if number:
            title = f"<title>{escape_line(f'{tag or bar.label}: {number:,}')}</title>"
            yield (
                f'<rect class="{tag_class(tag)}" x="{left:.2f}%" y="{top + layout.bar}" '
                f'width="{width:.2f}%" height="{_BAR}">{title}</rect>'
            )
        left += width
    yield f'<text class="number" x="{left + 1:.2f}%" y="{middle}">{bar.total:,}</text>'

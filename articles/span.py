"""A stretch of one article's text."""

from typing import NamedTuple


class Span(NamedTuple):
    """Half-open range ``[start, end)`` in code points of ``Article.text``."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, offset: int) -> bool:
        """Whether the code point at ``offset`` lies inside."""
        return self.start <= offset < self.end

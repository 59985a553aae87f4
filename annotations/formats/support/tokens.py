"""Words and signs of a text, cut wherever a span begins or ends, so that every span is whole."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from ....articles.span import Span

_TOKEN = re.compile(
    r"(?:\w[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u200c\u200d]*)+(?:['’-]\w+)*|[^\w\s]"
)


def tokens_of(text: str, stretch: Span, cuts: Iterable[int] = ()) -> list[Span]:
    """The tokens of a stretch in text order, without the blanks between them."""
    inside = sorted({cut for cut in cuts if stretch.start < cut < stretch.end})
    tokens: list[Span] = []
    for match in _TOKEN.finditer(text, stretch.start, stretch.end):
        start = match.start()
        for cut in inside[bisect_left(inside, start + 1) : bisect_left(inside, match.end())]:
            tokens.append(Span(start, cut))
            start = cut
        tokens.append(Span(start, match.end()))
    return tokens


def covered(tokens: Sequence[Span], span: Span) -> range:
    """The numbers of the tokens that lie inside a span."""
    first = bisect_left(tokens, span.start, key=lambda token: token.start)
    last = bisect_left(tokens, span.end, key=lambda token: token.start)
    return range(first, last)

"""The colours of the tags, as style rules; a tag's letter always stands beside its colour."""

import hashlib
import re
from collections.abc import Iterator, Sequence

from ...codebook import THEME_COLOURS, Codebook

_HEX = re.compile(r"#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")


def tag_class(tag: str) -> str:
    """A class name for a tag, harmless whatever the tag is called."""
    return (
        f"t{hashlib.sha256(tag.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}" if tag else "t0"
    )


def tag_rules(codebook: Codebook, tags: Sequence[str]) -> Iterator[str]:
    """One rule a tag, that gives its colour a name."""
    yield ".t0 { --tag: var(--foreground); }"
    for number, tag in enumerate(tags):
        defined = codebook.tag(tag)
        colour = defined.colour if defined else ""
        if not _HEX.fullmatch(colour):
            spare = THEME_COLOURS[number % len(THEME_COLOURS)]
            colour = f"var(--{colour if colour in THEME_COLOURS else spare})"
        yield f".{tag_class(tag)} {{ --tag: {colour}; }}"

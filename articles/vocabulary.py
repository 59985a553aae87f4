"""Word lists written as running text."""


def listed(*lines: str) -> frozenset[str]:
    """The words of ``lines``, split at blanks."""
    return frozenset(word for line in lines for word in line.split())


def phrases(text: str) -> tuple[str, ...]:
    """The entries of ``text``, split at commas; blanks and line breaks count as one blank."""
    return tuple(" ".join(entry.split()) for entry in text.split(","))

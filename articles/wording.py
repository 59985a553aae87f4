"""Wording that messages share."""

UNNAMED = "unnamed"
"""What whoever works without a name is called wherever people read it."""


def numbered(number: int, noun: str, nouns: str = "") -> str:
    """``1 article``, ``2,000 articles``; ``nouns`` when the plural is not the noun with an s."""
    return f"{number:,} {noun if number == 1 else nouns or noun + 's'}"

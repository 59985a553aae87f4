"""Wording that messages share."""


def numbered(number: int, noun: str, nouns: str = "") -> str:
    """``1 article``, ``2,000 articles``; ``nouns`` when the plural is not the noun with an s."""
    return f"{number:,} {noun if number == 1 else nouns or noun + 's'}"

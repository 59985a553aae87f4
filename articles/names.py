"""Names of several words: each word of one tells less than a word of its own would."""

from collections.abc import Sequence

from .words import Word

_MOSTLY = 0.6  # of capitalised words: a headline in capitals, which names nothing
_LEAST = 4  # words from which on that is asked
_JOINTS = " .-\u00a0'’s"  # may stand between the words of a name
_SHARE = 0.5  # power of a name's length that its words are divided by


def name_shares(text: str, words: Sequence[Word]) -> list[float]:
    """What each word counts, 1 outside names: ``Nairobi National Park`` is one name, not three.

    ``words`` are those of one sentence of ``text``.
    """
    shares = [1.0] * len(words)
    capitalised = [text[word.start].isupper() for word in words]
    if len(words) >= _LEAST and sum(capitalised) > _MOSTLY * len(words):
        return shares
    start = 0
    while start < len(words):
        end = start + 1
        if capitalised[start] and words[start].tells:
            while end < len(words) and capitalised[end] and _joined(text, words, end):
                end += 1
            if end - start > 1:
                shares[start:end] = [(end - start) ** -_SHARE] * (end - start)
        start = end
    return shares


def _joined(text: str, words: Sequence[Word], index: int) -> bool:
    """Whether a word goes on with the name that the word before it belongs to."""
    between = text[words[index - 1].end : words[index].start]
    return words[index].tells and not between.strip(_JOINTS)

"""Words of a passage, comparable across articles, each with its place in the text."""

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from .stems import stem_of
from .vocabulary import listed, phrases

STOP_WORDS = listed(
    "a an the and or but if of to in on at by for from with as is are was were be been",
    "being it its this that these those i me my we our us you your he she they them his her",
    "their not no nor so than then there here which who whom whose what when where why how",
    "will would can could may might must shall should do does did done has have had having",
    "also just only very more most much many some any all each such into over under about",
    "after before up down out off again own same too re ve ll said says say saying told",
)
"""Words too common to tell passages apart, as `Word.form`."""

_UNITED_STATES = frozenset(("us", "usa"))
_NUMBERS = {
    word: str(value)
    for value, word in enumerate(
        phrases(
            """two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen,
            fourteen, fifteen, sixteen, seventeen, eighteen, nineteen, twenty"""
        ),
        2,
    )
} | {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "dozen": "12"}
_SCALES = {"k": "thousand", "m": "million", "mn": "million", "bn": "billion", "tn": "trillion"}
_SCALE = r"(?:[mMk]|[mMbBtT][nN])\b"  # right behind a number: "$1.5bn"
# Marks that combine with the letter before: they belong to its word, but ``\\w`` leaves them out.
_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0dff"


class Word(NamedTuple):
    """A word as compared: normalised ``form``, and ``[start, end)`` in code points of the text."""

    form: str
    start: int
    end: int

    @property
    def stem(self) -> str:
        """What words of one root share."""
        return stem_of(self.form)

    @property
    def tells(self) -> bool:
        """Whether the word tells passages apart: no stop word, no single Latin letter."""
        form = self.form
        return form not in STOP_WORDS and (len(form) > 1 or form.isdigit() or not form.isascii())


@cache
def _word() -> re.Pattern[str]:
    letters = rf"[^\W_][\w{_MARKS}]*"
    scaled = rf"\d+(?:[.,]\d+)*(?={_SCALE})|(?<=\d){_SCALE}"
    number = r"\d+(?:[.,]\d+)+"
    return re.compile(rf"(?:[A-Za-z]\.){{2,}}|{scaled}|{number}|{letters}(?:['’]{letters})*")


@cache
def _unspaced() -> re.Pattern[str]:
    """Scripts written without blanks between words: Thai to Khmer, kana, Han, Hangul."""
    return re.compile(
        "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]"
    )


def words_in(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Words of ``text[start:end]`` in order.

    Forms are NFKC-folded and lower-cased; ``'s`` and apostrophes go, ``U.S.`` becomes ``usa``,
    ``two`` to ``ten`` become digits, ``5bn`` two words. Scripts without blanks yield overlapping
    pairs of characters.
    """
    words: list[Word] = []
    for match in _word().finditer(text, start, len(text) if end is None else end):
        raw = match.group()
        if raw.isascii():
            form = _ascii_form(raw)
            if form in _SCALES and match.start() and text[match.start() - 1].isdigit():
                form = _SCALES[form]
            words.append(Word(form, match.start(), match.end()))
        elif _unspaced().search(raw):
            words.extend(_pairs(raw, match.start()))
        else:
            words.append(Word(_form(raw), match.start(), match.end()))
    return words


def _ascii_form(raw: str) -> str:
    lowered = raw.lower()
    if raw.isupper() and lowered.replace(".", "") in _UNITED_STATES:
        return "usa"
    if lowered.isalpha():
        return _NUMBERS.get(lowered, lowered)
    return _without_marks(lowered)


def _form(raw: str) -> str:
    return _without_marks(unicodedata.normalize("NFKC", raw).lower().replace("’", "'")) or raw


def _without_marks(lowered: str) -> str:
    if lowered.endswith("'s"):
        lowered = lowered[:-2]
    if lowered[-1:].isdigit():
        return lowered.replace(",", "")
    return lowered.replace("'", "").replace(".", "")


def _pairs(raw: str, start: int) -> list[Word]:
    if len(raw) == 1:
        return [Word(raw, start, start + 1)]
    return [Word(raw[i : i + 2], start + i, start + i + 2) for i in range(len(raw) - 1)]

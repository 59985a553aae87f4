"""From text to searchable words: the one place that decides which spellings are the same word.

A *form* is a word as written with case, accents and typographic variants folded away; its *stem*
is what "the same word" means for plain words and phrases. Prefixes, wildcards and fuzzy words are
compared with forms. Index, queries and highlights all use this module, so they always agree.
"""

import re
import unicodedata
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate

from ..articles.record import record

VERSION = 2
"""Raised whenever the same text gives other words than before: older indexes are rebuilt."""

LONGEST_FORM = 64
"""Code points kept of one word: a line of a million letters must not become a term."""

_MEMO_LIMIT = 400_000

_PART = 1 << 20
"""Code points that are split at once: the pieces of a long text would take ten times its memory."""

_MARK_BLOCKS = (range(0x300, 0x2000), range(0x20D0, 0x20F1), range(0xA660, 0xAC00))


def _ranges(characters: Iterable[int]) -> str:
    """Code points as the inside of a character class."""
    found: list[list[int]] = []
    for code in characters:
        if found and code == found[-1][1] + 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in found)


@cache
def _marks() -> str:
    """Combining marks, as the inside of a character class."""
    return _ranges(
        code
        for block in _MARK_BLOCKS
        for code in block
        if unicodedata.category(chr(code)) in ("Mn", "Mc")
    )


# Invisible inside a word: soft hyphen, joiners, word joiner, byte order mark.
_IGNORED = "\u00ad\u200c\u200d\u2060\ufeff"
_APOSTROPHES = "'\u2018\u2019\u02bc\uff07"
_AMPERSANDS = "&\uff06"
# Chinese, Japanese and Korean are written without spaces (or, in Korean, with endings run on).
_CJK = (
    "\u1100-\u11ff\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u318e"
    "\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_CHARACTER = re.compile(f"[{_CJK}]")


def _word(but: str = "") -> str:
    """The pattern of a word; ``but`` are letters that it leaves out."""
    letter = rf"[^\W_{but}]"
    initial = rf"[^\W\d_{but}]"
    marks = f"{_marks()}{_IGNORED}"
    joiners = f"{_APOSTROPHES}{_AMPERSANDS}"
    more = "|".join(
        (
            rf"[{marks}]+{letter}*",
            rf"[{joiners}]{letter}+",
            rf"[.,](?<=\d[.,])(?=\d){letter}+",  # 1,000.50
            rf"\.(?<={initial}\.)(?<!{letter}{letter}\.){initial}(?!\w)"  # U.S.,
            rf"(?:\.(?=[{_APOSTROPHES}]))?",  # U.S.’s
        )
    )
    # Looking ahead for what may go on inside a word makes this three times as fast.
    return rf"{letter}+(?:(?=[{marks}{joiners}.,])(?:{more}))*"


@cache
def _splitter(with_runs: bool) -> Callable[[str], list[str]]:
    """Splits a text into what is no word and words, in turn; runs of `_CJK` count as words."""
    return re.compile(f"({_word(_CJK)}|[{_CJK}]+)" if with_runs else f"({_word()})").split


_FOLDED_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ŧ": "t"}
    | dict.fromkeys(_APOSTROPHES, "'")
    | dict.fromkeys(_AMPERSANDS, "&")
)
_NO_TEXT = re.compile("[\\s\0\ud800-\udfff]")
_NUMBER = re.compile(r"[\d.,]+\w*")
_STEMMABLE = re.compile(r"[a-z]{3,}")


@record
class Words:
    """The words of a text in order: forms, and where each stands (code points of the text)."""

    forms: list[str]
    starts: "array[int]"
    ends: "array[int]"


def words(text: str) -> Words:
    """The searchable words of a text.

    A run of Chinese, Japanese or Korean gives a word of two characters at each of its characters,
    and one of a single character at its last, so that every character begins some word.
    """
    if len(text) <= 2 * _PART:
        return _words(text)
    found = Words([], array("I"), array("I"))
    for start, end in _parts(text, 0):
        part = _words(text[start:end])
        found.forms.extend(part.forms)
        found.starts.extend(at + start for at in part.starts)
        found.ends.extend(at + start for at in part.ends)
    return found


def forms_of(text: str, start: int = 0) -> list[str]:
    """The forms alone of the words from ``start`` on, in order: in half the memory."""
    return [form for part in _parts(text, start) for form in _words(text[slice(*part)]).forms]


def _parts(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Where a text from ``start`` on is cut so that no piece is very long and no word in two."""
    while len(text) - start > 2 * _PART:
        end = _cut(text, start + _PART)
        yield start, end
        start = end
    yield start, len(text)


def _cut(text: str, wanted: int) -> int:
    """The end of a line, else of a word, at or soon after ``wanted``."""
    for blank in "\n ":
        if (found := text.find(blank, wanted, wanted + _PART)) >= 0:
            return found + 1
    return min(len(text), wanted + _PART)


def _words(text: str) -> Words:
    runs = not text.isascii() and _CHARACTER.search(text) is not None
    parts = _splitter(runs)(text)
    written = parts[1::2]
    borders = list(accumulate(map(len, parts)))
    found = Words(
        [_folded[word] for word in written],
        array("I", borders[0:-1:2]),
        array("I", borders[1::2]),
    )
    if runs or "" in found.forms:
        return _in_pairs(written, found)
    return found


def query_words(text: str) -> list[str]:
    """The forms to look for when ``text`` stands in a query, in order.

    Like `words`, without the single characters that end a run of Chinese, Japanese or Korean.
    """
    found = words(text)
    return [
        form
        for form, start in zip(found.forms, found.starts, strict=True)
        if not (is_single_cjk(form) and start and _CHARACTER.match(text, start - 1))
    ]


def _in_pairs(written: list[str], found: Words) -> Words:
    """Take runs of Chinese, Japanese and Korean apart, and leave out words that fold to nothing."""
    forms: list[str] = []
    starts = array("I")
    ends = array("I")
    for word, form, start, end in zip(written, found.forms, found.starts, found.ends, strict=True):
        pairs = [(start, end, form)]
        if _CHARACTER.match(word):
            size = len(word)
            spans = [(at, min(at + 2, size)) for at in range(size)]
            pairs = [(start + at, start + to, _folded[word[at:to]]) for at, to in spans]
        for first, last, pair in pairs:
            if pair:
                forms.append(pair)
                starts.append(first)
                ends.append(last)
    return Words(forms, starts, ends)


def is_single_cjk(form: str) -> bool:
    """Whether the form is one Chinese, Japanese or Korean character: words *begin* with it."""
    return _CHARACTER.fullmatch(form) is not None


def form_of(word: str) -> str:
    """One word's form: what prefixes, wildcards and fuzzy words are compared with."""
    return _folded[word]


def stem_of(form: str) -> str:
    """The stem of a form: what plain words and phrases are compared with."""
    return _stems[form]


@record
class Stemmed:
    """The stems of forms, in order, each made when it is asked for."""

    forms: Sequence[str]

    def __len__(self) -> int:
        return len(self.forms)

    def __iter__(self) -> Iterator[str]:
        return map(_stems.__getitem__, self.forms)


class _Folded(dict[str, str]):
    """Forms by word as written; a memo, because texts repeat their words."""

    def __missing__(self, word: str) -> str:
        if len(self) > _MEMO_LIMIT:
            self.clear()
        form = self[word] = _fold(word)
        return form


class _Stems(dict[str, str]):
    """Stems by form; a memo."""

    def __missing__(self, form: str) -> str:
        if len(self) > _MEMO_LIMIT:
            self.clear()
        stem = self[form] = _stemmer()(form) if _STEMMABLE.fullmatch(form) else form
        return stem


_folded = _Folded()
_stems = _Stems()


def _fold(word: str) -> str:
    word = word[: 4 * LONGEST_FORM]
    if not word.isascii():
        if _CHARACTER.match(word):
            return _NO_TEXT.sub("", unicodedata.normalize("NFKC", word))[:LONGEST_FORM]
        word = unicodedata.normalize("NFKC", word).casefold()
        word = unicodedata.normalize("NFKD", word).translate(_FOLDED_LETTERS)
        word = "".join(c for c in word if not unicodedata.combining(c))
    word = word.lower()
    if word.endswith("'s"):
        word = word[:-2]
    if not word.isalnum():
        number = _NUMBER.fullmatch(word)
        word = _dropped().sub("", word)
        if not number:
            word = word.replace(".", "")
    return word[:LONGEST_FORM]


@cache
def _dropped() -> "re.Pattern[str]":
    """What is left out of a form."""
    return re.compile(rf"[^\w&.{_marks()}]|_")


@cache
def _stemmer() -> Callable[[str], str]:
    import Stemmer

    stemmer = Stemmer.Stemmer("english")
    stemmer.maxCacheSize = 0
    return stemmer.stemWord

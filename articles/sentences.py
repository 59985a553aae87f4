"""Where sentences begin and end: rules, no model, one pass over the text."""

import re
from collections.abc import Iterator
from functools import cache

from .span import Span
from .vocabulary import listed

_TITLES = listed(
    "mr mrs ms mx dr prof sen sens rep reps gov gen lt col sgt capt cpl cmdr adm maj brig",
    "supt insp st mt ft hon rev fr pres messrs mme mlle vs v cf ca approx est al e.g i.e",
    "dept univ assn bros vol nos fig art sec jan feb mar apr jun jul aug sept sep oct nov",
    "dec",
)
"""Never end a sentence: something always follows."""

_MAY_END = listed(
    "co inc corp ltd llc plc etc jr sr ave blvd rd sq hwy ala ariz ark calif colo conn del",
    "fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn tex",
    "va vt wash wis wyo mon tue tues wed thu thur thurs fri sat sun hr hrs min mins esq",
)
"""End a sentence only before a word that often starts one; so do ``U.S.`` and initials."""

_BEFORE_NUMBERS = listed(
    "no nos p pp fig art sec vol ch para",
)

_STARTERS = listed(
    "The This That These Those It He She They We You There Here His Her Their Its Our In On",
    "At By For From With But And However If When While As After Before Since Although",
    "Though Despite During Under Once Until Yet So Now Then Today Some Many Most Several",
    "Both Each One Another Other All Any No Not What Who How Why Where Meanwhile Also",
    "According Asked Earlier Later Last A An I",
)

_REPORTING = listed(
    "said says asked asks added adds wrote writes told replied replies tweeted posted joked",
    "quipped shouted yelled responded wondered exclaimed demanded continued declared fired",
    "retorted snapped",
)

_DOMAINS = listed(
    "Com Net Org Gov Edu Info Tv Fm Ai Io Js Uk",
)
"""Follow a full stop without a blank in names of sites, and end no sentence there."""

_LIST_MARKS = "•▪◦‣●■▶►–—*·-"
_CLOSERS = "\"”’')\\]»›」』】）〉》"
_SURE_STOPS = "。！？｡।॥؟۔።။។៕"
"""End a sentence without a blank behind them: they stand in no number or abbreviation."""

_PARITY = 4000  # code points read back for an open straight mark
_LOOK_BACK = 24  # longest abbreviation worth knowing, in code points


@cache
def _candidate() -> re.Pattern[str]:
    """A sign, which alone is looked for, and then what makes it an end or a bullet."""
    stops, bullets = ".!?…؟۔։።", "•▪◦‣●■"
    spaced = rf"(?<=[{stops}])[{stops}]*[{_CLOSERS}]*(?:\[\d{{1,3}}\])*(?=\s|$)"
    before = r"[a-z]{2}[.!?]|\d\d[.!?]|[a-z]\)[.!?]"
    glued = rf"(?<={before})[.!?]*[”’)]*\"{{0,2}}(?=[“‘(#]?[A-Z]|#[a-z])"
    unspaced = rf"(?<=[{_SURE_STOPS}])[{_SURE_STOPS}!?]*[{_CLOSERS}]*"
    bullet = rf"(?<=\s[{bullets}])(?=\s)"
    return re.compile(rf"[^\w\s](?:{spaced}|{glued}|{unspaced}|{bullet})")


@cache
def _next_word() -> re.Pattern[str]:
    return re.compile(r"\s*[\"“‘'(\[«‹]*([^\W_]+)?(?:['’]\w+)?")


@cache
def _speaker_follows() -> re.Pattern[str]:
    """Up to four capitalised words and the word after them."""
    return re.compile(r"\s+(?:[A-Z][\w.’'-]*\s+){1,4}([a-z]+)\b")


def split_sentences(text: str) -> list[Span]:
    """Sentences of ``text`` in order: split at line breaks first, then at sentence ends.

    A quotation of several sentences is split inside. List marks and blanks at either end of a
    sentence belong to none; a line of list marks alone yields nothing.
    """
    spans: list[Span] = []
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        if end < 0:
            end = len(text)
        spans.extend(_split_line(text, start, end))
        start = end + 1
    return spans


def _split_line(text: str, start: int, end: int) -> Iterator[Span]:
    line_start = start
    for match in _candidate().finditer(text, start, end):
        stop = match.end()
        following = stop
        if match.group() in _LIST_MARKS:
            stop = match.start()
        elif stop < end and not _ends_sentence(text, line_start, match, end):
            continue
        elif match.group()[-1] == '"' and stop < end and not text[stop].isspace():
            stop = following = _before_opening(text, line_start, match)
        yield from _trimmed(text, start, stop)
        start = following
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    if start + 1 < end and text[start] in _LIST_MARKS and text[start + 1].isspace():
        start += 1
        while start < end and text[start].isspace():
            start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end - start > 1 or (end > start and text[start] not in _LIST_MARKS):
        yield Span(start, end)


def _ends_sentence(text: str, line_start: int, match: re.Match[str], line_end: int) -> bool:
    """Whether the stop of ``match`` ends a sentence, judged by the words around it."""
    stop = match.group()
    if stop[0] in f"{_SURE_STOPS}։":
        return True
    following = _next_word().match(text, match.end(), line_end)
    word = (following and following.group(1)) or ""
    if word[:1].islower() and not _is_camel(word):
        return False
    if match.end() < line_end and not text[match.end()].isspace() and not _is_glued(word):
        return False
    if stop == ".":
        return _full_stop_ends(text, line_start, match.start(), word)
    if stop[0] in "?!" and stop[-1] in "\"”’'":
        return not _is_reported(text, match.end(), line_end)
    return True


def _is_glued(word: str) -> bool:
    """Whether a word right behind a stop begins a sentence that lost its blank."""
    return word not in _DOMAINS and (len(word) > 1 or word in _STARTERS)


def _before_opening(text: str, line_start: int, match: re.Match[str]) -> int:
    """Where a sentence ends whose stop and straight marks touch the next: ``."He``, ``.""He``.

    The first mark closes when one is open, else all of them open what follows.
    """
    first = match.start() + match.group().index('"')
    return first + text.count('"', max(line_start, first - _PARITY), first) % 2


def _is_camel(word: str) -> bool:
    """``iPhone``, ``eBay``: a lower-case first letter that may start a sentence."""
    return len(word) > 2 and word[1].isupper()


def _is_reported(text: str, start: int, end: int) -> bool:
    """Whether ``Jane Doe asked`` follows: then the mark belongs to the quotation alone."""
    match = _speaker_follows().match(text, start, min(end, start + 120))
    return match is not None and match.group(1) in _REPORTING


def _full_stop_ends(text: str, line_start: int, stop: int, following: str) -> bool:
    """Whether a full stop ends a sentence: that of abbreviations and list numbers does not."""
    word = _word_before(text, line_start, stop)
    lowered = word.lower()
    if following[:1].isdigit() and lowered in _BEFORE_NUMBERS:
        return False
    if word.isdigit() and not text[line_start : stop - len(word)].strip("( \t"):
        return False  # "1. First of a list"
    if lowered in _TITLES:
        return not following
    if len(word) == 1 and word.isupper():
        return following in _STARTERS and len(following) > 2
    if lowered in _MAY_END or _is_dotted(word):
        return not following or following in _STARTERS
    return True


def _word_before(text: str, line_start: int, stop: int) -> str:
    tail = text[max(line_start, stop - _LOOK_BACK) : stop]
    pieces = tail.split()
    return pieces[-1].lstrip("([\"“‘'«") if pieces and not tail[-1].isspace() else ""


def _is_dotted(word: str) -> bool:
    """``U.S``, ``a.m``, ``Ph.D``: short pieces between full stops."""
    pieces = word.split(".")
    return len(pieces) > 1 and all(0 < len(piece) <= 2 and piece.isalpha() for piece in pieces)

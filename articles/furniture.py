"""Page text that is not the article: share buttons, bylines, countdowns, related stories.

Judged line by line from wording, then from place: what stands after a tail mark, before the
headline, or alone between paragraphs. Clean prose is left alone: a missed line costs the reader a
glance, a folded sentence costs trust.
"""

import re
from collections import Counter
from collections.abc import Set
from functools import cache
from itertools import pairwise

from .captions import is_captioned
from .furniture_words import (
    COUNTED,
    CREDITS,
    DATE_WORDS,
    DATED,
    LATE_TAILS,
    LEGAL,
    NOTICE_STARTS,
    NOTICES,
    PAGE_STARTS,
    PAGES,
    SHARING,
    TAIL_STARTS,
    TAILS,
)
from .record import holder, record

_NOTICE = "byline, date or notice"
_TITLE = 4  # least words of a headline
_SHORT = 14  # words; longer lines are not judged by how they start
_PROSE = 12  # words of a punctuated line that is surely a paragraph
_LONG_PROSE = 18  # the same without punctuation
_LATE = 0.85  # of the article's words stand before a mark that may stand in its middle too
_TOPICS = 6  # most words in a row of topics
_TAIL_MARK = 6  # most words in a line that opens the page's tail
_TAIL_LINE = 10  # most words in a line that stands after the last paragraph
_START = 60  # code points of a line that are looked at however long it is
_CLOSERS = "\"“”’')]®™* "
_STOPS = ".!?…:;。！？।؟۔"
_LIST_MARKS = "•*▪◦‣–-"


@record
class FurnitureLine:
    """One line judged to be furniture: ``[start, end)`` in code points, and why."""

    start: int
    end: int
    reason: str


@holder
class _Line:
    start: int
    end: int
    text: str  # without blanks at either end
    lowered: str  # from the first letter or digit on
    words: list[str]
    stopped: bool  # ends like a sentence
    reason: str = ""

    @property
    def is_prose(self) -> bool:
        return (self.stopped and len(self.words) >= _PROSE) or len(self.words) >= _LONG_PROSE

    @property
    def is_title(self) -> bool:
        return len(self.words) >= _TITLE and self.text.rstrip(_CLOSERS)[-1:] != "."

    @property
    def is_name(self) -> bool:
        """Two or three capitalised words, as an author's name without "By"."""
        words = self.text.split()
        return 2 <= len(words) <= 3 and all(w[0].isupper() and w.isalpha() for w in words)

    def is_label(self, *, again: bool) -> bool:
        """No sentence: of a title that stands twice only the second counts."""
        return not self.stopped and not self.is_prose and (again or len(self.words) < _TITLE)

    @property
    def is_list_item(self) -> bool:
        return self.text[0] in _LIST_MARKS or (
            self.text[0].isdigit() and self.text[1:3].strip()[:1] in ")."
        )


def find_furniture(text: str, recurring: Set[str] = frozenset()) -> list[FurnitureLine]:
    """Furniture lines in order; ``recurring`` holds lines that recur across the collection."""
    lines = _lines(text)
    _judge_by_wording(lines, recurring)
    _judge_tail(lines)
    _judge_head(lines)
    _judge_between(lines, text)
    return [FurnitureLine(line.start, line.end, line.reason) for line in lines if line.reason]


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"\w+")


@cache
def _date() -> re.Pattern[str]:
    month = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    return re.compile(
        r"(?:[a-z]+day,? |(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? )?"
        rf"(?:{month} {day},? \d{{4}}|{day} {month},? \d{{4}}"
        r"|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{2,4})\b.{0,60}$"
    )


@cache
def _countdown() -> re.Pattern[str]:
    return re.compile(
        r"(?=.*-\w)(?:-?\d*\s*(?:days?|d|hours?|h|mins?|m|secs?|s)\b\s*)+$", re.IGNORECASE
    )


@cache
def _byline() -> re.Pattern[str]:
    return re.compile(r"(?:By|BY) [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}\b.{0,60}$")


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    start = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            lines.append(_line(start, start + len(raw), stripped))
        start += len(raw) + 1
    return lines


def _line(start: int, end: int, stripped: str) -> _Line:
    words = _word().findall(stripped)
    lowered = stripped.lower() if len(words) <= _SHORT else ""
    if lowered and not lowered[0].isalnum():
        first = _word().search(lowered)
        lowered = lowered[first.start() :] if first else lowered
    bare = stripped.rstrip(_CLOSERS)
    return _Line(start, end, stripped, lowered, words, bare[-1:] in _STOPS and bool(bare))


def _judge_by_wording(lines: list[_Line], recurring: Set[str]) -> None:
    counts = Counter(line.text for line in lines)
    seen: set[str] = set()
    for line in lines:
        if line.text in recurring:
            line.reason = "recurs in the collection"
        elif counts[line.text] > 1 and line.is_label(again=line.text in seen):
            line.reason = "repeated line"
        elif not line.words:
            line.reason = "no words"
        elif len(line.words) <= _SHORT:
            line.reason = _wording(line)
        if not line.reason and _is_small_print(line):
            line.reason = "credits or small print"
        if not line.reason and is_captioned(line.text, len(line.words)):
            line.reason = "caption with its credit"
        seen.add(line.text)


def _wording(line: _Line) -> str:
    if _countdown().match(line.text):
        return "countdown"
    if len(line.words) == 1 and _is_junk(line.words[0]):
        return "junk token"
    if _is_notice(line):
        return _NOTICE
    if _is_buttons(line):
        return "share buttons"
    if _begins(line.lowered, PAGE_STARTS) or line.lowered.rstrip(" :.…") in PAGES:
        return "page furniture"
    return ""


def _is_junk(word: str) -> bool:
    return any(c.isdigit() for c in word) and any(c.isascii() and c.isalpha() for c in word)


def _is_notice(line: _Line) -> bool:
    return (
        line.lowered.rstrip(" :.…") in NOTICES
        or _begins(line.lowered, NOTICE_STARTS)
        or (not line.stopped and (_is_byline(line) or _is_date(line) or _is_dated(line)))
        or _is_counted(line)
    )


def _is_byline(line: _Line) -> bool:
    return line.text[:3] in ("By ", "BY ") and _byline().match(line.text) is not None


def _is_date(line: _Line) -> bool:
    starts = line.lowered[:1].isdigit() or line.lowered[:3] in DATE_WORDS
    return starts and _date().match(line.lowered) is not None


def _is_counted(line: _Line) -> bool:
    """``4 min read``, ``1,204 shares``, ``3 hours ago``."""
    return line.words[0].isdigit() and line.words[-1].lower() in COUNTED and len(line.words) <= 4


def _is_dated(line: _Line) -> bool:
    """``Updated 5:30 PM ET, Mon September 14``."""
    return _begins(line.lowered, DATED) and any(c.isdigit() for c in line.text)


def _is_buttons(line: _Line) -> bool:
    return all(word.lower() in SHARING for word in line.words)


def _is_small_print(line: _Line) -> bool:
    start = line.text[:_START].lower().lstrip("(*•- ")
    if start.startswith("©") or _begins(start, LEGAL):
        return True
    return _begins(start, CREDITS) and (line.text[0] == "(" or ";" in line.text)


def _begins(lowered: str, starts: tuple[str, ...]) -> bool:
    """Whether the line begins with one of these, at a word's end."""
    return lowered.startswith(starts) and any(
        lowered.startswith(start)
        and (
            len(lowered) == len(start)
            or not start[-1].isalnum()
            or not lowered[len(start)].isalnum()
        )
        for start in starts
    )


def _judge_tail(lines: list[_Line]) -> None:
    """All after a tail mark in the second half, and short lines after the last paragraph."""
    prose = [index for index, line in enumerate(lines) if line.is_prose and not line.reason]
    if not prose:
        return
    total = sum(len(lines[index].words) for index in prose)
    passed = 0
    for index in range(prose[0] + 1, len(lines)):
        before = lines[index - 1]
        if before.is_prose and not before.reason:
            passed += len(before.words)
        if (2 * passed >= total and _is_tail_mark(lines[index])) or (
            passed >= _LATE * total and lines[index].lowered.rstrip(" :.…") in LATE_TAILS
        ):
            for line in lines[index:]:
                line.reason = line.reason or "after the end of the article"
            break
    last = max((i for i in prose if not lines[i].reason), default=prose[0])
    for line in lines[last + 1 :]:
        if not line.reason and not line.stopped and len(line.words) <= _TAIL_LINE:
            line.reason = "short line after the last paragraph"


def _is_tail_mark(line: _Line) -> bool:
    return (
        len(line.words) <= _TAIL_MARK
        and ": " not in line.text
        and (_begins(line.lowered, TAIL_STARTS) or line.lowered.rstrip(" :.…0123456789()") in TAILS)
    )


def _judge_head(lines: list[_Line]) -> None:
    """Before the first paragraph: scraps before the headline, and what page text parts from it.

    The headline is the first line of some length. Bylines and dates may stand between it and what
    follows; other furniture there means that the line belonged to the page.
    """
    first = next((i for i, line in enumerate(lines) if line.is_prose), len(lines))
    head = [i for i, line in enumerate(lines[:first]) if not line.reason]
    titles = [i for i in head if lines[i].is_title] or head
    counts = Counter(line.text for line in lines if len(line.words) <= _TOPICS)
    last = titles[-1:]
    titles = [i for i in titles[:-1] if counts[lines[i].text] < 2 or not _is_row(lines[i])] + last
    if not titles:
        return
    headline = titles[0]
    for title in titles[1:]:
        if any(line.reason and line.reason != _NOTICE for line in lines[headline:title]):
            headline = title
    for line in lines[:headline]:
        if not line.reason and not line.stopped:
            line.reason = "line before the headline"
    if first < len(lines):
        for line in lines[headline + 1 : first]:
            if not line.reason and line.is_name:
                line.reason = _NOTICE


def _is_row(line: _Line) -> bool:
    """``Harbour Storms Town Council``: a row of topics, when it stands twice on the page."""
    return all(word[0].isupper() for word in line.words)


def _judge_between(lines: list[_Line], text: str) -> None:
    """Links and captions among the paragraphs."""
    first = next((i for i, line in enumerate(lines) if line.is_prose), len(lines))
    gaps = Counter(text.count("\n", one.end, other.start) for one, other in pairwise(lines))
    usual = gaps.most_common(1)[0][0] if gaps else 1
    for index, line in enumerate(lines):
        if line.reason:
            continue
        if index >= first and _is_lone_link(lines, index, text, usual):
            line.reason = "lone link"
        elif index and 5 <= len(line.words) <= _SHORT and _is_caption(lines, index):
            line.reason = "caption that repeats the text"


def _is_lone_link(lines: list[_Line], index: int, text: str, usual: int) -> bool:
    """A title-like line before a wider gap than usual."""
    line = lines[index]
    return (
        index + 1 < len(lines)
        and 8 <= len(line.words) <= 20
        and not line.is_prose
        and not line.stopped
        and not line.is_list_item
        and text.count("\n", line.end, lines[index + 1].start) > usual
    )


def _is_caption(lines: list[_Line], index: int) -> bool:
    """Nearly all of it, up to its end, stands word for word in a longer line nearby."""
    words = [word.lower() for word in lines[index].words]
    tail = " ".join(words[-max(5, len(words) * 4 // 5) :])
    return any(
        len(other.words) > 1.5 * len(words) and tail in " ".join(other.words).lower()
        for other in lines[max(0, index - 6) : index + 7]
    )

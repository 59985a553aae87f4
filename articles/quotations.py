"""Direct quotations and who is quoted."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from .record import record
from .sentences import split_sentences
from .span import Span
from .speakers import Attribution, attribution_after, attribution_before, signature

_CONTINUED_WITHIN = 160  # code points between two quotations of one speaker in a paragraph
_ELIDED = ("n'", "n’", "em ", "tis ", "twas ", "til ", "cause ", "bout ")
_LONGEST_SINGLE = 1000  # code points; a ‘single’ mark that is not closed by then opens nothing
_CLAUSE = 500  # code points around a quotation that are read for its speaker
_INTRODUCTION = 300  # code points of the line before that may introduce a quotation
_BLANKS_AND_MARKS = " \t•–—-*"
_AROUND = " \t.,"  # may stand around a quotation that is a whole paragraph
_CLOSING_MARKS = "\"”»’'"
_FULL_QUOTE = 4  # words; shorter ones are phrases and continue nobody
_OPENING_CONTEXT = "([{—–-/“\"‘'«"
_CLOSING_CONTEXT = ".,;:!?)]}—–-/”\"’'»…"


@record
class Quotation:
    """A quotation with its marks: ``[start, end)`` in code points.

    ``speaker`` is the name as printed near the quotation, ``None`` when the text does not say;
    ``cue`` the reporting verb or phrase that names the speaker.
    """

    start: int
    end: int
    speaker: str | None = None
    cue: str | None = None


def find_quotations(text: str) -> list[Quotation]:
    """Quotations in order, in curly, straight, mixed and single marks.

    An unclosed one ends with its line. A blank speaker beats a wrong one.
    """
    quotations: list[Quotation] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        spans = list(_spans_in_line(text, start, end))
        if spans:
            quotations.extend(_attributed(text, Span(start, end), spans, quotations))
        start = end + 1
    return quotations


def _spans_in_line(text: str, start: int, end: int) -> Iterator[Span]:
    """Quotations of one line with their marks; an unclosed one ends with the line."""
    position = start
    while mark := _mark().search(text, position, end):
        closing = _closing(text, mark.start(), end)
        if closing is None:
            position = mark.end()
            continue
        if closing > mark.start() + 2:
            yield Span(mark.start(), closing)
        position = closing


_PAIRS = {
    "“": '”"',
    '"': '"”',
    "„": '“”"',
    "«": "»",
    "「": "」",
    "『": "』",
    "‘": "’'",
    "'": "'’",
}


@cache
def _mark() -> re.Pattern[str]:
    return re.compile(f"[{''.join(_PAIRS)}]")


def _closing(text: str, opening: int, end: int) -> int | None:
    """Where the quotation that opens here ends, or ``None`` when the mark opens nothing."""
    mark = text[opening]
    if mark in "'‘":
        return _closing_single(text, opening, end)
    if mark == '"' and not _opens(text, opening, end):
        return None
    closers = _PAIRS[mark]
    for position in range(opening + 1, end):
        if text[position] in closers:
            return position + 1
    return end


def _opens(text: str, position: int, end: int) -> bool:
    """Whether a mark stands where an opening one can: before a word and not after one."""
    before = text[position - 1] if position else "\n"
    return (
        position + 1 < end
        and not text[position + 1].isspace()
        and (before.isspace() or before in _OPENING_CONTEXT or not before.isalnum())
    )


def _closing_single(text: str, opening: int, end: int) -> int | None:
    """The end of a ‘single’ quotation; apostrophes and possessives close nothing.

    A mark after an s may be a possessive: it closes only when no surer mark follows.
    """
    if not _opens(text, opening, end) or _is_elision(text, opening):
        return None
    possessive = None
    for position in range(opening + 1, min(end, opening + _LONGEST_SINGLE)):
        if text[position] in '“”"':
            break
        if text[position] not in "’'":
            continue
        following = text[position + 1] if position + 1 < end else "\n"
        if text[position - 1].isspace() or not (
            following.isspace() or following in _CLOSING_CONTEXT
        ):
            continue
        if text[position - 1] != "s" or not following.isspace():
            return position + 1
        possessive = possessive or position + 1
    return possessive


def _is_elision(text: str, position: int) -> bool:
    """Whether the mark stands for left-out letters: ``'90s``, ``'n'``, ``'em``."""
    following = text[position + 1 : position + 6].lower()
    return following[:1].isdigit() or following.startswith(_ELIDED)


def _attributed(
    text: str, line: Span, spans: list[Span], earlier: list[Quotation]
) -> Iterator[Quotation]:
    previous = earlier[-1] if earlier else None
    sentence_ends = [
        line.start + sentence.end for sentence in split_sentences(text[line.start : line.end])
    ]
    for index, span in enumerate(spans):
        lower = spans[index - 1].end if index else line.start
        upper = spans[index + 1].start if index + 1 < len(spans) else line.end
        found = _attribution(text, Span(lower, upper), span, sentence_ends)
        if found is None and previous is not None and previous.speaker is not None:
            same_sentence = previous.start >= line.start and (
                bisect_right(sentence_ends, previous.end) == bisect_right(sentence_ends, span.start)
            )
            if same_sentence or _continues(text, line, previous, span):
                found = Attribution(previous.speaker, previous.cue or "")
        speaker, cue = found or (None, None)
        previous = Quotation(span.start, span.end, speaker or None, cue or None)
        yield previous


def _attribution(
    text: str, around: Span, span: Span, sentence_ends: list[int]
) -> Attribution | None:
    """The speaker named in the same sentence, after the quotation or before it."""
    after_end = around.end
    index = bisect_right(sentence_ends, span.end)
    if index < len(sentence_ends):
        after_end = min(after_end, sentence_ends[index])
    if index and sentence_ends[index - 1] == span.end:
        after_end = span.end
    before_start = around.start
    index = bisect_right(sentence_ends, span.start)
    if index:
        before_start = max(before_start, sentence_ends[index - 1])
    before = text[before_start : span.start]
    if not before.strip(_BLANKS_AND_MARKS) and before_start == around.start:
        before = _introduction(text, before_start)
    after = text[span.end : min(after_end, span.end + _CLAUSE)]
    found = attribution_after(after) or attribution_before(before[-_CLAUSE:])
    if found is None and _is_full(text, span):
        found = signature(_signing(text, span.end))
    return found


def _signing(text: str, start: int) -> str:
    """What stands behind a quotation in its line, or in the next when nothing does."""
    for line in text[start : start + _INTRODUCTION].split("\n", 2)[:2]:
        if line.strip():
            return line
    return ""


def _introduction(text: str, line_start: int) -> str:
    """The last sentence of the paragraph before, when it ends with a colon."""
    above = text[max(0, line_start - _INTRODUCTION) : line_start].rstrip()
    if not above.endswith(":"):
        return ""
    last_line = above[above.rfind("\n") + 1 :]
    return last_line[split_sentences(last_line)[-1].start :]


def _is_full(text: str, span: Span) -> bool:
    return len(text[span.start : span.end].split()) >= _FULL_QUOTE


def _continues(text: str, line: Span, previous: Quotation, span: Span) -> bool:
    """Whether a full quotation goes on with the speaker of the one before it.

    It does when little stands between them in their paragraph, and when it is a paragraph of its
    own below, unless it may answer a question.
    """
    if not _is_full(text, span):
        return False
    between = text[previous.end : span.start]
    if previous.start >= line.start:
        return len(between) < _CONTINUED_WITHIN
    if not between.strip():
        return between.count("\n") <= 3
    alone = not (text[line.start : span.start] + text[span.end : line.end]).strip(_AROUND)
    asked = text[previous.start : previous.end].rstrip(_CLOSING_MARKS).endswith("?")
    return alone and not asked and "\n" not in between.strip()

"""Dates, numbers and names in which two corresponding passages differ."""

from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache

from .differences import Operation, word_differences
from .record import record
from .span import Span
from .vocabulary import listed
from .words import Word, words_in


class ValueKind(StrEnum):
    """What sort of value differs."""

    DATE = "date"
    NUMBER = "number"
    NAME = "name"


@record
class ValueDifference:
    """One value told differently: where it stands in both texts, in code points."""

    kind: ValueKind
    a: Span
    b: Span


@record
class _Value:
    kind: ValueKind
    unit: str
    """What is counted or dated; only values of one unit are compared."""
    amount: str
    span: Span


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january"),
            ("feb", "february"),
            ("mar", "march"),
            ("apr", "april"),
            ("may",),
            ("jun", "june"),
            ("jul", "july"),
            ("aug", "august"),
            ("sep", "sept", "september"),
            ("oct", "october"),
            ("nov", "november"),
            ("dec", "december"),
        ),
        1,
    )
    for name in names
}
_WEEKDAYS = listed("monday tuesday wednesday thursday friday saturday sunday")
_SCALES = listed("hundred thousand million billion trillion m bn k")
_CURRENCIES = "$€£¥₹"
_YEARS = range(1800, 2100)


def differing_values(a: str, a_span: Span, b: str, b_span: Span) -> list[ValueDifference]:
    """Values of one unit that two passages give differently, in the order of ``a``.

    A unit differs when both passages state it and no value of it is the same: ``15 September`` and
    ``20 September``, ``two orders`` and ``3 orders``, ``Sunday`` and ``Monday``. Names differ when
    one replaces the other between the same words. What only one passage states is no difference.
    """
    mine, theirs = list(_values(a, a_span)), list(_values(b, b_span))
    found: list[ValueDifference] = []
    for unit in dict.fromkeys((value.kind, value.unit) for value in mine):
        ours = [v for v in mine if (v.kind, v.unit) == unit]
        others = [v for v in theirs if (v.kind, v.unit) == unit]
        if others and not {v.amount for v in ours} & {v.amount for v in others}:
            found += [
                ValueDifference(unit[0], one.span, other.span)
                for one, other in zip(ours, others, strict=False)
            ]
    found += _names(a, a_span, b, b_span)
    return sorted(found, key=lambda difference: difference.a)


@lru_cache(maxsize=1 << 15)
def values_in(text: str) -> tuple[tuple[str, str], ...]:
    """The dates and numbers of a passage as (unit, amount), to compare many passages at once.

    Two passages differ by the rule of `differing_values`; names take two passages to be seen.
    """
    return tuple(
        (f"{value.kind}:{value.unit}", value.amount) for value in _values(text, Span(0, len(text)))
    )


def _values(text: str, span: Span) -> Iterator[_Value]:
    words = words_in(text, *span)
    used: set[int] = set()
    for index, word in enumerate(words):
        if word.form in _MONTHS and (text[word.start].isupper()):
            yield from _date(words, index, used)
    for index, word in enumerate(words):
        if word.form in _WEEKDAYS:
            yield _Value(ValueKind.DATE, "weekday", word.form, Span(word.start, word.end))
        elif index not in used and word.form[0].isdigit():
            yield _number(text, words, index)


def _date(words: list[Word], index: int, used: set[int]) -> Iterator[_Value]:
    """``September 15``, ``15 September``, ``the 15th of September``, with the year apart."""
    month = words[index]
    before = index - 1
    if before > 0 and words[before].form == "of":
        before -= 1
    for place in (index + 1, before):
        if not 0 <= place < len(words) or place in used:
            continue
        day = _day(words[place].form)
        if day:
            used.add(place)
            start = min(month.start, words[place].start)
            end = max(month.end, words[place].end)
            yield _Value(ValueKind.DATE, "day", f"{_MONTHS[month.form]}-{day}", Span(start, end))
            return


def _day(form: str) -> int:
    digits = form[:-2] if form.endswith(("st", "nd", "rd", "th")) else form
    return int(digits) if digits.isdecimal() and len(digits) <= 2 and 1 <= int(digits) <= 31 else 0


def _number(text: str, words: list[Word], index: int) -> _Value:
    word = words[index]
    if len(word.form) == 4 and word.form.isdecimal() and int(word.form) in _YEARS:
        return _Value(ValueKind.DATE, "year", word.form, Span(word.start, word.end))
    end, amount, following = word.end, word.form, index + 1
    if following < len(words) and words[following].form in _SCALES:
        amount += f" {words[following].form}"
        end = words[following].end
        following += 1
    start = word.start
    if start and text[start - 1] in _CURRENCIES:
        return _Value(ValueKind.NUMBER, text[start - 1], amount, Span(start - 1, end))
    if text[end : end + 1] == "%":
        return _Value(ValueKind.NUMBER, "percent", amount, Span(start, end + 1))
    unit = words[following].stem if following < len(words) else ""
    return _Value(ValueKind.NUMBER, unit, amount, Span(start, end))


def _names(a: str, a_span: Span, b: str, b_span: Span) -> Iterator[ValueDifference]:
    """Capitalised words that replace each other between two equal words on either side."""
    mine, theirs = a[slice(*a_span)], b[slice(*b_span)]
    changes = word_differences(mine, theirs)
    for before, change, after in zip(changes, changes[1:], changes[2:], strict=False):
        if (
            change.operation is Operation.REPLACED
            and before.operation is after.operation is Operation.EQUAL
            and change.a
            and change.b
            and _is_name(mine, change.a)
            and _is_name(theirs, change.b)
        ):
            yield ValueDifference(
                ValueKind.NAME,
                Span(a_span.start + change.a.start, a_span.start + change.a.end),
                Span(b_span.start + change.b.start, b_span.start + change.b.end),
            )


def _is_name(text: str, span: Span) -> bool:
    """Capitalised and not the first word of the passage."""
    return text[span.start].isupper() and any(c.isalnum() for c in text[: span.start])

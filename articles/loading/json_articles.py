"""Articles as JSON objects: one a file, a list of them, or one a line (``.jsonl``)."""

import json
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, NoReturn, cast

from ..article import Metadata
from ..syntax import plain_fault
from .dates import find_date
from .draft import Draft, Reading, Unreadable
from .encodings import Decoded, decode, normalise_newlines
from .head import read_head, shorten_title

_TEXT = ("text", "body", "content")
_TITLE = ("title", "headline")
_OUTLET = ("outlet", "source", "publication", "publisher")
_AUTHOR = ("author", "authors", "byline")
_DATE = ("date", "published", "published_at", "publishedAt", "datePublished", "pubDate")
_URL = ("url", "link")
_LISTS = ("articles", "items")
_NAMES = ("name", "title")
_MOST_VALUES = 2_000_000  # each takes a hundred bytes of memory or more
_TOLD = 20  # problems of one file


class _Object(dict[str, Any]):
    """A JSON object that remembers a key it was given twice."""

    twice: str | None = None


def read_json(data: bytes, encoding: str | None = None) -> Reading:
    """Read an object, a list of objects, or an object with such a list. Raises `Unreadable`."""
    decoded = decode(data, encoding)
    value = _parse(decoded.text)
    if isinstance(value, dict):
        value = next((value[key] for key in _LISTS if isinstance(value.get(key), list)), value)
    if not isinstance(value, list):
        return Reading([_draft(value, decoded)])
    items = enumerate(cast(list[object], value), 1)
    return _reading(((f"item {n}", partial(_same, item)) for n, item in items), decoded)


def read_json_lines(data: bytes, encoding: str | None = None) -> Reading:
    """Read an object a line; blank lines count for nothing. Raises `Unreadable`."""
    decoded = decode(data, encoding)
    lines = enumerate(decoded.text.split("\n"), 1)
    items = ((f"line {n}", partial(_parse, line)) for n, line in lines if line.strip())
    return _reading(items, decoded)


def _same(value: object) -> object:
    return value


def _reading(items: Iterable[tuple[str, Callable[[], object]]], decoded: Decoded) -> Reading:
    drafts: list[Draft] = []
    problems: list[str] = []
    for number, (place, parse) in enumerate(items, 1):
        try:
            drafts.append(_draft(parse(), decoded, number))
        except Unreadable as error:
            problems.append(f"{place} {error}")
    if not drafts:
        raise Unreadable(problems[0] if problems else "holds no article; its list is empty")
    if len(problems) > _TOLD:
        problems[_TOLD:] = [f"holds {len(problems) - _TOLD:,} more items that are no articles"]
    return Reading(drafts, problems)


def _parse(text: str) -> object:
    if sum(map(text.count, ",[{")) > _MOST_VALUES:
        raise Unreadable(f"holds more than {_MOST_VALUES:,} values; split it")
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise Unreadable(
            f"is not valid JSON ({plain_fault(error.msg)}, "
            f"line {error.lineno:,}, column {error.colno:,}); mend it there"
        ) from error
    except RecursionError as error:
        raise Unreadable("is nested too deeply; take its articles out of the lists") from error
    except ValueError as error:  # an integer that Python refuses to convert
        raise Unreadable("holds a number of more than 4,300 digits; shorten it") from error


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    result = _Object(pairs)
    if len(result) < len(pairs):
        seen: set[str] = set()
        result.twice = next(key for key, _ in pairs if key in seen or seen.add(key))
    return result


def _refuse_constant(name: str) -> NoReturn:
    raise Unreadable(f"holds {name}, which is no JSON; write null instead")


def _draft(value: object, decoded: Decoded, number: int | None = None) -> Draft:
    if not isinstance(value, _Object):
        raise Unreadable('is no article; write it as an object such as {"title": …, "text": …}')
    if value.twice is not None:
        raise Unreadable(f"has the key {value.twice!r} twice; remove the one that is wrong")
    text = next((value[key] for key in _TEXT if isinstance(value.get(key), str)), None)
    if text is None:
        raise Unreadable('has no text; give it a key "text" or "body"')
    text = normalise_newlines(text)
    if not text.strip():
        raise Unreadable("has an empty text, so there is nothing to read")
    return Draft(text, _metadata(value, text), decoded.encoding, decoded.guessed, item=number)


def _metadata(value: Mapping[str, Any], text: str) -> Metadata:
    head = read_head(text)
    return Metadata(
        title=shorten_title(_entry(value, _TITLE)) or head.title,
        outlet=_entry(value, _OUTLET) or head.outlet,
        author=_entry(value, _AUTHOR) or head.author,
        date=find_date(_entry(value, _DATE)) or head.date,
        url=_entry(value, _URL) or head.url,
    )


def _entry(value: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    """The first of ``keys`` that says something: a string, a name, or a list of those."""
    for key in keys:
        entry = value.get(key)
        entries = cast(list[object], entry) if isinstance(entry, list) else [entry]
        names = [name for each in entries if (name := _name(each))]
        if names:
            return ", ".join(names)
    return ""


def _name(entry: object) -> str:
    if isinstance(entry, dict):
        return _entry(cast(Mapping[str, Any], entry), _NAMES)
    return " ".join(entry.split()) if isinstance(entry, str) else ""

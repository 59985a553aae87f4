"""What the W3C Web Annotation Model says a collection and its annotations MUST have.

The official assertions are run by the tests; this is the part of them that can go wrong in a file
that this program reads, told in words and without a validator at run time.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

CONTEXT = "http://www.w3.org/ns/anno.jsonld"

_REFERENCE = re.compile(r"[^\s<>\"{}|\\^`]+")
_URI = re.compile(rf"[A-Za-z][A-Za-z0-9+.-]*:{_REFERENCE.pattern}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)

Json = Mapping[str, Any]


def collection_faults(document: Json) -> Iterator[str]:
    """What a collection lacks, apart from its annotations."""
    if CONTEXT not in _list(document.get("@context")):
        yield f"its @context does not name {CONTEXT}"
    if not is_uri(document.get("id")):
        yield "its id is no URI"
    total = document.get("total")
    items = items_of(document)
    if total is not None and not isinstance(total, int | float):
        yield "its total is no number"
    elif total is not None and total != len(items):
        yield f"its total says {total}, but it holds {len(items)} annotations"


def items_of(document: Json) -> list[Any]:
    """The annotations of the collection's first page, whatever they are."""
    page = document.get("first")
    items = cast("Json", page).get("items") if isinstance(page, dict) else None
    return cast("list[Any]", items) if isinstance(items, list) else []


def item_faults(item: object) -> Iterator[str]:
    """What an annotation lacks."""
    if not isinstance(item, dict):
        yield "it is not an object"
        return
    known = cast("Json", item)
    if not is_uri(known.get("id")):
        yield "its id is no URI"
    if "Annotation" not in _list(known.get("type")):
        yield "its type is not Annotation"
    for key in ("created", "modified", "generated"):
        moment = known.get(key)
        if moment is not None and not (isinstance(moment, str) and _MOMENT.fullmatch(moment)):
            yield f"its {key} is no date and time"
    if "body" in known and "bodyValue" in known:
        yield "it has both body and bodyValue"
    if not known.get("target"):
        yield "it has no target"
    for target in _list(known.get("target")):
        yield from _target_faults(target)


def is_uri(value: object) -> bool:
    """Whether the value is a string with a scheme and nothing that a URI cannot hold."""
    return isinstance(value, str) and _URI.fullmatch(value) is not None


def _target_faults(target: object) -> Iterator[str]:
    if isinstance(target, dict):
        known = cast("Json", target)
        if "selector" in known and "source" not in known:
            yield "its target has a selector but no source"
        source = known.get("source", known.get("id"))
        if isinstance(source, dict):
            source = cast("Json", source).get("id")
        if "items" not in known and not _is_reference(source):
            yield "its target names no source"
    elif not _is_reference(target):
        yield "its target is no URI"


def _is_reference(value: object) -> bool:
    """Whether the value is a URI once it is resolved against the place of the file."""
    return isinstance(value, str) and _REFERENCE.fullmatch(value) is not None


def _list(value: object) -> list[Any]:
    return cast("list[Any]", value) if isinstance(value, list) else [value]

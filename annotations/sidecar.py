"""One sidecar: a W3C `AnnotationCollection` of one page, beside its article.

The whole is rendered in a fixed order (by start, then id) with two spaces of indent, so that it
diffs and merges well under version control.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import field
from json.encoder import encode_basestring
from typing import Any, cast

from ..articles.printable import printable_line
from ..articles.record import holder
from . import strict_json
from .jsonld import CONTEXT, DECLARED, VERSION, ItemFault, Json, from_item, to_item
from .model import Annotation, new_id

MEND = "mend it or move it away; until then it is not changed"

_SURROGATE = "[\ud800-\udfff]"
_ITEM_INDENT = " " * 6
_SHOWN = 100  # code points of an id in a message


class FileFault(ValueError):
    """A file that is not what it should be: ``reason`` follows its name, ``line`` counts from 1."""

    def __init__(self, reason: str, line: int | None = None, remedy: str = MEND) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.remedy = remedy


def newer(version: float, line: int | None) -> FileFault:
    """The fault of a file in a format that this program does not know."""
    reason = f"was written by a newer version of crossread (format {version})"
    return FileFault(reason, line, "update crossread; until then it is not changed")


@holder
class Frame:
    """What stands around the annotations of one sidecar, and the items that are not ours."""

    head: Json
    page: Json
    foreign: tuple[Any, ...] = ()
    rendered: dict[str, tuple[Annotation, str]] = field(
        default_factory=dict[str, tuple[Annotation, str]]
    )
    """The text of each annotation as last written, so that a save renders only what changed."""


def new_frame(article: str) -> Frame:
    """The frame of a sidecar that does not exist yet."""
    head: Json = {
        "@context": _context(None),
        "id": "",
        "type": "AnnotationCollection",
        "label": f"Annotations of {article.rsplit('/', 1)[-1]}",
        "version": VERSION,
    }
    return Frame(head, {})


def read_sidecar(data: bytes, article: str) -> tuple[Frame, dict[str, Annotation]]:
    """The frame and the annotations by id. Raises `FileFault` when the file must not be touched."""
    try:
        document = strict_json.parse(data)
    except strict_json.JsonFault as fault:
        raise FileFault(fault.reason, fault.line) from None
    head = _checked_head(document, data)
    page = _checked_page(head, data)
    frame = Frame(_without(head, "first"), _without(page, "items"))
    annotations: dict[str, Annotation] = {}
    foreign: list[Any] = []
    for item in page.get("items", []):
        try:
            annotation = from_item(item, article)
        except ItemFault:
            foreign.append(item)
            continue
        if annotation.id in annotations:
            raise FileFault(
                f"has two annotations with the id {printable_line(annotation.id[:_SHOWN])}",
                _last_line(data, annotation.id),
            )
        annotations[annotation.id] = annotation
    frame.foreign = tuple(foreign)
    return frame, annotations


def write_sidecar(frame: Frame, annotations: Mapping[str, Annotation]) -> bytes:
    """The file's content; ``frame.rendered`` is brought up to date."""
    ordered = sorted(annotations.values(), key=lambda a: (a.start, a.id))
    texts = _render_all(frame, ordered)
    texts += [_indented(item) for item in frame.foreign]
    frame.head["id"] = frame.head.get("id") or new_id()
    head = frame.head | {"@context": _context(frame.head.get("@context")), "total": len(texts)}
    if not texts:
        return encode(head) + b"\n"
    holder = new_id()
    head["first"] = _page(frame.page) | {"items": holder}
    before, _, after = _dump(head).partition(f'"{holder}"')
    items = f",\n{_ITEM_INDENT}".join(texts)
    return _utf8(f"{before}[\n{_ITEM_INDENT}{items}\n    ]{after}\n")


def keep_rendered(frame: Frame, pairs: Iterable[tuple[Annotation, Annotation]]) -> None:
    """Until it is changed, write an annotation as it was read, whatever its present place is."""
    for stored, present in pairs:
        if present is not stored:
            frame.rendered[stored.id] = (present, _indented(to_item(stored)))


def carry_rendered(frame: Frame, pairs: Iterable[tuple[Annotation, Annotation]]) -> None:
    """Let what stands for an annotation, as it was, stand for it as it is now."""
    for old, new in pairs:
        known = frame.rendered.get(old.id)
        if known is not None and known[0] is old:
            frame.rendered[new.id] = (new, known[1])


def encode(value: object) -> bytes:
    """JSON as the sidecars have it, without the final newline."""
    return _utf8(_dump(value))


def _page(page: Json) -> Json:
    """The page without its items, in the order of keys of the documentation."""
    page.setdefault("id", new_id())
    return {"id": "", "type": "AnnotationPage", "startIndex": 0} | page


def _render_all(frame: Frame, ordered: Iterable[Annotation]) -> list[str]:
    kept = frame.rendered
    fresh: dict[str, tuple[Annotation, str]] = {}
    for annotation in ordered:
        known = kept.get(annotation.id)
        if known is None or known[0] is not annotation:
            known = (annotation, _indented(to_item(annotation)))
        fresh[annotation.id] = known
    frame.rendered = fresh
    return [text for _, text in fresh.values()]


def _indented(item: object) -> str:
    return _dump(item, f"\n{_ITEM_INDENT}")


def _dump(value: object, indent: str = "\n") -> str:
    """What ``json.dumps(value, ensure_ascii=False, indent=2)`` says, in a third of the time."""
    if isinstance(value, str):
        return encode_basestring(value)
    deeper = f"{indent}  "
    if isinstance(value, Mapping) and value:
        entries = cast("Mapping[str, object]", value).items()
        texts = (f"{encode_basestring(key)}: {_dump(entry, deeper)}" for key, entry in entries)
        return f"{{{deeper}{f',{deeper}'.join(texts)}{indent}}}"
    if isinstance(value, list | tuple) and value:
        texts = (_dump(entry, deeper) for entry in cast("Iterable[object]", value))
        return f"[{deeper}{f',{deeper}'.join(texts)}{indent}]"
    return json.dumps(value, allow_nan=False)


def _utf8(text: str) -> bytes:
    """UTF-8; lone surrogates, which it cannot hold, as JSON escapes."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return re.sub(_SURROGATE, lambda match: f"\\u{ord(match[0]):04x}", text).encode()


def _context(known: object) -> list[Any]:
    """``known`` with every key of ours declared."""
    if known is None or known == CONTEXT[0]:
        return [CONTEXT[0], dict(DECLARED)]
    entries = cast("list[Any]", known) if isinstance(known, list) else [known]
    declared = {key for entry in entries if isinstance(entry, dict) for key in entry}
    missing = {key: value for key, value in DECLARED.items() if key not in declared}
    return [*entries, missing] if missing else entries


def _checked_head(document: object, data: bytes) -> Json:
    if not isinstance(document, dict):
        raise FileFault("is not a collection of annotations", 1)
    head = cast("Json", document)
    version = head.get("version", VERSION)
    if isinstance(version, int | float) and version > VERSION:
        raise newer(version, _line(data, '"version"'))
    kinds = head.get("type")
    if "AnnotationCollection" not in (kinds if isinstance(kinds, list) else [kinds]):
        raise FileFault("is not an AnnotationCollection", _line(data, '"type"') or 1)
    return head


def _checked_page(head: Json, data: bytes) -> Json:
    page = head.get("first")
    if page is None:
        return {}
    if not isinstance(page, dict) or not isinstance(cast("Json", page).get("items", []), list):
        raise FileFault("keeps its first page of annotations elsewhere", _line(data, '"first"'))
    return cast("Json", page)


def _without(known: Json, left_out: str) -> Json:
    return {key: value for key, value in known.items() if key != left_out}


def _line(data: bytes, text: str) -> int | None:
    """The line of the first occurrence of ``text``."""
    at = data.find(text.encode("utf-8", "replace"))
    return None if at < 0 else data.count(b"\n", 0, at) + 1


def _last_line(data: bytes, text: str) -> int | None:
    at = data.rfind(json.dumps(text, ensure_ascii=False).encode("utf-8", "replace"))
    return None if at < 0 else data.count(b"\n", 0, at) + 1


def encode_line(value: object) -> bytes:
    """JSON on one line, with its newline."""
    return _utf8(json.dumps(value, ensure_ascii=False, allow_nan=False) + "\n")

"""One annotation as W3C Web Annotation JSON, and back, losing nothing of what other programs wrote.

What this program has a field for is read into the field. Everything else goes into
`Annotation.extra` under the key it had; below ``target`` and ``body`` that holds only the remains.
``extra[DRESSED]`` holds bodies that are ours in meaning but carry more keys than we write.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from operator import attrgetter
from types import MappingProxyType
from typing import Any, cast
from urllib.parse import quote

from . import jsonld_parts as parts
from .jsonld_parts import ItemFault, Json
from .model import Annotation

__all__ = [
    "CONTEXT",
    "DECLARED",
    "VERSION",
    "ItemFault",
    "Json",
    "from_item",
    "source_of",
    "to_item",
]

VERSION = 1
"""Of the format; a file that states a higher one is not touched."""

DECLARED: Mapping[str, Any] = MappingProxyType(
    {
        "speaker": "urn:crossread:speaker",
        "cue": "urn:crossread:cue",
        "attributes": {"@id": "urn:crossread:attributes", "@container": "@index"},
        "pieces": {"@id": "urn:crossread:pieces", "@container": "@list"},
        "version": "urn:crossread:version",
    }
)
"""Our own keys: JSON-LD processors drop every key that no context declares."""

CONTEXT: tuple[str | Mapping[str, Any], ...] = ("http://www.w3.org/ns/anno.jsonld", DECLARED)

_ITEM_NUMBER = re.compile(r"(.+\.jsonl?)#(\d+)", re.DOTALL)
_OWN = frozenset(
    [
        "id",
        "type",
        "motivation",
        "creator",
        "created",
        "modified",
        "body",
        "speaker",
        "cue",
        "attributes",
        "target",
    ]
)
_OWN_TARGET = frozenset({"source", "selector", "state", "pieces"})
_TEXTS = attrgetter(
    *("id", "exact", "prefix", "suffix", "speaker", "cue", "note", "creator", "created", "modified")
)


@lru_cache(maxsize=64)
def source_of(article: str) -> str:
    """The article as a URI beside its sidecar: ``file:004.txt``, ``file:many.jsonl#3``.

    The standard's own assertions ask for a URI, so a bare name will not do; as a URL it leads to
    the file in the sidecar's own folder.
    """
    name = article.rsplit("/", 1)[-1]
    numbered = _ITEM_NUMBER.fullmatch(name)
    name, number = numbered.groups() if numbered else (name, "")
    path = quote(name, errors="surrogateescape")
    return f"file:{path}#{number}" if number else f"file:{path}"


def to_item(annotation: Annotation) -> Json:
    """The annotation as an item of a sidecar (keys in the order of the documentation)."""
    a = annotation
    item: Json = {"id": a.id, "type": "Annotation", "motivation": _motivation(a)}
    if a.creator:
        item["creator"] = {"type": "Person", "nickname": a.creator}
    if a.created:
        item["created"] = a.created
    if a.modified:
        item["modified"] = a.modified
    if bodies := _bodies(a):
        item["body"] = bodies
    if a.speaker:
        item["speaker"] = a.speaker
    if a.cue:
        item["cue"] = a.cue
    if a.attributes:
        item["attributes"] = dict(sorted(a.attributes.items()))
    item["target"] = _target(a)
    return _with_extra(item, a) if a.extra else item


def from_item(item: object, article: str) -> Annotation:
    """The annotation that ``item`` says. Raises `ItemFault` when it has no quote or no position."""
    raw = parts.as_object(item, "an annotation")
    return _as_written(raw, article) or _as_found(raw, article)


def _as_written(raw: Json, article: str) -> Annotation | None:
    """The annotation, if the item is just what `to_item` makes of it.

    Of thousands, nearly all are: they are read at sight, and proved right by writing them.
    """
    try:
        target = raw["target"]
        position, quoted = target["selector"]
        start, exact = position["start"], quoted["exact"]
        note = claim = ""
        tags: dict[str, None] = {}
        for body in raw.get("body", ()):
            if body["purpose"] == "classifying":
                tags[body["value"]] = None
            elif body["purpose"] == "commenting":
                note = body["value"]
            else:
                claim = parts.claim_of(body["source"])
        creator = raw["creator"]["nickname"] if "creator" in raw else ""
        a = Annotation(
            id=raw["id"],
            article=article,
            start=start,
            end=start + len(exact),
            exact=exact,
            prefix=quoted["prefix"],
            suffix=quoted["suffix"],
            tags=tuple(tags),
            speaker=raw.get("speaker", ""),
            cue=raw.get("cue", ""),
            note=note,
            claim=claim,
            creator=creator,
            created=raw.get("created", ""),
            modified=raw.get("modified", ""),
            text_sha256=target["state"]["cached"].removeprefix(parts.SHA256),
        )
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
    if type(start) is not int or start < 0 or not all((a.id, exact, *a.tags)):
        return None
    only_text = {*map(type, (*_TEXTS(a), *a.tags))} == {str}
    return a if only_text and to_item(a) == raw else None


def _as_found(raw: Json, article: str) -> Annotation:
    """The annotation, with what `to_item` would not say of it kept as ``extra``."""
    target = parts.as_object(raw.get("target"), "its target")
    position, exact, prefix, suffix = parts.selectors(target)
    note, claim, tags, body_extra = parts.bodies(raw.get("body"))
    known = Annotation(
        id=parts.id_of(raw),
        article=article,
        start=position.start,
        end=position.end,
        exact=exact,
        prefix=prefix,
        suffix=suffix,
        pieces=parts.pieces(target.get("pieces"), position),
        tags=tags,
        speaker=parts.text_of(raw.get("speaker")),
        cue=parts.text_of(raw.get("cue")),
        note=note,
        claim=claim,
        attributes=parts.attributes(raw.get("attributes")),
        creator=parts.creator(raw.get("creator")),
        created=parts.text_of(raw.get("created")),
        modified=parts.text_of(raw.get("modified")),
        text_sha256=parts.text_sha256(target.get("state")),
    )
    plain = to_item(known)
    if plain == raw:
        return known
    return replace(known, extra=_extra(raw, plain) | body_extra)


# Writing


def _motivation(a: Annotation) -> str:
    if a.tags:
        return "classifying"
    if a.note:
        return "commenting"
    return "identifying" if a.claim else "highlighting"


def _bodies(a: Annotation) -> list[Json]:
    bodies = [parts.tag_body(tag) for tag in a.tags]
    if a.note:
        bodies.append(parts.note_body(a.note))
    if a.claim:
        source = parts.CLAIM + quote(a.claim.encode("utf-8", "surrogatepass"), safe="")
        bodies.append({"type": "SpecificResource", "purpose": "identifying", "source": source})
    return bodies


def _target(a: Annotation) -> Json:
    target: Json = {
        "source": source_of(a.article),
        "selector": [
            {"type": "TextPositionSelector", "start": a.start, "end": a.end},
            {
                "type": "TextQuoteSelector",
                "exact": a.exact,
                "prefix": a.prefix,
                "suffix": a.suffix,
            },
        ],
    }
    if a.pieces:
        target["pieces"] = [{"start": piece.start, "end": piece.end} for piece in a.pieces]
    if a.text_sha256:
        state = {"type": "TimeState", "sourceDate": a.modified or a.created}
        target["state"] = state | {"cached": parts.SHA256 + a.text_sha256}
        if not state["sourceDate"]:
            del target["state"]["sourceDate"]
    return target


def _with_extra(item: Json, a: Annotation) -> Json:
    if dressed := a.extra.get(parts.DRESSED):
        item["body"] = [_dressed(body, dressed) for body in item.get("body", [])]
    for key, value in a.extra.items():
        if key == "body":
            item["body"] = [*item.get("body", []), *value]
        elif key == "target":
            _dress_target(item["target"], value, a)
        elif key == "creator":
            item["creator"] = (
                value if parts.creator(value) == a.creator else item.get("creator", value)
            )
        elif key == "attributes" and isinstance(value, dict):
            item[key] = {k: v for k, v in value.items() if not isinstance(v, str)} | item.get(
                key, {}
            )
        elif key in ("type", "motivation") or (key not in item and key != parts.DRESSED):
            item[key] = value
    return item


def _dressed(body: object, dressed: Iterable[Json]) -> object:
    """The richer form of one of our bodies; a note that was changed since keeps the other keys."""
    kind, value = parts.meaning(body)
    for rich in dressed:
        rich_kind, rich_value = parts.meaning(rich)
        if kind == rich_kind and (value == rich_value or kind == "note"):
            return {**rich, "value": value} if kind == "note" else rich
    return body


def _dress_target(target: Json, extra: Mapping[str, Any], a: Annotation) -> None:
    for key, value in extra.items():
        if key == "selector":
            target["selector"] = [*target["selector"], *value]
        elif key == parts.QUOTE:
            target["selector"][1] |= {
                k: v for k, v in value.items() if k not in ("prefix", "suffix")
            }
        elif key == parts.POSITION:
            target["selector"][0] |= value
        elif key != "state" or parts.text_sha256(value) == a.text_sha256:
            target[key] = value


# What is not ours


def _extra(raw: Json, plain: Json) -> Json:
    """What ``plain``, our reading of ``raw``, does not say of it; bodies excepted."""
    extra = {
        key: value
        for key, value in raw.items()
        if (key not in _OWN and key != parts.DRESSED)
        or (key not in ("body", "target") and value != plain.get(key))
    }
    if target := _target_extra(raw["target"], plain["target"]):
        extra["target"] = target
    return extra


def _target_extra(raw: Json, plain: Json) -> Json:
    extra = {
        key: value
        for key, value in raw.items()
        if (key not in _OWN_TARGET and key not in (parts.POSITION, parts.QUOTE))
        or (key in ("source", "state", "pieces") and value != plain.get(key))
    }
    selectors = raw["selector"] if isinstance(raw["selector"], list) else [raw["selector"]]
    kinds = {"TextPositionSelector": parts.POSITION, "TextQuoteSelector": parts.QUOTE}
    for selector in cast("list[Any]", selectors):
        kind = (
            kinds.pop(parts.text_of(selector.get("type")), "") if isinstance(selector, dict) else ""
        )
        if not kind:
            extra.setdefault("selector", []).append(selector)
        elif more := {
            k: v for k, v in selector.items() if k not in plain["selector"][kind == parts.QUOTE]
        }:
            extra[kind] = more
    return extra

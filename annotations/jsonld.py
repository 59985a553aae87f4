"""One annotation as W3C Web Annotation JSON, and back, losing nothing of what other programs wrote.

What this program has a field for is read into the field. Everything else goes into
`Annotation.extra` under the key it had; below ``target`` and ``body`` that holds only the remains.
``extra["dressed"]`` holds bodies that are ours in meaning but carry more keys than we write.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, cast
from urllib.parse import quote, unquote

from ..articles.span import Span
from .model import NOTHING, Annotation

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

_CLAIM = "urn:crossread:claim:"
_SHA256 = "urn:sha256:"
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

Json = dict[str, Any]


class ItemFault(ValueError):
    """An item that is no annotation of this program's kind; it is kept as it is."""


def source_of(article: str) -> str:
    """The article as a relative reference beside its sidecar: ``004.txt``, ``many.jsonl#3``.

    Resolved against the sidecar's own place it leads to the file; what a URI may not hold (a colon
    too, which would make the name look like a scheme) is percent-encoded.
    """
    name = article.rsplit("/", 1)[-1]
    numbered = _ITEM_NUMBER.fullmatch(name)
    name, number = numbered.groups() if numbered else (name, "")
    path = quote(name, errors="surrogateescape")
    return f"{path}#{number}" if number else path


def to_item(annotation: Annotation) -> Json:
    """The annotation as an item of a sidecar (keys in the order of the documentation)."""
    a = annotation
    item: Json = {"id": a.id, "type": "Annotation", "motivation": _motivation(a)}
    if a.creator:
        item["creator"] = {"type": "Person", "nickname": a.creator}
    item |= {key: value for key in ("created", "modified") if (value := getattr(a, key))}
    if bodies := list(_bodies(a)):
        item["body"] = bodies
    item |= {key: value for key in ("speaker", "cue") if (value := getattr(a, key))}
    if a.attributes:
        item["attributes"] = dict(sorted(a.attributes.items()))
    item["target"] = _target(a)
    return _with_extra(item, a) if a.extra else item


def from_item(item: object, article: str) -> Annotation:
    """The annotation that ``item`` says. Raises `ItemFault` when it has no quote or no position."""
    raw = _object(item, "an annotation")
    target = _object(raw.get("target"), "its target")
    position, exact, prefix, suffix = _selectors(target)
    note, claim, tags, body_extra = _read_bodies(raw.get("body"))
    known = Annotation(
        id=_id(raw),
        article=article,
        start=position.start,
        end=position.end,
        exact=exact,
        prefix=prefix,
        suffix=suffix,
        pieces=_pieces(target.get("pieces"), position),
        tags=tags,
        speaker=_text(raw.get("speaker")),
        cue=_text(raw.get("cue")),
        note=note,
        claim=claim,
        attributes=_attributes(raw.get("attributes")),
        creator=_creator(raw.get("creator")),
        created=_text(raw.get("created")),
        modified=_text(raw.get("modified")),
        text_sha256=_cached(target.get("state")),
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


def _bodies(a: Annotation) -> Iterable[Json]:
    for tag in a.tags:
        yield {"type": "TextualBody", "purpose": "classifying", "value": tag}
    if a.note:
        yield {
            "type": "TextualBody",
            "purpose": "commenting",
            "value": a.note,
            "format": "text/plain",
        }
    if a.claim:
        source = _CLAIM + quote(a.claim.encode("utf-8", "surrogatepass"), safe="")
        yield {"type": "SpecificResource", "purpose": "identifying", "source": source}


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
        target["state"] = state | {"cached": _SHA256 + a.text_sha256}
        if not state["sourceDate"]:
            del target["state"]["sourceDate"]
    return target


def _with_extra(item: Json, a: Annotation) -> Json:
    for key, value in a.extra.items():
        if key == "body":
            item["body"] = [*item.get("body", []), *value]
        elif key == "target":
            _dress_target(item["target"], value, a)
        elif key == "creator":
            item["creator"] = value if _creator(value) == a.creator else item.get("creator", value)
        elif key == "attributes" and isinstance(value, dict):
            item[key] = {k: v for k, v in value.items() if not isinstance(v, str)} | item.get(
                key, {}
            )
        elif key in ("type", "motivation") or (key not in item and key != "dressed"):
            item[key] = value
    if dressed := a.extra.get("dressed"):
        item["body"] = [_dressed(body, dressed) for body in item.get("body", [])]
    return item


def _dressed(body: object, dressed: Iterable[Json]) -> object:
    """The richer form of one of our bodies; a note that was changed since keeps the other keys."""
    kind, value = _meaning(body)
    for rich in dressed:
        rich_kind, rich_value = _meaning(rich)
        if kind == rich_kind and (value == rich_value or kind == "note"):
            return {**rich, "value": value} if kind == "note" else rich
    return body


def _dress_target(target: Json, extra: Mapping[str, Any], a: Annotation) -> None:
    for key, value in extra.items():
        if key == "selector":
            target["selector"] = [*target["selector"], *value]
        elif key == "quote":
            target["selector"][1] |= {
                k: v for k, v in value.items() if k not in ("prefix", "suffix")
            }
        elif key == "position":
            target["selector"][0] |= value
        elif key != "state" or _cached(value) == a.text_sha256:
            target[key] = value


# Reading


def _object(value: object, what: str) -> Json:
    if not isinstance(value, dict):
        raise ItemFault(f"{what} is not an object")
    return cast("Json", value)


def _id(raw: Json) -> str:
    identity = raw.get("id")
    if not isinstance(identity, str) or not identity:
        raise ItemFault("it has no id")
    return identity


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _objects(value: object) -> list[Json]:
    values = cast("list[object]", value) if isinstance(value, list) else [value]
    return [cast("Json", one) for one in values if isinstance(one, dict)]


def _selectors(target: Json) -> tuple[Span, str, str, str]:
    found = {_text(one.get("type")): one for one in reversed(_objects(target.get("selector")))}
    quoted = found.get("TextQuoteSelector")
    position = found.get("TextPositionSelector")
    if quoted is None or position is None:
        raise ItemFault("it has no text position with a quote")
    start, end, exact = position.get("start"), position.get("end"), quoted.get("exact")
    if not (type(start) is int and type(end) is int and 0 <= start < end):
        raise ItemFault("its position is not a range of text")
    if not isinstance(exact, str) or not exact:
        raise ItemFault("it has no quote")
    # A range of another length counts something else than code points: the quote decides.
    span = Span(start, start + len(exact))
    return span, exact, _text(quoted.get("prefix")), _text(quoted.get("suffix"))


def _pieces(value: object, hull: Span) -> tuple[Span, ...]:
    pieces: list[Span] = []
    for piece in _objects(value) if value is not None else []:
        start, end = piece.get("start"), piece.get("end")
        if not (type(start) is int and type(end) is int and hull.start <= start < end <= hull.end):
            raise ItemFault("its pieces lie outside its range")
        pieces.append(Span(start, end))
    return tuple(pieces)


def _attributes(value: object) -> Mapping[str, str]:
    if not isinstance(value, dict):
        return NOTHING
    found = cast("dict[str, object]", value)
    return {key: text for key, text in found.items() if isinstance(text, str)} or NOTHING


def _creator(value: object) -> str:
    """The name of the first creator: a nickname, a name, or the identifier itself."""
    if isinstance(value, list):
        value = next(iter(cast("list[object]", value)), "")
    if isinstance(value, dict):
        agent = cast("Json", value)
        return next((t for k in ("nickname", "name", "id") if (t := _text(agent.get(k)))), "")
    return _text(value)


def _cached(value: object) -> str:
    for state in _objects(value):
        cached = _text(state.get("cached"))
        if cached.startswith(_SHA256):
            return cached.removeprefix(_SHA256)
    return ""


def _meaning(body: object) -> tuple[str, str]:
    """What a body says in our words: (``tag``, ``note`` or ``claim``, its value), else blanks."""
    if not isinstance(body, dict):
        return "", ""
    known = cast("Json", body)
    purpose, value, source = known.get("purpose"), known.get("value"), known.get("source")
    if isinstance(value, str) and value:
        kinds = {"classifying": "tag", "tagging": "tag", "commenting": "note"}
        kind = kinds.get(purpose, "") if isinstance(purpose, str) else ""
        return kind, value if kind else ""
    if purpose == "identifying" and isinstance(source, str) and source.startswith(_CLAIM):
        claim = unquote(source.removeprefix(_CLAIM), errors="surrogatepass")
        return ("claim", claim) if claim else ("", "")
    return "", ""


def _read_bodies(value: object) -> tuple[str, str, tuple[str, ...], Json]:
    bodies = cast("list[object]", value) if isinstance(value, list) else [value]
    found: dict[str, list[str]] = {"tag": [], "note": [], "claim": []}
    surplus: list[object] = []
    dressed: list[object] = []
    for body in bodies if value is not None else []:
        kind, text = _meaning(body)
        if not kind or (found[kind] and (kind != "tag" or text in found[kind])):
            surplus.append(body)
            continue
        found[kind].append(text)
        if not _is_plain(cast("Json", body), kind):
            dressed.append(body)
    extra = {key: bodies for key, bodies in (("body", surplus), ("dressed", dressed)) if bodies}
    note, claim = ("".join(found[kind]) for kind in ("note", "claim"))
    return note, claim, tuple(found["tag"]), extra


def _is_plain(body: Json, kind: str) -> bool:
    """Whether the body is exactly as this program writes it."""
    expected = {
        "tag": {"type": "TextualBody", "purpose": "classifying", "value": body.get("value")},
        "note": {
            "type": "TextualBody",
            "purpose": "commenting",
            "value": body.get("value"),
            "format": "text/plain",
        },
    }
    if kind == "claim":
        return body.keys() == {"type", "purpose", "source"} and body["type"] == "SpecificResource"
    return body == expected[kind]


def _extra(raw: Json, plain: Json) -> Json:
    """What ``plain``, our reading of ``raw``, does not say of it; bodies excepted."""
    extra = {
        key: value
        for key, value in raw.items()
        if key not in _OWN or (key not in ("body", "target") and value != plain.get(key))
    }
    if target := _target_extra(raw["target"], plain["target"]):
        extra["target"] = target
    return extra


def _target_extra(raw: Json, plain: Json) -> Json:
    extra = {
        key: value
        for key, value in raw.items()
        if key not in _OWN_TARGET or (key != "selector" and value != plain.get(key))
    }
    selectors = raw["selector"] if isinstance(raw["selector"], list) else [raw["selector"]]
    kinds = {"TextPositionSelector": "position", "TextQuoteSelector": "quote"}
    for selector in cast("list[Any]", selectors):
        kind = kinds.pop(_text(selector.get("type")), "") if isinstance(selector, dict) else ""
        if not kind:
            extra.setdefault("selector", []).append(selector)
        elif more := {
            k: v for k, v in selector.items() if k not in plain["selector"][kind == "quote"]
        }:
            extra[kind] = more
    return extra

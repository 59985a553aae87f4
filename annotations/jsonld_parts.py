"""The parts of a W3C Web Annotation, read into this program's words; see `jsonld`."""

from collections.abc import Mapping
from itertools import chain
from typing import Any, cast
from urllib.parse import unquote

from ..articles.span import Span
from .model import NOTHING

CLAIM = "urn:crossread:claim:"
DRESSED, POSITION, QUOTE = (f"urn:crossread:{name}" for name in ("dressed", "position", "quote"))
"""Where `Annotation.extra` keeps what bodies and selectors of ours have besides: names that no
other program gives its keys."""
SHA256 = "urn:sha256:"

Json = dict[str, Any]

_KINDS = {"classifying": "tag", "tagging": "tag", "commenting": "note"}
"""What a text says, by its purpose."""


class ItemFault(ValueError):
    """An item that is no annotation of this program's kind; it is kept as it is."""


def as_object(value: object, what: str) -> Json:
    """``value``, if it is an object. Raises `ItemFault`."""
    if not isinstance(value, dict):
        raise ItemFault(f"{what} is not an object")
    return cast("Json", value)


def id_of(raw: Json) -> str:
    """The id. Raises `ItemFault` when there is none."""
    identity = raw.get("id")
    if not isinstance(identity, str) or not identity:
        raise ItemFault("it has no id")
    return identity


def text_of(value: object) -> str:
    """``value`` if it is text, else nothing."""
    return value if isinstance(value, str) else ""


def objects(value: object) -> list[Json]:
    """The objects in a list, or the one that stands without a list."""
    values = cast("list[object]", value) if isinstance(value, list) else [value]
    return [cast("Json", one) for one in values if isinstance(one, dict)]


def selectors(target: Json) -> tuple[Span, str, str, str]:
    """Hull, quote, prefix and suffix of a target. Raises `ItemFault`."""
    quoted = position = None
    for one in objects(target.get("selector")):
        if one.get("type") == "TextQuoteSelector":
            quoted = quoted or one
        elif one.get("type") == "TextPositionSelector":
            position = position or one
    if quoted is None or position is None:
        raise ItemFault("it has no text position with a quote")
    start, end, exact = position.get("start"), position.get("end"), quoted.get("exact")
    if not (type(start) is int and type(end) is int and 0 <= start < end):
        raise ItemFault("its position is not a range of text")
    if not isinstance(exact, str) or not exact:
        raise ItemFault("it has no quote")
    # A range of another length counts something else than code points: the quote decides.
    span = Span(start, start + len(exact))
    return span, exact, text_of(quoted.get("prefix")), text_of(quoted.get("suffix"))


def pieces(value: object, hull: Span) -> tuple[Span, ...]:
    """The parts of a discontinuous annotation. Raises `ItemFault`."""
    found: list[Span] = []
    for piece in objects(value) if value is not None else []:
        start, end = piece.get("start"), piece.get("end")
        if not (type(start) is int and type(end) is int and hull.start <= start < end <= hull.end):
            raise ItemFault("its pieces lie outside its range")
        found.append(Span(start, end))
    return tuple(found)


def attributes(value: object) -> Mapping[str, str]:
    """The attributes that are text."""
    if not isinstance(value, dict):
        return NOTHING
    found = cast("dict[str, object]", value)
    return {key: text for key, text in found.items() if isinstance(text, str)} or NOTHING


def creator(value: object) -> str:
    """The name of the first creator: a nickname, a name, or the identifier itself."""
    if isinstance(value, list):
        value = next(iter(cast("list[object]", value)), "")
    if isinstance(value, dict):
        agent = cast("Json", value)
        return next((t for k in ("nickname", "name", "id") if (t := text_of(agent.get(k)))), "")
    return text_of(value)


def text_sha256(value: object) -> str:
    """The SHA-256 of the text that a target's state names, else nothing."""
    for state in objects(value):
        cached = text_of(state.get("cached"))
        if cached.startswith(SHA256):
            return cached.removeprefix(SHA256)
    return ""


def meaning(body: object) -> tuple[str, str]:
    """What a body says in our words: (``tag``, ``note`` or ``claim``, its value), else blanks."""
    if not isinstance(body, dict):
        return "", ""
    known = cast("Json", body)
    purpose, value, source = known.get("purpose"), known.get("value"), known.get("source")
    if isinstance(value, str) and value:
        kind = _KINDS.get(purpose, "") if isinstance(purpose, str) else ""
        return kind, value if kind else ""
    if purpose == "identifying" and isinstance(source, str) and source.startswith(CLAIM):
        claim = claim_of(source)
        return ("claim", claim) if claim else ("", "")
    return "", ""


def claim_of(source: str) -> str:
    """The id of the claim that a body names as its source."""
    return unquote(source.removeprefix(CLAIM), errors="surrogatepass")


def bodies(value: object) -> tuple[str, str, tuple[str, ...], Json]:
    """Note, claim and tags, and what else `Annotation.extra` must keep of the bodies."""
    entries = cast("list[object]", value) if isinstance(value, list) else [value]
    found: dict[str, list[str]] = {"tag": [], "note": [], "claim": []}
    surplus: list[object] = []
    dressed: dict[str, list[object]] = {kind: [] for kind in found}  # in the order of writing
    for body in entries if value is not None else []:
        kind, text = meaning(body)
        if not kind or (found[kind] and (kind != "tag" or text in found[kind])):
            surplus.append(body)
            continue
        found[kind].append(text)
        if not _is_plain(cast("Json", body), kind):
            dressed[kind].append(body)
    kept = {"body": surplus, DRESSED: [*chain.from_iterable(dressed.values())]}
    extra = {key: some for key, some in kept.items() if some}
    note, claim = ("".join(found[kind]) for kind in ("note", "claim"))
    return note, claim, tuple(found["tag"]), extra


def _is_plain(body: Json, kind: str) -> bool:
    """Whether the body is exactly as this program writes it."""
    if kind == "claim":
        return body.keys() == {"type", "purpose", "source"} and body["type"] == "SpecificResource"
    value = body["value"]
    return body == (tag_body(value) if kind == "tag" else note_body(value))


def tag_body(tag: str) -> Json:
    """What says that a tag is on an annotation."""
    return {"type": "TextualBody", "purpose": "classifying", "value": tag}


def note_body(note: str) -> Json:
    """What says a note."""
    return {"type": "TextualBody", "purpose": "commenting", "value": note, "format": "text/plain"}

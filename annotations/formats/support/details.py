"""What an annotation says besides its span, for formats whose spans carry free JSON."""

from collections.abc import Mapping, Sequence
from typing import Any

from ...model import Annotation
from .jsontext import mapping_of, text_of, texts_of
from .placing import Found

_PLAIN = ("id", "speaker", "cue", "note", "claim", "creator", "created", "modified")


def details_of(annotation: Annotation) -> dict[str, Any]:
    """Everything but offsets and quote; empty fields are left out, tags are always there."""
    found: dict[str, Any] = {name: value for name in _PLAIN if (value := getattr(annotation, name))}
    found["tags"] = list(annotation.tags)
    if annotation.attributes:
        found["attributes"] = dict(sorted(annotation.attributes.items()))
    if annotation.extra:
        found["extra"] = dict(annotation.extra)
    return found


def found_from(details: Mapping[str, Any], pieces: Sequence[tuple[int, int]], **rest: Any) -> Found:
    """The opposite; the span is the hull of ``pieces``. ``rest`` overrules the details."""
    values: dict[str, Any] = {name: text_of(details.get(name)) for name in _PLAIN}
    values["tags"] = texts_of(details.get("tags"))
    values["attributes"] = {
        key: text_of(value) for key, value in mapping_of(details.get("attributes")).items()
    }
    values["extra"] = mapping_of(details.get("extra"))
    values["start"] = min(start for start, _ in pieces)
    values["end"] = max(end for _, end in pieces)
    values["pieces"] = tuple(pieces) if len(pieces) > 1 else ()
    return Found(**(values | rest))

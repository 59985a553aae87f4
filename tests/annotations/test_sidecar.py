"""Sidecars: the format key by key, round trips, and what other programs wrote."""

import copy
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crossread.annotations.jsonld import ItemFault, from_item, source_of, to_item
from crossread.annotations.model import NOTHING, Annotation
from crossread.annotations.sidecar import FileFault, new_frame, read_sidecar, write_sidecar
from crossread.articles.span import Span

WORDS = st.text(st.characters(), max_size=12)
TAGS = st.lists(st.text(st.characters(), min_size=1, max_size=8), max_size=3, unique=True)

ITEM: dict[str, Any] = {
    "id": "urn:uuid:6f1f6c2e-7c9c-4a47-9c1c-1f0c5f0f0003",
    "type": "Annotation",
    "motivation": "classifying",
    "creator": {"type": "Person", "nickname": "rivera"},
    "created": "2026-11-22T10:00:00Z",
    "modified": "2026-11-22T10:00:00Z",
    "body": [
        {"type": "TextualBody", "purpose": "classifying", "value": "denies"},
        {
            "type": "TextualBody",
            "purpose": "commenting",
            "value": "a note",
            "format": "text/plain",
        },
        {
            "type": "SpecificResource",
            "purpose": "identifying",
            "source": "urn:crossread:claim:bid-rejected",
        },
    ],
    "speaker": "ByteDance",
    "target": {
        "source": "file:004.txt",
        "selector": [
            {"type": "TextPositionSelector", "start": 4, "end": 8},
            {"type": "TextQuoteSelector", "exact": "mill", "prefix": "The ", "suffix": " will"},
        ],
        "state": {
            "type": "TimeState",
            "sourceDate": "2026-11-22T10:00:00Z",
            "cached": "urn:sha256:" + "ab" * 32,
        },
    },
}


def joinable(text: str) -> bool:
    """Whether the text holds no pair of surrogates, which JSON cannot tell from one character."""
    return json.loads(json.dumps(text)) == text


@st.composite
def annotations(draw: st.DrawFn) -> Annotation:
    exact = draw(st.text(st.characters(), min_size=1, max_size=12).filter(joinable))
    start = draw(st.integers(0, 10**6))
    hull = Span(start, start + len(exact))
    pieces = (Span(start, start + 1), Span(hull.end - 1, hull.end)) if draw(st.booleans()) else ()
    return Annotation(
        id=f"urn:uuid:{draw(st.uuids())}",
        article="004.txt",
        start=hull.start,
        end=hull.end,
        exact=exact,
        prefix=draw(WORDS.filter(joinable)),
        suffix=draw(WORDS.filter(joinable)),
        pieces=pieces,
        tags=tuple(draw(TAGS)),
        speaker=draw(WORDS),
        cue=draw(WORDS),
        note=draw(WORDS),
        claim=draw(WORDS),
        attributes=draw(st.dictionaries(WORDS, WORDS, max_size=2)) or NOTHING,
        creator=draw(WORDS),
        created=draw(st.sampled_from(["", "2026-11-22T10:00:00Z"])),
        modified=draw(st.sampled_from(["", "2026-11-22T11:00:00Z"])),
        text_sha256=draw(st.sampled_from(["", "ab" * 32])),
    )


def normal(annotation: Annotation) -> Annotation:
    """As JSON gives it back: two halves of a surrogate pair become one character."""
    return from_item(json.loads(json.dumps(to_item(annotation))), annotation.article)


@given(st.lists(annotations(), max_size=4, unique_by=lambda a: a.id))
def test_annotations_survive_the_file(made: list[Annotation]):
    values = {a.id: normal(a) for a in made}
    data = write_sidecar(new_frame("004.txt"), values)
    _, read = read_sidecar(data, "004.txt")
    assert read == values
    assert all(normal(a).exact == a.exact for a in made)


@given(annotations())
@example(Annotation("urn:x:1", "a.txt", 0, 2, "\ud800a", speaker="\udfff", note="e\u0301\u200d🎉"))
def test_the_item_says_the_annotation(annotation: Annotation):
    assert from_item(to_item(annotation), annotation.article) == annotation


def test_the_documented_item_is_written_key_by_key():
    annotation = from_item(ITEM, "004.txt")
    assert annotation.extra == {}
    assert json.dumps(to_item(annotation)) == json.dumps(ITEM)


def test_the_file_is_stable_and_ends_with_a_newline():
    made = [from_item(ITEM | {"id": f"urn:x:{n}"}, "004.txt") for n in range(3)]
    late = replace(made[0], id="urn:x:0late", start=5, end=9)
    frame = new_frame("004.txt")
    one = write_sidecar(frame, {a.id: a for a in [late, *made]})
    frame.rendered.clear()
    assert write_sidecar(frame, {a.id: a for a in [*reversed(made), late]}) == one
    ids = [item["id"] for item in json.loads(one)["first"]["items"]]
    assert ids == ["urn:x:0", "urn:x:1", "urn:x:2", "urn:x:0late"]
    assert one.endswith(b"}\n")
    assert one == (json.dumps(json.loads(one), ensure_ascii=False, indent=2) + "\n").encode()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("https://example.org/colour",), "red"),
        (("rights",), "https://example.org/licence"),
        (("motivation",), "assessing"),
        (("type",), ["Annotation", "Finding"]),
        (("creator",), [{"id": "https://example.org/1", "type": "Software"}, "urn:x:2"]),
        (("generator",), {"type": "Software", "name": "other"}),
        (("speaker",), {"id": "urn:x:person"}),
        (("attributes",), {"frame": "loss", "scores": [1, 2]}),
        (("body", 0, "created"), "2026-01-01T00:00:00Z"),
        (("body", 0, "purpose"), "tagging"),
        (("body", 1, "language"), "en"),
        (("body", 2, "state"), {"id": "urn:x:3"}),
        (("body", 3), {"type": "TextualBody", "purpose": "replying", "value": "No."}),
        (("body", 3), {"type": "TextualBody", "purpose": "commenting", "value": "Second note."}),
        (("body", 3), "https://example.org/body"),
        (("target", "source"), "004.txt"),
        (("target", "scope"), "https://example.org/page"),
        (("target", "state", "cached"), "https://web.archive.org/1"),
        (("target", "state", "note"), {"a": None}),
        (("target", "selector", 0, "unit"), "code point"),
        (("target", "selector", 1, "language"), "en"),
        (("target", "selector", 2), {"type": "FragmentSelector", "value": "p=3"}),
    ],
)
def test_what_other_programs_wrote_survives_a_change_of_ours(path: tuple[Any, ...], value: Any):
    item = copy.deepcopy(ITEM)
    holder: Any = item
    for key in path[:-1]:
        holder = holder[key]
    if isinstance(holder, list) and path[-1] == len(holder):
        holder.append(value)
    else:
        holder[path[-1]] = value
    read = from_item(item, "004.txt")
    assert to_item(read) == item
    assert to_item(replace(read, cue="said")) == item | {"cue": "said"}
    retagged = to_item(replace(read, tags=("checks", *read.tags)))
    assert retagged["body"][1 : len(item["body"]) + 1] == item["body"]


def paths_in(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to everything in a value, the value itself left out."""
    entries: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        entries = [*value.items()]
    elif isinstance(value, list):
        entries = [*enumerate(value)]
    return [way for key, one in entries for way in [(*path, key), *paths_in(one, (*path, key))]]


def read_or_fault(item: Any) -> Annotation | str:
    try:
        return from_item(item, "004.txt")
    except ItemFault as fault:
        return str(fault)


@pytest.mark.parametrize("path", paths_in(ITEM), ids=str)
def test_what_is_read_at_sight_is_what_a_close_look_finds(path: tuple[Any, ...]):
    """An item with a key of another program's is always looked at closely."""
    for value in (None, "", "x", 0, 7, -1, 4.0, True, [], ["x"], {}, {"type": "x"}):
        item = copy.deepcopy(ITEM)
        holder: Any = item
        for key in path[:-1]:
            holder = holder[key]
        holder[path[-1]] = value
        closely = read_or_fault(item | {"urn:x:more": 1})
        if isinstance(closely, Annotation):
            extra = {key: one for key, one in closely.extra.items() if key != "urn:x:more"}
            closely = replace(closely, extra=extra)
        assert read_or_fault(item) == closely


def test_a_range_that_counts_otherwise_gives_way_to_the_quote():
    item = copy.deepcopy(ITEM)
    item["target"]["selector"][0]["end"] = 9
    assert from_item(item, "004.txt") == from_item(ITEM, "004.txt")
    item["target"]["selector"][1]["exact"] = ""
    with pytest.raises(ItemFault):
        from_item(item, "004.txt")


def test_a_changed_note_keeps_the_other_keys_of_its_body():
    item = copy.deepcopy(ITEM)
    item["body"][1]["language"] = "en"
    changed = to_item(replace(from_item(item, "004.txt"), note="new"))
    assert changed["body"][1] == item["body"][1] | {"value": "new"}
    gone = to_item(replace(from_item(item, "004.txt"), note=""))
    assert len(gone["body"]) == 2


FOREIGN: list[Any] = [
    {"id": "urn:x:page", "type": "Annotation", "target": "https://example.org/"},
    {"id": "urn:x:deep", "type": "Annotation", "target": {"source": "urn:x:1", "selector": []}},
    {"type": "Annotation", "body": "no id"},
    ITEM | {"target": ITEM["target"] | {"pieces": [{"start": 0, "end": 99}]}},
    "just text",
    None,
]


@pytest.mark.parametrize("foreign", FOREIGN)
def test_items_of_another_kind_are_kept_as_they_are(foreign: Any):
    with pytest.raises(ItemFault):
        from_item(foreign, "004.txt")
    ours = ITEM | {"id": "urn:x:ours"}
    document = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": ["AnnotationCollection", "Other"],
        "creator": "urn:x:someone",
        "first": {"type": "AnnotationPage", "items": [foreign, ours], "more": {"a": 1}},
    }
    frame, values = read_sidecar(json.dumps(document).encode(), "004.txt")
    written = json.loads(write_sidecar(frame, values))
    assert foreign in written["first"]["items"]
    assert ours in written["first"]["items"]
    assert written["total"] == 2
    assert written["type"] == document["type"]
    assert written["creator"] == "urn:x:someone"
    assert written["first"]["more"] == {"a": 1}


def test_a_foreign_context_gets_our_keys_and_keeps_its_own():
    for context in ("urn:x:context", ["urn:x:context", {"speaker": "urn:x:speaker"}], {"a": "b"}):
        document = {"@context": context, "type": "AnnotationCollection"}
        frame, _ = read_sidecar(json.dumps(document).encode(), "004.txt")
        written = json.loads(write_sidecar(frame, {}))["@context"]
        known = context if isinstance(context, list) else [context]
        assert written[: len(known)] == known
        declared: Mapping[str, Any] = {}
        for entry in written:
            declared = {**declared, **entry} if isinstance(entry, dict) else declared
        assert {"speaker", "cue", "pieces", "attributes"} <= declared.keys()


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("[]", 1, "not a collection"),
        ('{\n"type": "Annotation"}', 2, "AnnotationCollection"),
        ('{"type": "AnnotationCollection",\n"version": 2}', 2, "newer version"),
        ('{"type": "AnnotationCollection",\n"first": "urn:x:page"}', 2, "elsewhere"),
        ('{"type": "AnnotationCollection",\n"first": {"items": 1}}', 2, "elsewhere"),
        ('{"type": "AnnotationCollection",\n"type": 1}', 2, "twice"),
    ],
)
def test_what_is_no_sidecar_is_told_with_its_line(text: str, line: int, reason: str):
    with pytest.raises(FileFault) as caught:
        read_sidecar(text.encode(), "004.txt")
    assert reason in caught.value.reason
    assert caught.value.line == line


def test_two_annotations_with_one_id_are_told():
    document = {"type": "AnnotationCollection", "first": {"items": [ITEM, ITEM]}}
    with pytest.raises(FileFault, match="two annotations") as caught:
        read_sidecar(json.dumps(document, indent=0).encode(), "004.txt")
    assert caught.value.line is not None
    assert caught.value.line > 30


def test_an_id_is_told_in_one_short_line():
    item = {**ITEM, "id": "a\nb" + "x" * 5_000}
    document = {"type": "AnnotationCollection", "first": {"items": [item, item]}}
    with pytest.raises(FileFault) as caught:
        read_sidecar(json.dumps(document).encode(), "004.txt")
    assert "the id a bxx" in caught.value.reason
    assert len(caught.value.reason) < 200


@pytest.mark.parametrize(
    ("article", "source"),
    [
        ("004.txt", "file:004.txt"),
        ("deep/a b#c.txt", "file:a%20b%23c.txt"),
        ("many.jsonl#12", "file:many.jsonl#12"),
        ("Lärm\udcff.txt", "file:L%C3%A4rm%FF.txt"),
    ],
)
def test_the_source_is_a_uri_beside_the_sidecar(article: str, source: str):
    assert source_of(article) == source

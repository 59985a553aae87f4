"""W3C: the official assertions, PyLD, and the relatives that other programs write."""

import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jsonschema import Draft4Validator, Draft202012Validator, FormatChecker
from pyld import jsonld
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

from crossread.annotations.formats import Bundle, Imported, ImportFault, get_format
from crossread.annotations.formats.support import placing as reasons
from crossread.articles.article import Article

SCHEMA = Path(__file__).parents[3] / "docs" / "formats" / "annotations.schema.json"
OFFICIAL = Path(__file__).parents[4] / "shared" / "w3c"
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
TEXT = "😀 She denied it.\nHe did not."

official = pytest.mark.skipif(not OFFICIAL.is_dir(), reason=f"there is no {OFFICIAL}")


def read(tmp_path: Path, value: object, articles: list[Article] | None = None) -> Imported:
    path = tmp_path / "foreign.json"
    path.write_text(value if isinstance(value, str) else json.dumps(value))
    default = [Article("a.txt", Path("/c/a.txt"), TEXT)]
    return get_format("w3c").read(path, articles or default)


def exported(bundle: Bundle, tools: SimpleNamespace) -> dict[str, Any]:
    out, _ = tools.export(bundle, get_format("w3c"))
    return json.loads(out.read_bytes())


def official_failures(value: Any, suite: str) -> list[str]:
    schemas = [json.loads(path.read_text()) for path in OFFICIAL.rglob("*.json")]
    schemas = [schema for schema in schemas if "id" in schema]
    registry: Registry[Any] = Registry().with_resources(
        (schema["id"], Resource.from_contents(schema, default_specification=DRAFT4))
        for schema in schemas
    )
    failures: list[str] = []
    for name in json.loads((OFFICIAL / suite).read_text())["assertions"]:
        schema = json.loads((OFFICIAL / name).read_text())
        validator = Draft4Validator(schema, registry=registry, format_checker=FormatChecker())
        if validator.is_valid(value) != (schema.get("expectedResult", "valid") == "valid"):
            failures.append(name)
    return failures


@pytest.mark.parametrize("with_text", [True, False])
def test_our_own_schema_holds(
    with_text: bool, bundle: Bundle, empty: Bundle, tools: SimpleNamespace
) -> None:
    schema = json.loads(SCHEMA.read_text())
    validator = Draft202012Validator(schema)
    validator.check_schema(schema)
    for one in (bundle, empty):
        collection = exported(replace(one, with_text=with_text), tools)
        assert [error.message for error in validator.iter_errors(collection)] == []
    collection = exported(bundle, tools)
    del collection["first"]["items"][0]["target"]["source"]
    assert not validator.is_valid(collection)


@official
def test_the_official_assertions_hold(bundle: Bundle, tools: SimpleNamespace) -> None:
    collection = exported(bundle, tools)
    assert official_failures(collection, "collections/collectionMusts.test") == []
    for item in collection["first"]["items"]:
        own = {"@context": collection["@context"]} | item
        assert official_failures(own, "annotations/annotationMusts.test") == []


@official
def test_the_official_assertions_can_fail() -> None:
    bad = {"id": "urn:x", "type": "Annotation", "@context": CONTEXT, "target": {"selector": {}}}
    assert official_failures(bad, "annotations/annotationMusts.test")


@official
def test_json_ld_expands_and_compacts_without_loss(bundle: Bundle, tools: SimpleNamespace) -> None:
    collection = exported(bundle, tools)
    official_context = json.loads((OFFICIAL / "anno.jsonld").read_text())

    def loader(url: str, _options: object) -> dict[str, Any]:
        assert url == CONTEXT
        return {"document": official_context, "documentUrl": url, "contextUrl": None}

    options: Any = {"documentLoader": loader, "base": "https://example.org/"}
    expanded = jsonld.expand(collection, options)
    compacted = jsonld.compact(expanded, collection["@context"], options)
    back = jsonld.expand(compacted, options)
    assert back == expanded
    text = json.dumps(expanded, ensure_ascii=False)
    for one in tools.everything(bundle):
        for words in (one.speaker, one.cue, one.note, *one.tags, *one.attributes.values()):
            assert json.dumps(words, ensure_ascii=False)[1:-1] in text


def test_the_total_is_the_number_of_items(bundle: Bundle, empty: Bundle, tools: Any) -> None:
    collection = exported(bundle, tools)
    assert collection["total"] == len(collection["first"]["items"]) == bundle.total
    nothing = exported(empty, tools)
    assert nothing["total"] == 0
    assert "first" not in nothing


def test_hypothesis_api_json(tmp_path: Path) -> None:
    row = {
        "id": "kT2Y",
        "created": "2026-01-01T00:00:00.1+00:00",
        "updated": "2026-01-02T00:00:00.1+00:00",
        "user": "acct:rivera@hypothes.is",
        "uri": "https://example.org/a",
        "text": "a note",
        "tags": ["denies", "quotes"],
        "target": [
            {
                "source": "https://example.org/a",
                "selector": [
                    {"type": "RangeSelector", "startContainer": "/p[1]", "startOffset": 1},
                    {"type": "TextPositionSelector", "start": 907, "end": 916},
                    {"type": "TextQuoteSelector", "exact": "denied it", "prefix": "She "},
                ],
            }
        ],
    }
    note = {"id": "page", "uri": "https://example.org/a", "text": "about the page", "target": []}
    read_back = read(tmp_path, {"total": 2, "rows": [row, note]})
    (one,) = read_back.annotations
    assert TEXT[one.start : one.end] == one.exact == "denied it"
    assert (one.tags, one.note, one.creator) == (("denies", "quotes"), "a note", "rivera")
    assert one.modified == "2026-01-02T00:00:00.1+00:00"
    assert read_back.report.changed == {reasons.MOVED: 1}
    assert read_back.report.lost == {reasons.NO_SPAN: 1}


@pytest.mark.parametrize("whole", [True, False], ids=["list", "single"])
def test_recogito_counts_utf16_units(tmp_path: Path, whole: bool) -> None:
    item = {
        "@context": CONTEXT,
        "id": "#a1",
        "type": "Annotation",
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": "denies"},
            {"type": "TextualBody", "purpose": "commenting", "value": "hm"},
        ],
        "target": {
            "selector": [
                {"type": "TextQuoteSelector", "exact": "She denied"},
                {"type": "TextPositionSelector", "start": 3, "end": 13},
            ]
        },
    }
    read_back = read(tmp_path, [item] if whole else item)
    (one,) = read_back.annotations
    assert (one.exact, one.tags, one.note) == ("She denied", ("denies",), "hm")
    assert read_back.report.changed == {reasons.UNITS: 1}


def test_the_newer_recogito_model(tmp_path: Path) -> None:
    item = {
        "id": "5a0c",
        "bodies": [{"purpose": "tagging", "value": "denies", "creator": {"id": "u"}}],
        "target": {
            "annotation": "5a0c",
            "selector": [{"quote": "denied", "start": 7, "end": 13}],
            "creator": {"id": "chen"},
        },
    }
    (one,) = read(tmp_path, [item]).annotations
    assert (one.exact, one.tags, one.creator) == ("denied", ("denies",), "chen")


def test_apache_annotator_has_a_quote_alone(tmp_path: Path) -> None:
    item = {
        "@context": CONTEXT,
        "type": "Annotation",
        "body": "plain words",
        "target": {
            "source": "https://example.org/elsewhere",
            "selector": {"type": "TextQuoteSelector", "exact": "did", "prefix": "He "},
        },
    }
    (one,) = read(tmp_path, item).annotations
    assert (one.exact, one.note) == ("did", "plain words")


def test_a_range_selector_gives_the_quote_that_refines_it(tmp_path: Path) -> None:
    quoted = {"type": "TextQuoteSelector", "exact": "He did not."}
    selector = {"type": "FragmentSelector", "value": "p2", "refinedBy": quoted}
    item = {"target": {"source": "a.txt", "selector": selector}}
    (one,) = read(tmp_path, item).annotations
    assert one.exact == "He did not."


def test_keys_of_other_programs_stay(tmp_path: Path, tools: SimpleNamespace) -> None:
    item = {
        "id": "https://example.org/anno/1",
        "type": "Annotation",
        "rights": "https://creativecommons.org/licenses/by/4.0/",
        "target": {
            "source": "a.txt",
            "selector": [
                {"type": "TextPositionSelector", "start": 2, "end": 5},
                {"type": "TextQuoteSelector", "exact": "She"},
            ],
        },
    }
    (one,) = read(tmp_path, item).annotations
    assert one.id == "https://example.org/anno/1"
    assert one.extra["rights"] == "https://creativecommons.org/licenses/by/4.0/"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('{"a": 1, "a": 2}', "twice"),
        ('[{"target": NaN}]', "NaN"),
        ('{"first": {"items": [', "line 1"),
        ("[" * 100_000, "not valid JSON"),
        ('{"some": "other file"}', "no Web Annotations"),
        ("12", "no Web Annotations"),
    ],
)
def test_bad_files_are_told_plainly(tmp_path: Path, content: str, words: str) -> None:
    with pytest.raises(ImportFault, match=words) as caught:
        read(tmp_path, content)
    assert "foreign.json" in str(caught.value)


def test_pages_stored_elsewhere_are_counted(tmp_path: Path) -> None:
    found = read(tmp_path, {"type": "AnnotationCollection", "first": "https://example.org/p1"})
    assert found.report.lost.total() == 1

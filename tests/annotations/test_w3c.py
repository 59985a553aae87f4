"""Sidecars against the official assertions of the W3C Web Annotation tests, and as JSON-LD."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from crossread.annotations.model import Annotation, annotate
from crossread.annotations.sidecar import new_frame, write_sidecar
from crossread.articles.article import Article
from crossread.articles.span import Span

W3C = Path(__file__).parents[3] / "shared" / "w3c"

pytestmark = pytest.mark.skipif(
    not W3C.is_dir(), reason="needs the W3C assertions in ../shared/w3c"
)

ARTICLE = Article(
    "deep/a b.txt", Path("a b.txt"), "The mill will close, he said. “No,” 🎉 said she."
)


def made() -> list[Annotation]:
    plain = annotate(ARTICLE, 0, 8)
    full = annotate(
        ARTICLE,
        4,
        28,
        tags=("denies", "mine / yours"),
        speaker="the owner",
        cue="said",
        note="A note.\nTwo lines.",
        claim="mill closes/ü",
        creator="rivera",
        attributes={"frame": "loss", "hedge": "will"},
        pieces=(Span(4, 8), Span(21, 28)),
    )
    noted = replace(annotate(ARTICLE, 30, 35), note="only a note", creator="ann")
    claimed = replace(annotate(ARTICLE, 30, 35), claim="c")
    return [plain, full, noted, claimed]


def sidecar(annotations: list[Annotation]) -> dict[str, Any]:
    return json.loads(write_sidecar(new_frame(ARTICLE.id), {a.id: a for a in annotations}))


def schemas(listing: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for name in json.loads((W3C / listing).read_text())["assertions"]:
        yield name, _schema(W3C / name)


def _schema(path: Path) -> dict[str, Any]:
    schema = json.loads(path.read_text())
    schema.pop("id", None)  # relative: it would send every reference astray
    return schema


def failures(document: dict[str, Any], listing: str) -> list[str]:
    """The assertions that the document fails."""
    from jsonschema import Draft4Validator
    from referencing import Registry, Resource
    from referencing.jsonschema import DRAFT4

    resources = ((path.name, DRAFT4.create_resource(_schema(path))) for path in W3C.rglob("*.json"))
    registry: Registry[Any] = Registry[Any]().with_resources(
        cast("Iterator[tuple[str, Resource[Any]]]", resources)
    )
    formats = Draft4Validator.FORMAT_CHECKER
    assert {"uri", "date-time"} <= formats.checkers.keys()
    return [
        name
        for name, schema in schemas(listing)
        if not Draft4Validator(schema, registry=registry, format_checker=formats).is_valid(document)
    ]


@pytest.mark.parametrize("annotations", [[], made()], ids=["empty", "full"])
def test_the_collection_passes_every_must(annotations: list[Annotation]):
    assert failures(sidecar(annotations), "collections/collectionMusts.test") == []


def test_the_page_passes_every_must():
    document = sidecar(made())
    page = {"@context": document["@context"]} | document["first"]
    listing = next((W3C / "collections" / "pages").glob("*Musts.test"))
    failed = failures(page, str(listing.relative_to(W3C)))
    # An embedded page is part of its collection by standing in it.
    assert [name for name in failed if "partOf" not in name] == []


@pytest.mark.parametrize("number", range(4))
def test_every_annotation_passes_every_must(number: int):
    document = sidecar(made())
    item = {"@context": document["@context"]} | document["first"]["items"][number]
    assert failures(item, "annotations/annotationMusts.test") == []


def test_the_assertions_would_fail_a_target_without_source():
    document = sidecar(made())
    item = {"@context": document["@context"]} | document["first"]["items"][0]
    del item["target"]["source"]
    assert failures(item, "annotations/annotationMusts.test") != []


def load_context(url: str, options: object) -> dict[str, Any]:
    assert url == "http://www.w3.org/ns/anno.jsonld", "nothing else is ever fetched"
    context = json.loads((W3C / "anno.jsonld").read_text())
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url} | {
        "document": context
    }


def test_json_ld_processors_lose_nothing():
    from pyld import jsonld

    document = sidecar(made())
    options: Any = {"documentLoader": load_context}
    expanded = jsonld.expand(document, options)
    compacted = jsonld.compact(expanded, document["@context"], options)
    assert plain(compacted) == plain(document)


def plain(value: Any) -> Any:
    """Without what JSON-LD does not tell apart: a list of one and its only entry."""
    if isinstance(value, dict):
        entries = cast("dict[str, Any]", value).items()
        return {key: plain(entry) for key, entry in entries}
    if isinstance(value, list):
        entries = cast("list[Any]", value)
        return plain(entries[0]) if len(entries) == 1 else [plain(entry) for entry in entries]
    return value

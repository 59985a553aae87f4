"""ClaimReview: the properties that readers of it require, and JSON-LD."""

import json
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from pyld import jsonld

from crossread.annotations.formats import Bundle, get_format
from crossread.annotations.model import Claim


@pytest.fixture
def graph(bundle: Bundle, tools: SimpleNamespace) -> dict[str, Any]:
    claims = {
        "harbour-closed": Claim(
            "harbour-closed",
            "The harbour is closed",
            note="Called twice.\nVerdict: half true\nReview: https://example.org/check",
            creator="rivera",
            modified="2026-03-05T10:00:00Z",
        ),
        "reopens": Claim("reopens", "It reopens", extra={"verdict": "false"}),
        "open": Claim("open", "Not checked yet"),
    }
    out, report = tools.export(replace(bundle, claims=claims), get_format("claimreview"))
    assert report.written == 7
    assert report.lost["claims without a verdict"] == 1
    return json.loads(out.read_text())


def test_every_required_property_is_there(graph: dict[str, Any]) -> None:
    first, second = graph["@graph"]
    for review in (first, second):
        assert review["@type"] == "ClaimReview"
        for name in ("claimReviewed", "url", "author", "itemReviewed"):
            assert review[name]
        assert review["reviewRating"]["@type"] == "Rating"
    assert first["reviewRating"]["alternateName"] == "half true"
    assert first["url"] == "https://example.org/check"
    assert first["datePublished"] == "2026-03-05"
    assert second["reviewRating"]["alternateName"] == "false"
    works = first["itemReviewed"]["appearance"]
    assert [work["url"] for work in works] == [f"https://example.org/{n}" for n in range(3)]
    assert first["itemReviewed"]["author"] == [{"@type": "Person", "name": "The mayor"}]


def test_json_ld_expands_and_compacts_without_loss(graph: dict[str, Any]) -> None:
    def loader(url: str, _options: object) -> dict[str, Any]:
        assert url == "https://schema.org"
        context = {"@vocab": "https://schema.org/", "url": {"@type": "@id"}}
        return {"document": {"@context": context}, "documentUrl": url, "contextUrl": None}

    options: Any = {"documentLoader": loader}
    expanded = jsonld.expand(graph, options)
    compacted = jsonld.compact(expanded, "https://schema.org", options)
    assert jsonld.expand(compacted, options) == expanded
    assert len(expanded) == 2

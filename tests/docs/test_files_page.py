"""The formats that the page on files describes are what the program reads."""

from __future__ import annotations

import json
from pathlib import Path

from crossread.annotations.claims_file import read_claims
from crossread.annotations.jsonld import from_item
from crossread.articles.collection import load_collection
from crossread.seeds import sample_paths
from tests.docs.pages import blocks

PAGE = Path("docs/files.md")


def test_the_annotation_shown_is_read_whole() -> None:
    item, _ = (json.loads(block.text) for block in blocks(PAGE, "json"))
    articles = {article.id: article for article in load_collection(sample_paths()).articles}
    article = articles[item["target"]["source"].removeprefix("file:")]
    annotation = from_item(item, article.id)
    assert article.text[annotation.start : annotation.end] == annotation.exact
    assert article.text[: annotation.start].endswith(annotation.prefix)
    assert article.text[annotation.end :].startswith(annotation.suffix)
    assert (annotation.tags, annotation.claim) == (("denies",), "data-in-beijing")
    assert (annotation.speaker, annotation.creator) == ("TikTok", "rivera")
    assert annotation.extra == {}


def test_the_claims_shown_are_read_whole() -> None:
    _, claims = (block.text for block in blocks(PAGE, "json"))
    _, read = read_claims(claims.encode())
    assert read["oracle-buys"].creator == "rivera"
    assert read["oracle-buys"].extra == {}

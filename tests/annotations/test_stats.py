import json
from pathlib import Path

from crossread.annotations.codebook import DEFAULT_CODEBOOK
from crossread.annotations.model import Claim, annotate
from crossread.annotations.stats import count
from crossread.articles.article import Article, Metadata

TEXT = "The sale is off. Nobody will buy it."


def article(name: str, outlet: str = "") -> Article:
    return Article(name, Path(name), TEXT, Metadata(outlet=outlet))


A, B, C = article("a.txt", "Alpha"), article("b.txt"), article("c.txt", "Alpha")
CLAIMS = {"off": Claim("off", "Off", extra={"aliases": ["old"]}), "quiet": Claim("quiet", "Quiet")}


def test_counts():
    one = annotate(A, 0, 16, tags=("denies", "checks"), claim="off", speaker="Li", creator="chen")
    two = annotate(A, 17, 20, tags=("odd",), claim="old", creator="chen", note="n")
    three = annotate(C, 0, 3, tags=("odd", "denies"), claim="lost", creator="ada")
    four = annotate(B, 0, 3)
    annotations = {"a.txt": [one, two], "c.txt": [three], "b.txt": [four]}
    found = count([A, B, C], CLAIMS, annotations, DEFAULT_CODEBOOK)
    assert (found.articles, found.annotated_articles, found.annotations) == (3, 3, 4)
    assert (found.tagged, found.mentions, found.notes, found.needs_checking) == (3, 3, 1, 1)
    assert list(found.tags) == [*(tag.id for tag in DEFAULT_CODEBOOK.tags), "odd"]
    assert (found.tags["denies"], found.tags["asserts"], found.tags["odd"]) == (2, 0, 2)
    assert found.claims == {"off": 2, "quiet": 0, "lost": 1}
    assert found.outlets == {"Alpha": 3, "": 1}
    assert found.speakers == {"Li": 1}
    assert list(found.annotators.items()) == [("chen", 2), ("", 1), ("ada", 1)]
    assert found.anchors == {"exact": 4}
    assert found.tags_by_outlet == {"Alpha": {"denies": 2, "checks": 1, "odd": 2}, "": {}}
    assert json.loads(json.dumps(found.as_json()))["claims"]["off"] == 2


def test_an_empty_collection():
    found = count([], {}, {}, DEFAULT_CODEBOOK)
    assert (found.articles, found.annotations, found.outlets) == (0, 0, {})

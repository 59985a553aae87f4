"""`crossread parallels`: passages that correspond across articles."""

import argparse

from ...articles.parallels import Parallel, Passage, Strength, find_parallels
from ..main import FINE
from ..opening import open_collection
from ..output import print_json, print_rows


def run(options: argparse.Namespace) -> int:
    """List the parallels, the surest first; weak ones only with ``--all``."""
    collection = open_collection(options)
    texts = {article.id: article.text for article in collection.articles}
    at_least = Strength.WEAK if options.all else Strength.POSSIBLE
    found = find_parallels(collection.articles, at_least=at_least).pairs

    def words(passage: Passage) -> str:
        return texts[passage.article][passage.span.start : passage.span.end]

    def side(passage: Passage) -> dict[str, object]:
        start, end = passage.span
        return {"article": passage.article, "start": start, "end": end, "text": words(passage)}

    def entry(pair: Parallel) -> dict[str, object]:
        return {
            "a": side(pair.a),
            "b": side(pair.b),
            "score": round(pair.score, 4),
            "relation": pair.relation.value,
            "strength": pair.strength.value,
        }

    if options.json:
        articles = [
            {"id": a.id, "path": str(a.path), "title": a.title} for a in collection.articles
        ]
        print_json({"articles": articles, "parallels": [entry(pair) for pair in found]})
        return FINE
    rows = [
        (
            f"{pair.score:.2f}",
            pair.strength.value,
            pair.relation.value,
            f"{pair.a.article}:{pair.a.span.start}",
            " ".join(words(pair.a).split()),
            f"{pair.b.article}:{pair.b.span.start}",
            " ".join(words(pair.b).split()),
        )
        for pair in found
    ]
    head = ("score", "strength", "relation", "article", "passage", "article", "passage")
    print_rows(head, rows, empty="no corresponding passages")
    return FINE

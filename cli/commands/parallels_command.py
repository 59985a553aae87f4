"""`crossread parallels`: passages that correspond across articles."""

import argparse
from collections.abc import Mapping
from typing import Any

from ...articles.article import Article
from ...articles.collection import Collection
from ...articles.correspondence import Parallel, Passage, Strength
from ...articles.parallels import find_parallels
from ...articles.wording import numbered
from ..main import FINE
from ..opening import open_collection
from ..output import on_terminal, print_json, print_rows
from ..progress import busy

Articles = Mapping[str, Article]


def run(options: argparse.Namespace) -> int:
    """List the parallels, the surest first; weak ones only with ``--all``."""
    collection = open_collection(options)
    articles = {article.id: article for article in collection.articles}
    with busy(f"comparing {numbered(len(articles), 'article')}", quiet=options.quiet):
        found = _find(collection, everything=options.all)
    if options.json:
        print_json(as_json(found, articles))
    elif on_terminal():
        rows = [row for pair in found for row in _two_rows(pair, articles)]
        print_rows(("parallel", "article", "passage"), rows, empty="no corresponding passages")
    else:
        print_rows((), [_one_row(pair, articles) for pair in found])
    return FINE


def as_json(found: tuple[Parallel, ...], articles: Articles) -> dict[str, Any]:
    """The JSON of parallels, as documented."""
    return {
        "articles": [
            {"id": article.id, "path": str(article.path), "title": article.title}
            for article in articles.values()
        ],
        "parallels": [
            {
                "a": _side(pair.a, articles),
                "b": _side(pair.b, articles),
                "score": round(pair.score, 4),
                "relation": pair.relation.value,
                "strength": pair.strength.value,
            }
            for pair in found
        ],
    }


def _find(collection: Collection, *, everything: bool) -> tuple[Parallel, ...]:
    if everything:
        return find_parallels(collection.articles, at_least=Strength.WEAK).pairs
    from platformdirs import user_cache_path

    from ...articles.parallel_cache import cached_parallels

    return cached_parallels(collection.articles, user_cache_path("crossread") / "parallels").pairs


def _side(passage: Passage, articles: Articles) -> dict[str, Any]:
    start, end = passage.span
    text = articles[passage.article].text[start:end]
    return {"article": passage.article, "start": start, "end": end, "text": text}


def _one_row(pair: Parallel, articles: Articles) -> tuple[str, ...]:
    """For a pipe: a parallel a line."""
    sides = (cell for side in (pair.a, pair.b) for cell in _cells(side, articles))
    return f"{pair.score:.2f}", pair.strength.value, pair.relation.value, *sides


def _two_rows(pair: Parallel, articles: Articles) -> list[tuple[str, ...]]:
    """For a terminal: the two passages one below the other."""
    return [
        (f"{pair.score:.2f} {pair.strength.value}", *_cells(pair.a, articles)),
        (pair.relation.value.replace("-", " "), *_cells(pair.b, articles)),
    ]


def _cells(passage: Passage, articles: Articles) -> tuple[str, str]:
    text = articles[passage.article].text[slice(*passage.span)]
    return f"{passage.article}:{passage.span.start}", " ".join(text.split())

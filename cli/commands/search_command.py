"""`crossread search`: ranked hits with snippets."""

import argparse
import sys

from ...articles.article import Article
from ...articles.printable import printable_line
from ...search.engine import Hit, QueryError, Results, SearchIndex
from ..failure import Failure, tell
from ..indexing import up_to_date
from ..main import FINDINGS, FINE, USAGE
from ..opening import open_collection, open_workspace
from ..output import print_json, print_text


def run(options: argparse.Namespace) -> int:
    """Answer a query; 1 when nothing is found."""
    collection = open_collection(options)
    workspace = open_workspace(options, collection)
    with SearchIndex.open(collection.root, collection.articles) as index:
        up_to_date(index, collection, workspace, quiet=options.quiet)
        try:
            results = index.search(options.query, limit=options.limit)
        except QueryError as error:
            place = f"{options.query}\n{' ' * error.position}^"
            if not options.quiet and sys.stderr.isatty():
                print_text(place)
            message = f"{error} (at character {error.position + 1} of the query)"
            raise Failure(message, USAGE) from error
    by_id = {article.id: article for article in collection.articles}
    if options.json:
        print_json(as_json(results, by_id))
    else:
        for hit in results.hits:
            print_text(_lines(hit, by_id[hit.article]))
    if not results.total and not options.quiet:
        more = f"; did you mean {results.suggestion}?" if results.suggestion else ""
        tell(f"nothing found for {options.query}{more}")
    return FINE if results.total else FINDINGS


def as_json(results: Results, articles: dict[str, Article]) -> dict[str, object]:
    """The JSON of a search, as documented."""
    return {
        "query": results.query,
        "total": results.total,
        "hits": [
            {
                "article": hit.article,
                "path": str(articles[hit.article].path),
                "title": articles[hit.article].title,
                "score": round(hit.score, 4),
                "snippet": hit.snippet.text,
                "matches": [[match.start, match.end] for match in hit.matches],
            }
            for hit in results.hits
        ],
        "suggestion": results.suggestion or None,
    }


def _lines(hit: Hit, article: Article) -> str:
    snippet = " ".join(printable_line(_marked(hit)).split())
    head = f"{hit.article}\t{len(hit.matches)}\t{article.title}"
    if not sys.stdout.isatty():
        return f"{printable_line(head)}\t{snippet}"
    count = f"{len(hit.matches)} match{'es' if len(hit.matches) != 1 else ''}"
    return f"{printable_line(f'{hit.article} · {article.title} · {count}')}\n    {snippet}\n"


def _marked(hit: Hit) -> str:
    """The snippet with its matches between ‹ ›, so that they show without colour."""
    snippet = hit.snippet
    parts: list[str] = []
    done = 0
    for match in snippet.matches:
        start, end = match.start - snippet.start, match.end - snippet.start
        parts += [snippet.text[done:start], "‹", snippet.text[start:end], "›"]
        done = end
    return "".join([*parts, snippet.text[done:]])

"""`crossread search`: ranked hits with snippets."""

import argparse
import re
import shutil
import textwrap
from collections.abc import Mapping
from pathlib import Path

from ...annotations.workspace import Workspace
from ...articles.article import Article
from ...articles.collection import Collection
from ...articles.printable import printable_line
from ...articles.wording import numbered
from ...search.engine import Hit, QueryError, Results, SearchError, SearchIndex
from ..failure import Failure, tell
from ..filters import no_such_tag
from ..indexing import up_to_date
from ..main import FINDINGS, FINE, USAGE
from ..opening import open_collection, open_workspace, tell_problems
from ..output import on_terminal, print_json, print_rows, print_text

_INDENT = "    "
_TAG = re.compile(r"""\btag:["']?([\w-]+)(?![\w*?~-])""", re.IGNORECASE)
"""A tag that a query names whole."""


def run(options: argparse.Namespace) -> int:
    """Answer a query; 1 when nothing is found."""
    collection = open_collection(options)
    workspace = open_workspace(options, collection)
    if not workspace.annotator and collection.articles:
        workspace.others(collection.articles[0].id)  # reads all coders', and finds their problems
    tell_problems(workspace)
    results = _answer(options, collection, workspace)
    articles = {article.id: article for article in collection.articles}
    if options.json:
        print_json(as_json(results, articles))
    elif on_terminal():
        for hit in results.hits:
            print_text(_lines(hit, articles[hit.article]))
    else:
        print_rows((), [_row(hit, articles[hit.article]) for hit in results.hits])
    if not options.quiet:
        _remark(results, options, workspace)
    return FINE if results.total else FINDINGS


def as_json(results: Results, articles: Mapping[str, Article]) -> dict[str, object]:
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


def _answer(options: argparse.Namespace, collection: Collection, workspace: Workspace) -> Results:
    try:
        with SearchIndex.open(collection.root, collection.articles) as index:
            # A query that does not parse is told before minutes of indexing.
            index.matches(options.query, collection.articles[0])
            up_to_date(index, collection, workspace, quiet=options.quiet)
            return index.search(options.query, limit=options.limit)
    except QueryError as error:
        place = f"at character {error.position + 1} of the query"
        raise Failure(f"{str(error).rstrip('.')} ({place}: {options.query})", USAGE) from error
    except SearchError as error:
        raise Failure(str(error)) from error


def _remark(results: Results, options: argparse.Namespace, workspace: Workspace) -> None:
    if not results.total:
        for name in _TAG.findall(options.query):
            if told := no_such_tag(name, workspace):
                tell(told)
                return
        more = f"; did you mean {results.suggestion}?" if results.suggestion else ""
        if not options.paths and Path(options.query).exists():
            more = f"; {options.query} is a path: write the query before it"
        what = f"nothing found for {options.query}"
        tell(
            f"{what}{more}"
            if options.query.strip()
            else "nothing to search for: the query is empty"
        )
    elif results.total > len(results.hits):
        tell(f"{len(results.hits):,} of {results.total:,} articles shown; --limit N shows more")


def _row(hit: Hit, article: Article) -> tuple[str, ...]:
    """For a pipe: article, number of matches, title and snippet."""
    return hit.article, str(len(hit.matches)), article.title, _snippet(hit)


def _lines(hit: Hit, article: Article) -> str:
    """For a terminal: a head, and the snippet below it, broken between words."""
    matches = len(hit.matches)
    count = numbered(matches, "match", "matches") if matches else "by what is noted of it"
    head = printable_line(f"{hit.article} · {article.title} · {count}")
    snippet = printable_line(_snippet(hit)) if matches else ""
    width = shutil.get_terminal_size().columns
    lines = textwrap.wrap(snippet, max(width - len(_INDENT), 20))
    return "\n".join([head, *(_INDENT + line for line in lines), ""])


def _snippet(hit: Hit) -> str:
    """The snippet in one line, its matches between ‹ ›, so that they show without colour."""
    snippet = hit.snippet
    parts: list[str] = []
    done = 0
    for match in snippet.matches:
        start, end = match.start - snippet.start, match.end - snippet.start
        parts += [snippet.text[done:start], "‹", snippet.text[start:end], "›"]
        done = end
    return " ".join("".join([*parts, snippet.text[done:]]).split())

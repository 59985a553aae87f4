"""`crossread index`: the search index, brought up to date."""

import argparse

from ...articles.wording import numbered
from ...search.engine import SearchError, SearchIndex
from ..failure import Failure
from ..indexing import up_to_date
from ..main import FINE
from ..opening import open_collection, open_workspace, tell_problems
from ..output import print_text


def run(options: argparse.Namespace) -> int:
    """Index what is new or has changed; ``--rebuild`` makes the index anew."""
    collection = open_collection(options)
    workspace = open_workspace(options, collection)
    tell_problems(workspace)
    try:
        with SearchIndex.open(collection.root, collection.articles) as index:
            if options.rebuild:
                index.clear()
            written = up_to_date(index, collection, workspace, quiet=options.quiet)
    except SearchError as error:
        raise Failure(str(error)) from error
    if not options.quiet:
        total = len(collection.articles)
        rest = ", the others were up to date" if written < total else ""
        print_text(f"{written:,} of {numbered(total, 'article')} indexed{rest}")
    return FINE

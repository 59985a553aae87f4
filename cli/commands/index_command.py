"""`crossread index`: the search index, brought up to date."""

import argparse

from ...search.engine import SearchIndex
from ..indexing import up_to_date
from ..main import FINE
from ..opening import open_collection, open_workspace
from ..output import print_text


def run(options: argparse.Namespace) -> int:
    """Index what is new or has changed; ``--rebuild`` makes the index anew."""
    collection = open_collection(options)
    workspace = open_workspace(options, collection)
    with SearchIndex.open(collection.root, collection.articles) as index:
        if options.rebuild:
            index.clear()
        written = up_to_date(index, collection, workspace, quiet=options.quiet)
    if not options.quiet:
        total = len(collection.articles)
        print_text(f"{written:,} of {total:,} articles indexed, the others were up to date")
    return FINE

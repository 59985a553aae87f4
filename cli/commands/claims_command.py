"""`crossread claims`: the claim board as a table."""

import argparse

from ...annotations.board import build_board
from ...annotations.formats.bundles import gather
from ..main import FINE
from ..opening import open_collection, open_workspace
from ..output import print_json, print_rows


def run(options: argparse.Namespace) -> int:
    """Claims × articles, each cell the stances of that article's mentions."""
    collection = open_collection(options)
    workspace = open_workspace(options, collection)
    bundle = gather(workspace)
    board = build_board(
        collection.articles, workspace.claims, bundle.annotations, workspace.codebook
    )
    if options.json:
        print_json(board.as_json())
        return FINE
    head, *rows = board.table()
    print_rows(head, rows, empty="no claims yet: in the reader, c makes one")
    return FINE

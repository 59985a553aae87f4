"""`crossread claims`: the claim board as a table."""

import argparse

from ...annotations.board import Filter, Order, build_board
from ...annotations.formats.bundles import gather
from ...annotations.reading_log import ReadingLog
from ...articles.collection import Collection
from ...articles.values import values_in
from ...articles.wording import short_names
from ..filters import check_filters, coders
from ..main import FINDINGS, FINE
from ..opening import open_collection, open_existing, tell_problems
from ..output import print_json, print_rows


def run(options: argparse.Namespace) -> int:
    """Claims × articles, each cell the stances of that article's mentions.

    1 when a file could not be read, so that something may be missing.
    """
    collection = open_collection(options)
    workspace = open_existing(options, collection)
    broken = tell_problems(workspace)
    bundle = gather(workspace)
    check_filters(options, workspace, bundle)
    board = build_board(
        collection.articles,
        workspace.claims,
        bundle.annotations,
        workspace.codebook,
        finished=_finished(collection),
        values=values_in,
        only=Filter(
            tags=frozenset(options.only_tag),
            outlets=frozenset(options.only_outlet),
            annotators=coders(options),
        ),
    ).sorted(Order(options.sort.replace("-", " ")))
    if options.json:
        print_json(board.as_json())
    else:
        head, *rows = board.table()
        plain_head = [head[0], "marks", *head[2:]]
        names = short_names([a for a in collection.articles if not a.metadata.outlet])
        head = [names.get(name, name) for name in head]
        empty = "no claims yet: in the reader, c makes one"
        print_rows(head, rows, empty=empty, plain_head=plain_head)
    return FINDINGS if broken else FINE


def _finished(collection: Collection) -> set[str]:
    """The articles that the reader saw to their end."""
    from platformdirs import user_state_path

    return ReadingLog(collection, user_state_path("crossread") / "read").finished()

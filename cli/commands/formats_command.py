"""`crossread formats`: what each format keeps and loses."""

import argparse
from dataclasses import asdict

from ...annotations.formats.registry import describe_formats
from ..main import FINE
from ..output import print_json, print_rows


def run(options: argparse.Namespace) -> int:
    """List the formats from their own declarations."""
    cards = describe_formats()
    if options.json:
        print_json([asdict(card) for card in cards])
        return FINE
    rows = [
        (
            card.name,
            " ".join(word for word, can in (("out", card.exports), ("in", card.imports)) if can),
            card.unit.value,
            card.keeps,
            card.loses,
            f"pip install 'crossread[{card.extra}]'" if card.extra else "",
        )
        for card in cards
    ]
    print_rows(("format", "goes", "offsets in", "keeps", "loses", "needs"), rows)
    return FINE

"""`crossread formats`: what each format keeps and loses."""

import argparse
from dataclasses import asdict

from ...annotations.formats.registry import FormatCard, describe_formats
from ...articles.extras import adding
from ..main import FINE
from ..output import print_json, print_rows


def run(options: argparse.Namespace) -> int:
    """List the formats from their own declarations."""
    cards = describe_formats()
    if options.json:
        print_json([asdict(card) for card in cards])
    else:
        head = ("format", "goes", "offsets in", "keeps", "loses", "needs")
        print_rows(head, [_row(card) for card in cards])
    return FINE


def _row(card: FormatCard) -> tuple[str, ...]:
    goes = " ".join(word for word, can in (("out", card.exports), ("in", card.imports)) if can)
    needs = adding(card.extra) if card.extra else ""
    return card.name, goes, card.unit.value, card.keeps, card.loses, needs

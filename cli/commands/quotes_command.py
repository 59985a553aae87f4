"""`crossread quotes`: quotations and their speakers."""

import argparse

from ..main import FINE
from ..opening import open_collection
from ..output import print_json, print_rows


def run(options: argparse.Namespace) -> int:
    """List the quotations of every article, in text order."""
    collection = open_collection(options)
    found = [
        (article, quotation) for article in collection.articles for quotation in article.quotations
    ]
    if options.json:
        quotes = [
            {
                "article": article.id,
                "start": quotation.start,
                "end": quotation.end,
                "text": article.text[quotation.start : quotation.end],
                "speaker": quotation.speaker,
                "cue": quotation.cue,
            }
            for article, quotation in found
        ]
        print_json({"quotes": quotes})
        return FINE
    rows = [
        (
            f"{article.id}:{quotation.start}",
            quotation.speaker or "",
            quotation.cue or "",
            " ".join(article.text[quotation.start : quotation.end].split()),
        )
        for article, quotation in found
    ]
    print_rows(("article", "speaker", "cue", "quotation"), rows, empty="no quotations")
    return FINE

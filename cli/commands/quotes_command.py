"""`crossread quotes`: quotations and their speakers."""

import argparse

from ...articles.article import Article
from ...articles.quotations import Quotation
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
        print_json({"quotes": [_as_json(*one) for one in found]})
        return FINE
    rows = [_row(*one) for one in found]
    print_rows(("article", "speaker", "cue", "quotation"), rows, empty="no quotations")
    return FINE


def _as_json(article: Article, quotation: Quotation) -> dict[str, object]:
    return {
        "article": article.id,
        "start": quotation.start,
        "end": quotation.end,
        "text": article.text[quotation.start : quotation.end],
        "speaker": quotation.speaker,
        "cue": quotation.cue,
    }


def _row(article: Article, quotation: Quotation) -> tuple[str, ...]:
    text = " ".join(article.text[quotation.start : quotation.end].split())
    place = f"{article.id}:{quotation.start}"
    return place, quotation.speaker or "", quotation.cue or "", text

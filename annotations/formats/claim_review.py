"""ClaimReview (schema.org, JSON-LD) of the claims that somebody gave a verdict."""

import re
from collections.abc import Iterator
from typing import Any

from ...articles.article import Article
from ...articles.wording import UNNAMED
from ..model import Annotation, Claim
from .base import Bundle, Format, OffsetUnit, Report
from .support.jsontext import encode, text_of

_VERDICT = re.compile(r"^\s*verdict\s*:\s*(\S.*?)\s*$", re.IGNORECASE | re.MULTILINE)
_REVIEW = re.compile(r"^\s*review\s*:\s*(https?://\S+)\s*$", re.IGNORECASE | re.MULTILINE)


class ClaimReview(Format):
    """A verdict is a line ``Verdict: false`` in a claim's note, or its key ``verdict``.

    A line ``Review: https://…`` names the page of the review.
    """

    name = "claimreview"
    title = "ClaimReview (schema.org)"
    suffix = ".jsonld"
    unit = OffsetUnit.NONE
    keeps = "claims with a verdict, who checked them, and the articles that make them"
    loses = "spans, tags, claims without a verdict"
    textless = True

    def write(self, bundle: Bundle, report: Report) -> Iterator[bytes]:
        """One graph of all reviews."""
        mentions: dict[str, list[tuple[Article, Annotation]]] = {}
        for article in bundle.articles:
            for one in bundle.of(article):
                mentions.setdefault(one.claim, []).append((article, one))
        reviews: list[dict[str, Any]] = []
        for claim in bundle.claims.values():
            verdict = _verdict(claim)
            found = mentions.get(claim.id, [])
            if verdict:
                reviews.append(_review(bundle, claim, verdict, found))
                report.written += len(found)
            else:
                report.lost["claims without a verdict"] += 1
        left_out = bundle.total - report.written
        if left_out:
            report.lost["annotations of no claim with a verdict"] += left_out
        graph = {"@context": "https://schema.org", "@graph": reviews}
        yield encode(graph, indent=2) + b"\n"


def _verdict(claim: Claim) -> str:
    match = _VERDICT.search(claim.note)
    return text_of(claim.extra.get("verdict")) or (match[1] if match else "")


def _review(
    bundle: Bundle, claim: Claim, verdict: str, mentions: list[tuple[Article, Annotation]]
) -> dict[str, Any]:
    page = _REVIEW.search(claim.note)
    iri = f"urn:crossread:claim:{claim.id}"
    speakers = dict.fromkeys(one.speaker for _, one in mentions if one.speaker)
    known = {article.id: article for article, _ in mentions}
    item: dict[str, Any] = {
        "@type": "Claim",
        "@id": iri,
        "appearance": [_work(bundle, article) for article in known.values()],
    }
    if speakers:
        item["author"] = [{"@type": "Person", "name": name} for name in speakers]
    made = claim.modified or claim.created
    return {
        "@type": "ClaimReview",
        "url": page[1] if page else text_of(claim.extra.get("url")) or iri,
        "claimReviewed": claim.statement,
        "author": {"@type": "Person", "name": claim.creator or UNNAMED},
        **({"datePublished": made[:10]} if made else {}),
        "reviewRating": {"@type": "Rating", "alternateName": verdict},
        "itemReviewed": item,
    }


def _work(bundle: Bundle, article: Article) -> dict[str, Any]:
    known = article.metadata
    work: dict[str, Any] = {"@type": "NewsArticle", "identifier": article.id}
    if bundle.with_text:
        work["headline"] = article.title
    if known.url:
        work["url"] = known.url
    if known.date:
        work["datePublished"] = known.date.isoformat()
    if known.outlet:
        work["publisher"] = {"@type": "Organization", "name": known.outlet}
    return work


FORMATS = (ClaimReview(),)

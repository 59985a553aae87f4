"""Counts of what was annotated: by tag, claim, outlet, speaker and annotator."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from ..articles.article import Article
from ..articles.record import record
from .claim_repair import resolve
from .codebook import Codebook
from .model import Annotation, Claim
from .progress import needs_checking

Counts = Mapping[str, int]


@record
class Statistics:
    """Counts of annotations. Tags, claims and outlets that nobody used are listed with 0.

    Tags stand in the codebook's order, claims and outlets in the collection's, what those do not
    know after them; speakers and annotators from most to least. An annotation counts once for each
    of its tags. Empty names stand for unknown outlets and unnamed annotators.
    """

    articles: int
    annotated_articles: int
    annotations: int
    tagged: int
    mentions: int
    notes: int
    needs_checking: int
    tags: Counts
    claims: Counts
    outlets: Counts
    speakers: Counts
    annotators: Counts
    anchors: Counts
    tags_by_outlet: Mapping[str, Counts]
    """By outlet, then by tag; outlets without annotations are left out."""

    def as_json(self) -> dict[str, Any]:
        """The same as plain dictionaries."""
        return asdict(self)


def count(
    articles: Sequence[Article],
    claims: Mapping[str, Claim],
    annotations: Mapping[str, Sequence[Annotation]],
    codebook: Codebook,
) -> Statistics:
    """Count a collection; ``annotations`` are by article id, several annotators' together."""
    every = [made for article in articles for made in annotations.get(article.id, ())]
    outlet_of = {article.id: article.metadata.outlet for article in articles}
    known = resolve(claims)
    by_outlet: dict[str, Counter[str]] = {}
    for made in every:
        by_outlet.setdefault(outlet_of[made.article], Counter()).update(made.tags)
    tags = [tag.id for tag in codebook.tags]
    return Statistics(
        articles=len(articles),
        annotated_articles=len({made.article for made in every}),
        annotations=len(every),
        tagged=sum(bool(made.tags) for made in every),
        mentions=sum(bool(made.claim) for made in every),
        notes=sum(bool(made.note) for made in every),
        needs_checking=sum(needs_checking(made, codebook) for made in every),
        tags=_counts((tag for made in every for tag in made.tags), tags),
        claims=_counts((known.get(made.claim, made.claim) for made in every if made.claim), claims),
        outlets=_counts((outlet_of[made.article] for made in every), outlet_of.values()),
        speakers=_counts(made.speaker for made in every if made.speaker),
        annotators=_counts(made.creator for made in every),
        anchors=_counts(str(made.anchor) for made in every),
        tags_by_outlet={
            outlet: _ordered(by_outlet[outlet], [tag for tag in tags if tag in by_outlet[outlet]])
            for outlet in dict.fromkeys(outlet_of.values())
            if outlet in by_outlet
        },
    )


def _counts(names: Iterable[str], listed: Iterable[str] = ()) -> Counts:
    return _ordered(Counter(names), listed)


def _ordered(counts: Counter[str], listed: Iterable[str]) -> Counts:
    """The listed names in their order, with 0 where need be, then the others, most first."""
    ordered = {name: counts[name] for name in listed}
    others = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ordered | {name: number for name, number in others if name not in ordered}

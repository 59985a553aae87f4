"""Agreement between annotators who coded the same articles, tag by tag and pair by pair.

Four figures, because each is blind to something: *exact* and *overlap* F1 compare spans and know
no chance; *kappa* knows chance and compares sentences; *alpha* (unitizing) knows both chance and
the borders of spans.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import combinations
from statistics import fmean
from typing import Any, NamedTuple

from ..articles.article import Article
from ..articles.record import record
from ..articles.span import Span
from .coded import CodedArticle
from .coefficients import Disagreement, cohen_kappa, nominal_alpha, unitizing_disagreement
from .model import Annotation
from .workspace import Workspace

Coders = Mapping[str, Mapping[str, Sequence[Annotation]]]
"""Annotations by coder and article id; an article that a coder did not code is missing."""


@record
class TagAgreement:
    """How two coders agree on one tag; ``None`` where a figure is not defined."""

    tag: str
    spans: tuple[int, int]
    """How many spans each of the two gave the tag."""
    exact_f1: float | None
    overlap_f1: float | None
    kappa: float | None
    alpha: float | None


@record
class PairAgreement:
    """How two coders agree on the articles that both coded; the last figures take all tags."""

    coders: tuple[str, str]
    articles: tuple[str, ...]
    sentences: int
    tags: tuple[TagAgreement, ...]
    exact_f1: float | None
    overlap_f1: float | None
    kappa: float | None
    alpha: float | None


@record
class Agreement:
    """Every pair of coders with an article in common, and what all of them agree on together."""

    pairs: tuple[PairAgreement, ...]
    sentence_alpha: float | None
    """Krippendorff's nominal alpha of all coders over the tags of each sentence."""
    mean_kappa: float | None
    mean_alpha: float | None

    def as_json(self) -> dict[str, Any]:
        """The same as plain dictionaries and lists."""
        return asdict(self)


def coders_of(workspace: Workspace) -> Coders:
    """What each annotator coded; an article without annotations of the present one is missing."""
    coders: dict[str, dict[str, Sequence[Annotation]]] = {}
    for article in workspace.collection.articles:
        if own := workspace.annotations(article.id):
            coders.setdefault(workspace.annotator, {})[article.id] = own
        for name, theirs in workspace.others(article.id).items():
            coders.setdefault(name, {})[article.id] = theirs
    return coders


def agreement(articles: Sequence[Article], coders: Coders) -> Agreement:
    """Compare the coders; `coders_of` gives those of a workspace."""
    coded = {
        coder: [
            CodedArticle(article, mine[article.id]) if article.id in mine else None
            for article in articles
        ]
        for coder, mine in sorted(coders.items())
    }
    pairs = [_compare(names, coded) for names in combinations(coded, 2)]
    pairs = [pair for pair in pairs if pair.articles]
    return Agreement(
        pairs=tuple(pairs),
        sentence_alpha=nominal_alpha(_coded_together(list(coded.values()))),
        mean_kappa=_mean([pair.kappa for pair in pairs]),
        mean_alpha=_mean([pair.alpha for pair in pairs]),
    )


_ByArticle = Sequence[CodedArticle | None]


def _compare(names: tuple[str, str], coded: Mapping[str, _ByArticle]) -> PairAgreement:
    both = [(a, b) for a, b in zip(*(coded[name] for name in names), strict=True) if a and b]
    tags = sorted({tag for pair in both for side in pair for tag in side.spans})
    compared = [_Tag(tag, both) for tag in tags]
    first = [tags for one, _ in both for tags in one.sentences]
    second = [tags for _, other in both for tags in other.sentences]
    everything = Disagreement(
        sum(tag.disagreement.observed for tag in compared),
        sum(tag.disagreement.expected for tag in compared),
    )
    return PairAgreement(
        coders=names,
        articles=tuple(one.article.id for one, _ in both),
        sentences=len(first),
        tags=tuple(tag.figures(first, second) for tag in compared),
        exact_f1=_f1([tag.exact for tag in compared]),
        overlap_f1=_f1([tag.overlap for tag in compared]),
        kappa=cohen_kappa(first, second),
        alpha=everything.alpha,
    )


class _Hits(NamedTuple):
    """How many of each coder's spans the other one has too, and how many there are."""

    first: int
    second: int
    first_total: int
    second_total: int


class _Tag:
    """One tag as two coders used it, their articles joined to one text."""

    def __init__(self, tag: str, both: Sequence[tuple[CodedArticle, CodedArticle]]) -> None:
        self.tag = tag
        first, second, length = list[Span](), list[Span](), 0
        for one, other in both:
            first += _moved(one.spans.get(tag, ()), length)
            second += _moved(other.spans.get(tag, ()), length)
            length += len(one.article.text)
        self.disagreement = unitizing_disagreement([first, second], length)
        same = len(set(first) & set(second))
        self.exact = _Hits(same, same, len(first), len(second))
        met = _meeting(first, second), _meeting(second, first)
        self.overlap = _Hits(*met, len(first), len(second))

    def figures(
        self, first: Sequence[frozenset[str]], second: Sequence[frozenset[str]]
    ) -> TagAgreement:
        return TagAgreement(
            tag=self.tag,
            spans=(self.exact.first_total, self.exact.second_total),
            exact_f1=_f1([self.exact]),
            overlap_f1=_f1([self.overlap]),
            kappa=cohen_kappa(*([self.tag in tags for tags in side] for side in (first, second))),
            alpha=self.disagreement.alpha,
        )


def _moved(spans: Sequence[Span], by: int) -> list[Span]:
    return [Span(span.start + by, span.end + by) for span in spans]


def _meeting(spans: Sequence[Span], others: Sequence[Span]) -> int:
    """How many of ``spans`` overlap one of ``others``; both sorted, neither overlapping itself."""
    number = at = 0
    for span in spans:
        while at < len(others) and others[at].end <= span.start:
            at += 1
        number += at < len(others) and others[at].start < span.end
    return number


def _f1(hits: Sequence[_Hits]) -> float | None:
    """The harmonic mean of the shares of both sides, over all of ``hits`` together."""
    first = sum(hit.first for hit in hits)
    second = sum(hit.second for hit in hits)
    first_total = sum(hit.first_total for hit in hits)
    second_total = sum(hit.second_total for hit in hits)
    if not first_total + second_total:
        return None
    if not (first and second):
        return 0.0
    one, other = first / first_total, second / second_total
    return 2 * one * other / (one + other)


def _coded_together(coders: Sequence[_ByArticle]) -> Iterator[list[frozenset[str]]]:
    """For each sentence the tags that each of its coders gave it."""
    for versions in zip(*coders, strict=True):
        found = [version.sentences for version in versions if version]
        yield from (list(tags) for tags in zip(*found, strict=True))


def _mean(values: Sequence[float | None]) -> float | None:
    defined = [value for value in values if value is not None]
    return fmean(defined) if defined else None

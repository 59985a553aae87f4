"""What goes into an export: everything of a workspace, then what the filters leave."""

import datetime
from collections.abc import Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from ...articles.article import Article
from ...articles.record import record
from ..model import Annotation
from .base import Bundle, Report
from .verbatim import without_quotations

if TYPE_CHECKING:
    from ..workspace import Workspace


def gather(workspace: "Workspace", *, with_text: bool = True) -> Bundle:
    """Every article of the collection with its annotations, all annotators' together."""
    articles = workspace.collection.articles
    return Bundle(
        articles=articles,
        annotations={article.id: _everybodys(workspace, article) for article in articles},
        claims=workspace.claims,
        codebook=workspace.codebook,
        with_text=with_text,
    )


def _everybodys(workspace: "Workspace", article: Article) -> list[Annotation]:
    together = list(workspace.annotations(article.id))
    for annotator, theirs in workspace.others(article.id).items():
        together.extend(one if one.creator else replace(one, creator=annotator) for one in theirs)
    return sorted(together, key=lambda one: (one.start, one.id))


@record
class Filter:
    """What an export is narrowed to; an empty field narrows nothing.

    ``articles`` are ids or shell patterns (``2024/*``). ``since`` and ``until`` are both inclusive
    and mean the article's date: articles without one are left out as soon as either is given.
    """

    tags: frozenset[str] = frozenset()
    claims: frozenset[str] = frozenset()
    coders: frozenset[str] = frozenset()
    articles: tuple[str, ...] = ()
    since: datetime.date | None = None
    until: datetime.date | None = None


def filtered(bundle: Bundle, by: Filter) -> Bundle:
    """The bundle narrowed: an annotation stays when it meets every field that is set.

    Articles are dropped by ``articles``, ``since`` and ``until`` only, so that a filter for tags
    still shows where none were found. Claims are narrowed to the ones asked for.
    """
    articles = [article for article in bundle.articles if _article_stays(article, by)]
    return replace(
        bundle,
        articles=articles,
        sources=bundle.sources or bundle.articles,
        annotations={
            article.id: [one for one in bundle.of(article) if _annotation_stays(one, by)]
            for article in articles
        },
        claims={
            id: claim for id, claim in bundle.claims.items() if not by.claims or id in by.claims
        },
    )


def _article_stays(article: Article, by: Filter) -> bool:
    if by.articles and not _matches_any(article.id, by.articles):
        return False
    date = article.metadata.date
    if date is None:
        return by.since is None and by.until is None
    return (by.since is None or by.since <= date) and (by.until is None or date <= by.until)


def _matches_any(article_id: str, patterns: Sequence[str]) -> bool:
    return any(article_id == one or fnmatchcase(article_id, one) for one in patterns)


def _annotation_stays(annotation: Annotation, by: Filter) -> bool:
    return (
        (not by.tags or not by.tags.isdisjoint(annotation.tags))
        and (not by.claims or annotation.claim in by.claims)
        and (not by.coders or annotation.creator in by.coders)
    )


def without_text(bundle: Bundle, report: Report) -> Bundle:
    """The bundle with every word of the articles taken out of its annotations and claims.

    Quotes, contexts and cues go, and what other programs wrote into the annotations, which may
    repeat them; so does what coders quoted, which is counted. Formats leave out text and title of
    the articles themselves.
    """
    bundle = without_quotations(bundle, report)
    return replace(
        bundle,
        with_text=False,
        annotations={
            id: [
                replace(one, exact="", prefix="", suffix="", cue="", extra={})
                for one in annotations
            ]
            for id, annotations in bundle.annotations.items()
        },
    )

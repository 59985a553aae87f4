"""Counterparts that may be mentions of the same claim. No Textual."""

from collections.abc import Sequence

from ..annotations.claims import attach, with_stance
from ..annotations.codebook import STANCES, Codebook
from ..annotations.edits import Edit, PutAnnotation
from ..annotations.model import Annotation, Claim
from ..annotations.proposals import is_rejected
from ..annotations.workspace import Workspace
from ..articles.article import Article
from ..articles.parallels import Parallel, Parallels, Passage
from ..articles.record import record
from ..articles.span import Span
from .comparing_aside import ASIDE_FROM
from .tagging import new_annotation

PER_ARTICLE = 3
"""Proposals for each other article, as the design says."""


@record
class Proposal:
    """A sentence of another article that may speak about the claim; from which parallel."""

    article: Article
    span: Span
    parallel: Parallel


def proposals(
    parallels: Parallels,
    passages: Sequence[Passage],
    articles: Sequence[Article],
    claim: Claim,
    workspace: Workspace,
) -> list[Proposal]:
    """The best counterparts of a claim's mentions, surest first.

    Left out: articles' passages that are mentions already, that were rejected, and those of
    articles which ``passages`` themselves lie in.
    """
    # Weak counterparts are looked for anew, which takes seconds where the articles are long.
    long = sum(len(article.text) for article in articles) >= ASIDE_FROM
    sources = {passage.article for passage in passages}
    found: list[Proposal] = []
    for article in articles:
        if article.id in sources:
            continue
        taken = [a.span for a in workspace.annotations(article.id) if a.claim == claim.id]
        best: dict[Span, Proposal] = {}
        for passage in passages:
            for parallel in _counterparts(parallels, passage, article.id, long):
                span = parallel.b.span if parallel.b.article == article.id else parallel.a.span
                words = article.text[span.start : span.end]
                if any(span.overlaps(other) for other in taken):
                    continue
                if is_rejected(claim, article.id, words):
                    continue
                if span not in best or best[span].parallel.score < parallel.score:
                    best[span] = Proposal(article, span, parallel)
        ranked = sorted(best.values(), key=lambda p: -p.parallel.score)
        found += ranked[:PER_ARTICLE]
    return sorted(found, key=lambda proposal: -proposal.parallel.score)


def _counterparts(
    parallels: Parallels, passage: Passage, other: str, long: bool
) -> Sequence[Parallel]:
    if long:
        return parallels.of(passage, other)[:PER_ARTICLE]
    return parallels.best(passage, other, PER_ARTICLE)


def accept(
    proposal: Proposal, claim: Claim, stance: str, codebook: Codebook, workspace: Workspace
) -> list[Edit]:
    """Make the proposed sentence a mention; an annotation that is there already is used."""
    there = next(
        (a for a in workspace.annotations(proposal.article.id) if a.span == proposal.span), None
    )
    if there is not None:
        return [*attach([there], claim.id, codebook, stance=stance)]
    tags = with_stance((), stance, codebook)
    made = new_annotation(
        proposal.article, proposal.span, creator=workspace.annotator, tags=tags, claim=claim.id
    )
    return [PutAnnotation(made)]


def stance_for(annotation: Annotation, codebook: Codebook) -> str:
    """The stance that a mention takes: the one it has, else *reports* for somebody's words."""
    has = next((tag for tag in annotation.tags if codebook.role(tag) in STANCES), "")
    if has:
        return has
    wanted = "reports" if annotation.speaker else "asserts"
    known = [tag.id for tag in codebook.tags if not tag.retired]
    if wanted in known:
        return wanted
    return next((tag for tag in known if codebook.role(tag) in STANCES), "")

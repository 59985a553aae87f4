"""What one edit changes, and how a sorted list of annotations follows it."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import replace

from ..articles.article import Article
from .codebook import Codebook
from .codecs import CODEBOOK
from .edits import DropAnnotation, DropClaim, Edit, PutAnnotation, PutClaim, SetCodebook
from .history import Change, Kind, Value
from .model import Annotation, Claim, now


def identity(edit: Edit) -> str:
    """The id of what an edit changes."""
    match edit:
        case PutAnnotation(annotation):
            return annotation.id
        case PutClaim(claim):
            return claim.id
        case DropAnnotation(id=dropped) | DropClaim(id=dropped):
            return dropped
        case SetCodebook():
            return CODEBOOK


def kind_of(edit: Edit) -> Kind:
    """What an edit is about."""
    match edit:
        case PutAnnotation() | DropAnnotation():
            return "annotation"
        case PutClaim() | DropClaim():
            return "claim"
        case SetCodebook():
            return "codebook"


def article_of(edit: Edit) -> str:
    """The id of the article that an edit is about; empty for claims and the codebook."""
    match edit:
        case PutAnnotation(annotation):
            return annotation.article
        case DropAnnotation(article=article):
            return article
        case _:
            return ""


def change_of(edit: Edit, before: Value | None, annotator: str) -> Change:
    """The change that an edit makes to what stood ``before``."""
    key = identity(edit)
    match edit:
        case PutAnnotation(annotation):
            old = before if isinstance(before, Annotation) else None
            after = _signed(annotation, old, annotator)
            return Change("annotation", annotation.article, key, before, after)
        case DropAnnotation(article=article):
            return Change("annotation", article, key, before, None)
        case PutClaim(claim):
            return Change("claim", "", key, before, claim)
        case DropClaim():
            return Change("claim", "", key, before, None)
        case SetCodebook(codebook):
            return Change("codebook", "", key, before, codebook)


def edit_of(change: Change) -> Edit:
    """The edit that brings a change about."""
    match change.after:
        case Annotation():
            return PutAnnotation(change.after)
        case Claim():
            return PutClaim(change.after)
        case Codebook():
            return SetCodebook(change.after)
        case None:
            gone = change.kind == "claim"
            return DropClaim(change.id) if gone else DropAnnotation(change.article, change.id)


def check_quote(annotation: Annotation, articles: Mapping[str, Article]) -> None:
    """Raises `ValueError` when the annotation is not of an open article, or misquotes its text."""
    a = annotation
    article = articles.get(a.article)
    if article is None:
        raise ValueError(f"{a.article} is not among the open articles")
    if not 0 <= a.start < a.end or len(a.exact) != a.end - a.start:
        raise ValueError(f"the quote of {a.id} is not as long as its range")
    if a.text_sha256 == article.sha256 and article.text[a.start : a.end] != a.exact:
        raise ValueError(f"the quote of {a.id} is not what stands there in {article.id}")


def place(annotation: Annotation) -> tuple[int, str]:
    """What annotations are sorted by."""
    return annotation.start, annotation.id


def resorted(
    known: tuple[Annotation, ...], old: Annotation | None, new: Annotation | None
) -> tuple[Annotation, ...]:
    """``known`` (sorted) with ``old`` replaced by ``new``."""
    values = list(known)
    if old is not None:
        del values[bisect_left(values, place(old), key=place)]
    if new is not None:
        values.insert(bisect_left(values, place(new), key=place), new)
    return tuple(values)


def alike(one: Value | None, other: Value | None) -> bool:
    """Whether two versions say the same; places count only when they are in the same text."""
    if not (isinstance(one, Annotation) and isinstance(other, Annotation)):
        return one == other
    return _said(one) == _said(other) and (
        one.text_sha256 != other.text_sha256
        or (one.start, one.end, one.pieces) == (other.start, other.end, other.pieces)
    )


def _said(a: Annotation) -> tuple[object, ...]:
    return a.exact, a.tags, a.speaker, a.cue, a.note, a.claim, a.attributes, a.extra


def _signed(annotation: Annotation, before: Annotation | None, annotator: str) -> Annotation:
    """With the creator of a new annotation, and the time of a change that does not say it."""
    if before is None:
        return annotation if annotation.creator else replace(annotation, creator=annotator)
    if annotation != before and annotation.modified == before.modified:
        return replace(annotation, modified=now())
    return annotation


def is_older(annotation: Annotation, articles: Mapping[str, Article]) -> bool:
    """Whether an annotation was made on another text than its article has now."""
    made_on = annotation.text_sha256
    return bool(made_on) and made_on != articles[annotation.article].sha256

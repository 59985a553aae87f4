"""What a tag key, a note or an edge move does to annotations, as edits. No Textual."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice

from ..annotations.model import CONTEXT_LENGTH, Annotation, annotate, now
from ..annotations.workspace import DropAnnotation, Edit, PutAnnotation
from ..articles.article import Article
from ..articles.span import Span
from .motions import Motions


def chosen(
    annotations: Sequence[Annotation],
    caret: int,
    selection: Span | None,
    chosen_id: str,
    unit: Span,
) -> Annotation | None:
    """The annotation that a command means, of those of an article in order.

    The one jumped to; else the one with exactly the selected span; else the one on exactly the
    sentence ``unit``; else the smallest that holds the caret. With a selection only an exact match
    counts, so that selecting a part of an annotation makes a new one.
    """
    by_id = next((a for a in annotations if chosen_id and a.id == chosen_id), None)
    if by_id and selection is None:
        return by_id
    same = _exactly_on(annotations, selection or unit)
    if same or selection:
        return same
    begun = annotations[: bisect_right(annotations, caret, key=_start)]
    holding = [a for a in begun if caret < a.end and a.placed]
    return min(holding, key=lambda a: a.end - a.start, default=None)


def _exactly_on(annotations: Sequence[Annotation], span: Span) -> Annotation | None:
    first = bisect_left(annotations, span.start, key=_start)
    for annotation in islice(annotations, first, None):
        if annotation.start > span.start:
            break
        if annotation.end == span.end and annotation.placed:
            return annotation
    return None


def _start(annotation: Annotation) -> int:
    return annotation.start


def for_tagging(
    annotations: Sequence[Annotation], selection: Span | None, chosen_id: str, unit: Span
) -> Annotation | None:
    """The annotation, of all in order, that a tag key changes; for ``None`` it makes a new one."""
    by_id = next((a for a in annotations if chosen_id and a.id == chosen_id), None)
    if by_id and selection is None:
        return by_id
    return _exactly_on(annotations, selection or unit)


def set_tags(annotation: Annotation, tags: Iterable[str]) -> Edit:
    """Replace the tags; an annotation left with nothing at all is deleted."""
    changed = replace(annotation, tags=tuple(tags), modified=now())
    kept = (changed.tags, changed.note, changed.claim, changed.speaker, changed.attributes)
    if not any(kept):
        return DropAnnotation(annotation.article, annotation.id)
    return PutAnnotation(changed)


def toggle_tag(annotation: Annotation, tag: str) -> Edit:
    """Put the tag on, or take it off when it is on."""
    if tag in annotation.tags:
        return set_tags(annotation, (t for t in annotation.tags if t != tag))
    return set_tags(annotation, (*annotation.tags, tag))


def new_annotation(
    article: Article, span: Span, *, creator: str, tags: Sequence[str] = (), claim: str = ""
) -> Annotation:
    """A new annotation; when the span lies in, or is, a quotation, its speaker is filled in."""
    speaker, cue = speaker_of(article, span)
    return annotate(
        article,
        span.start,
        span.end,
        tags=tuple(tags),
        creator=creator,
        claim=claim,
        speaker=speaker,
        cue=cue,
    )


def speaker_of(article: Article, span: Span) -> tuple[str, str]:
    """(speaker, cue) of the quotation that covers most of ``span``; blank when it is not quoted."""
    best, covered = ("", ""), (span.end - span.start) * 0.5
    for quotation in article.quotations_near(span.start, span.end):
        overlap = min(quotation.end, span.end) - max(quotation.start, span.start)
        if quotation.speaker and overlap > covered:
            best, covered = (quotation.speaker, quotation.cue or ""), overlap
    return best


def resize(article: Article, annotation: Annotation, start: int, end: int) -> Annotation | None:
    """The annotation on another span, everything else kept; ``None`` for an empty span."""
    if not 0 <= start < end <= len(article.text):
        return None
    text = article.text
    return replace(
        annotation,
        start=start,
        end=end,
        pieces=(),
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT_LENGTH) : start],
        suffix=text[end : end + CONTEXT_LENGTH],
        text_sha256=article.sha256,
        modified=now(),
    )


def move_edge(motions: Motions, annotation: Annotation, *, end: bool, later: bool) -> Span:
    """The span after one of its edges has moved by a word."""
    start, stop = _moved_edge(motions, annotation, end=end, later=later)
    text = motions.article.text
    # An annotation does not grow over the end of its paragraph by a word.
    grown = text[start : annotation.start] + text[annotation.end : stop]
    return annotation.span if "\n" in grown else Span(start, stop)


def _moved_edge(motions: Motions, annotation: Annotation, *, end: bool, later: bool) -> Span:
    start, stop = annotation.span
    if end:
        word = motions.following("word", stop - 1) if later else motions.at("word", stop - 1)
        if later and word:
            stop = word.end
        elif word:
            before = motions.preceding("word", word.start)
            stop = before.end if before and before.end > start else stop
    elif later:
        word = motions.following("word", start)
        start = word.start if word and word.start < stop else start
    else:
        word = motions.preceding("word", start)
        start = word.start if word else start
    return Span(start, stop)

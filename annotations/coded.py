"""One article as one coder coded it."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from ..articles.article import Article
from ..articles.span import Span
from .model import Annotation
from .progress import body_sentences


class CodedArticle:
    """What agreement compares: the spans of each tag, and the tags of each sentence."""

    def __init__(self, article: Article, annotations: Sequence[Annotation]) -> None:
        self.article = article
        self.spans = _spans_by_tag(annotations)
        self.sentences = _tags_by_sentence(body_sentences(article), self.spans)


def _spans_by_tag(annotations: Sequence[Annotation]) -> dict[str, list[Span]]:
    """The spans (pieces, where there are any) of each tag, sorted, those that overlap joined."""
    found: dict[str, set[Span]] = {}
    for annotation in annotations:
        for tag in annotation.tags:
            found.setdefault(tag, set()).update(annotation.pieces or (annotation.span,))
    return {tag: _joined(sorted(spans)) for tag, spans in found.items()}


def _joined(spans: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in spans:
        if joined and span.start < joined[-1].end:
            last = joined.pop()
            span = Span(last.start, max(last.end, span.end))
        joined.append(span)
    return joined


def _tags_by_sentence(
    sentences: Sequence[Span], spans: Mapping[str, Sequence[Span]]
) -> list[frozenset[str]]:
    """The tags of each sentence: those of spans that cover half of it, or lie half within it."""
    tags: list[set[str]] = [set() for _ in sentences]
    for tag, found in spans.items():
        for span in found:
            at = bisect_right(sentences, span.start, key=lambda sentence: sentence.end)
            while at < len(sentences) and sentences[at].start < span.end:
                if 2 * _shared(sentences[at], span) >= min(_length(sentences[at]), _length(span)):
                    tags[at].add(tag)
                at += 1
    return [frozenset(found) for found in tags]


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _length(span: Span) -> int:
    return span.end - span.start

"""Which words two corresponding passages share, and which were edited, in place."""

from collections.abc import Sequence
from dataclasses import dataclass

from .article import Article
from .correspondence import Relation
from .differences import Operation, word_differences
from .span import Span
from .words import words_in


@dataclass(frozen=True, slots=True)
class PairWords:
    """Spans in the two articles, in text order.

    ``shared`` words stand in both passages, ``edited`` ones inside a quotation that both share but
    one of them changed, added or left out.
    """

    shared_a: tuple[Span, ...] = ()
    shared_b: tuple[Span, ...] = ()
    edited_a: tuple[Span, ...] = ()
    edited_b: tuple[Span, ...] = ()


def pair_words(a: Article, a_span: Span, b: Article, b_span: Span, relation: Relation) -> PairWords:
    """Shared and edited words of two passages of two articles."""
    if relation.is_quote:
        return _quotation_words(a, a_span, b, b_span)
    mine = words_in(a.text, *a_span)
    theirs = words_in(b.text, *b_span)
    common = {w.stem for w in mine if w.tells} & {w.stem for w in theirs if w.tells}
    return PairWords(
        _joined(a.text, [Span(w.start, w.end) for w in mine if w.stem in common]),
        _joined(b.text, [Span(w.start, w.end) for w in theirs if w.stem in common]),
    )


def _quotation_words(a: Article, a_span: Span, b: Article, b_span: Span) -> PairWords:
    """The passages word by word; only changes between the first and last shared word count."""
    changes = word_differences(a.text[slice(*a_span)], b.text[slice(*b_span)])
    equal = [i for i, change in enumerate(changes) if change.operation is Operation.EQUAL]
    inner = changes[equal[0] : equal[-1] + 1] if equal else []
    same = [change for change in inner if change.operation is Operation.EQUAL]
    edited = [change for change in inner if change.operation is not Operation.EQUAL]
    return PairWords(
        _shifted(a, a_span.start, [change.a for change in same]),
        _shifted(b, b_span.start, [change.b for change in same]),
        _shifted(a, a_span.start, [change.a for change in edited]),
        _shifted(b, b_span.start, [change.b for change in edited]),
    )


def _shifted(article: Article, start: int, spans: Sequence[Span | None]) -> tuple[Span, ...]:
    moved = [Span(start + span.start, start + span.end) for span in spans if span]
    return _joined(article.text, moved)


def _joined(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Neighbouring spans as one when only blanks stand between them."""
    joined: list[Span] = []
    for span in spans:
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(span.end, joined[-1].end))
        elif joined and text[joined[-1].end : span.start] == " ":
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return tuple(joined)

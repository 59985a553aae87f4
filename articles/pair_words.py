"""Which words two corresponding passages share, and which were edited, in place."""

from bisect import bisect_right
from collections.abc import Sequence

from .article import Article
from .correspondence import Relation
from .differences import Operation, word_differences
from .record import record
from .span import Span
from .words import words_in


@record
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
    """The passages word by word; inside quotation marks, changes between shared words are edits."""
    changes = [
        (change.operation, _shifted(change.a, a_span.start), _shifted(change.b, b_span.start))
        for change in word_differences(a.text[slice(*a_span)], b.text[slice(*b_span)])
    ]
    equal = [i for i, (operation, _, _) in enumerate(changes) if operation is Operation.EQUAL]
    inner = changes[equal[0] : equal[-1] + 1] if equal else []
    edited = [
        (mine, theirs)
        for operation, mine, theirs in inner
        if operation is not Operation.EQUAL and _quoted(a, mine) and _quoted(b, theirs)
    ]
    same = [(mine, theirs) for operation, mine, theirs in inner if operation is Operation.EQUAL]
    return PairWords(
        _joined(a.text, [mine for mine, _ in same if mine]),
        _joined(b.text, [theirs for _, theirs in same if theirs]),
        _joined(a.text, [mine for mine, _ in edited if mine]),
        _joined(b.text, [theirs for _, theirs in edited if theirs]),
    )


def _shifted(span: Span | None, start: int) -> Span | None:
    return Span(start + span.start, start + span.end) if span else None


def _quoted(article: Article, span: Span | None) -> bool:
    """Whether nothing of the span stands outside quotation marks."""
    if span is None:
        return True
    index = bisect_right(article.quotations, span.start, key=lambda quotation: quotation.start)
    return index > 0 and span.end <= article.quotations[index - 1].end


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

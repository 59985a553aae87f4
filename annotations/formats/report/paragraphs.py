"""Which lines of an article a report shows, and as what."""

from bisect import bisect_left
from collections.abc import Sequence
from enum import Enum, auto

from ....articles.article import Article
from ....articles.record import record
from ....articles.span import Span
from .content import Chapter

_METADATA = "front matter"


class Look(Enum):
    """What a line is."""

    TEXT = auto()
    FURNITURE = auto()
    TITLE = auto()


@record
class Paragraph:
    """A line that is shown, and the sentences in it as (number in the article, span)."""

    span: Span
    look: Look
    sentences: Sequence[tuple[int, Span]]


def paragraphs_of(chapter: Chapter) -> list[Paragraph]:
    """The lines with words, in text order.

    Front matter is left out (the head shows it) unless somebody annotated it. The first line of
    text that says the same as the title is the title.
    """
    article = chapter.article
    reasons = {article.paragraph_at(line.start): line.reason for line in article.furniture}
    noted = {
        number
        for note in chapter.notes
        for piece in note.pieces
        for number in range(
            article.paragraph_at(piece.start), article.paragraph_at(piece.end - 1) + 1
        )
    }
    shown: list[Paragraph] = []
    title, titled = article.title.strip(), False
    for number, span in enumerate(article.paragraphs):
        words = article.text[span.start : span.end].strip()
        reason = reasons.get(number, "")
        if not words or (reason == _METADATA and number not in noted):
            continue
        look = Look.FURNITURE if reason else Look.TEXT
        if not titled and look is Look.TEXT and words == title:
            titled, look = True, Look.TITLE
        shown.append(Paragraph(span, look, _sentences(article, span)))
    return shown


def _sentences(article: Article, span: Span) -> list[tuple[int, Span]]:
    first = bisect_left(article.sentences, span.start, key=lambda sentence: sentence.start)
    last = bisect_left(article.sentences, span.end, key=lambda sentence: sentence.start)
    return list(enumerate(article.sentences[first:last], start=first))

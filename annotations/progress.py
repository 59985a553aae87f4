"""How far each article of a collection was read and worked through."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ..articles.article import Article
from ..articles.record import record
from ..articles.span import Span
from .codebook import Codebook, Role
from .model import Annotation


@record
class ArticleProgress:
    """What was done in one article; offsets in code points, the rest counts of annotations."""

    article: str
    length: int
    read_to: int
    finished: bool
    annotations: int
    tagged: int
    mentions: int
    needs_checking: int

    @property
    def share_read(self) -> float:
        """From 0 to 1; what stands after the last sentence of the article itself does not count."""
        return 1.0 if self.finished else self.read_to / self.length


def article_progress(
    article: Article, annotations: Sequence[Annotation], read_to: int, codebook: Codebook
) -> ArticleProgress:
    """Count what was done in an article; ``read_to`` comes from `ReadingLog`."""
    return ArticleProgress(
        article=article.id,
        length=len(article.text),
        read_to=read_to,
        finished=is_finished(article, read_to),
        annotations=len(annotations),
        tagged=sum(bool(annotation.tags) for annotation in annotations),
        mentions=sum(bool(annotation.claim) for annotation in annotations),
        needs_checking=sum(needs_checking(annotation, codebook) for annotation in annotations),
    )


def is_finished(article: Article, read_to: int) -> bool:
    """Whether the article was read to its end; furniture after it need not be read."""
    if read_to >= len(article.text):
        return True
    # Sentences are found only for what was begun: a library lists thousands of articles.
    return read_to > 0 and read_to >= body_end(article)


def body_end(article: Article) -> int:
    """Where the last sentence ends that is no furniture, in code points; 0 when there is none."""
    in_furniture = _Furniture(article)
    backwards = (
        span
        for paragraph in reversed(range(len(article.paragraphs)))
        for span in reversed(article.sentences_of(paragraph))
    )
    return next((span.end for span in backwards if span not in in_furniture), 0)


def body_sentences(article: Article) -> list[Span]:
    """The sentences that are no furniture, in text order."""
    in_furniture = _Furniture(article)
    return [span for span in article.sentences if span not in in_furniture]


def body_sentences_after(article: Article, offset: int) -> Iterator[Span]:
    """Those that begin after ``offset``, found paragraph by paragraph as they are asked for."""
    in_furniture = _Furniture(article)
    for paragraph in range(article.paragraph_at(max(0, offset)), len(article.paragraphs)):
        for span in article.sentences_of(paragraph):
            if span.start > offset and span not in in_furniture:
                yield span


def needs_checking(annotation: Annotation, codebook: Codebook) -> bool:
    """Whether a tag says that the passage needs checking."""
    return any(codebook.role(tag) is Role.CHECK for tag in annotation.tags)


class _Furniture:
    """The furniture of an article as a set of sentences."""

    def __init__(self, article: Article) -> None:
        self._lines = article.furniture

    def __contains__(self, sentence: Span) -> bool:
        at = bisect_right(self._lines, sentence.start, key=lambda line: line.start) - 1
        return at >= 0 and sentence.start < self._lines[at].end

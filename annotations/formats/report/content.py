"""What a report says, whatever it is written in: chapters, notes, claim board, figures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ....articles.article import Article
from ....articles.parallels import Parallel, Parallels, Passage, Strength, find_parallels
from ....articles.record import record
from ....articles.span import Span
from ....articles.wording import numbered
from ...agreement import Agreement, agreement
from ...board import Board, Order, build_board
from ...codebook import Codebook
from ...model import Annotation
from ...stances import Stances
from ...stats import Statistics, count
from ..base import Bundle, Report
from ..support.pieces import pieces_of

MOST_COMPARED = 50
"""Articles that are still compared with each other for parallels."""


@record
class Note:
    """One annotation in its chapter, with the tags that say how it stands to its claim."""

    chapter: int
    number: int
    stances: tuple[str, ...]
    """At least one; an empty text for an annotation without tags."""
    letters: tuple[str, ...]
    """Of each of the stances."""
    annotation: Annotation

    @property
    def stance(self) -> str:
        """The first stance; it gives the passage its colour."""
        return self.stances[0]

    @property
    def mark(self) -> str:
        """Stands in the text for the note, e.g. ``A3``; ``AD3`` where it takes two stances."""
        return f"{''.join(self.letters)}{self.number}"

    @property
    def key(self) -> str:
        """Names the note in links: chapter and number, both from 1."""
        return f"{self.chapter}-{self.number}"

    @property
    def pieces(self) -> tuple[Span, ...]:
        """The pieces, or the whole span as the only one."""
        return pieces_of(self.annotation)

    @property
    def quote(self) -> str:
        """The words, with an ellipsis between pieces."""
        start = self.annotation.start
        words = (self.annotation.exact[a - start : b - start] for a, b in self.pieces)
        return " … ".join(words)


@record
class Chapter:
    """One article with its notes."""

    number: int
    article: Article
    notes: tuple[Note, ...]

    @property
    def name(self) -> str:
        """The outlet; of an unknown one the article's id."""
        return self.article.metadata.outlet or self.article.id


@record
class Counterpart:
    """Where another chapter says the same as a sentence."""

    chapter: int
    sentence: int
    parallel: Parallel


@dataclass(frozen=True)
class Content:
    """The whole report."""

    codebook: Codebook
    chapters: tuple[Chapter, ...]
    board: Board
    statistics: Statistics
    parallels: Parallels
    _sentences: dict[Passage, int]

    @cached_property
    def _notes(self) -> dict[int, Note]:
        return {id(note.annotation): note for one in self.chapters for note in one.notes}

    def note(self, annotation: Annotation) -> Note:
        """The note of an annotation of the bundle (of this very object)."""
        return self._notes[id(annotation)]

    @cached_property
    def agreement(self) -> Agreement | None:
        """How the annotators agree; ``None`` when no two coded the same article."""
        coders: dict[str, dict[str, list[Annotation]]] = {}
        for chapter in self.chapters:
            for note in chapter.notes:
                own = coders.setdefault(note.annotation.creator, {})
                own.setdefault(chapter.article.id, []).append(note.annotation)
        found = agreement([one.article for one in self.chapters], coders)
        return found if found.pairs else None

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {row.claim.id: number for number, row in enumerate(self.board.rows, start=1)}

    def anchor(self, claim: str) -> str:
        """The id of a claim's part; the board's for a claim that was merged into another."""
        number = self._rows.get(claim)
        return f"c{number}" if number else "claims"

    def counterparts(self, chapter: Chapter, sentence: Span) -> Iterator[Counterpart]:
        """The best strong parallel of a sentence in every other chapter, in their order."""
        passage = Passage(chapter.article.id, sentence)
        for other in self.chapters if self.parallels.pairs else ():
            id = other.article.id
            found = self.parallels.of(passage, id, Strength.STRONG) if other != chapter else []
            if found:
                there = found[0].b if found[0].b.article == id else found[0].a
                yield Counterpart(other.number, self._sentences[there], found[0])

    @property
    def title(self) -> str:
        """``Claims in 5 articles``."""
        return f"{self.codebook.name} in {numbered(len(self.chapters), 'article')}"

    @property
    def period(self) -> str:
        """The first and the last date of the articles; empty when none is known."""
        dates = sorted(
            one.article.metadata.date for one in self.chapters if one.article.metadata.date
        )
        if not dates:
            return ""
        first, last = dates[0].isoformat(), dates[-1].isoformat()
        return first if first == last else f"{first} to {last}"

    @property
    def tags_used(self) -> list[str]:
        """Tags on at least one annotation, in the codebook's order."""
        return [tag for tag, number in self.statistics.tags.items() if number]


def content_of(bundle: Bundle, report: Report) -> Content:
    """Everything the reports print, worked out once; counts what it leaves out."""
    articles = bundle.articles
    stances = Stances(bundle.codebook)
    chapters = tuple(
        Chapter(number, article, tuple(_notes(number, bundle.of(article), bundle, stances)))
        for number, article in enumerate(articles, start=1)
    )
    compared = len(articles) <= MOST_COMPARED
    if not compared:
        report.lost["searches for parallels (more than 50 articles)"] += 1
    board = build_board(articles, bundle.claims, bundle.annotations, bundle.codebook)
    return Content(
        bundle.codebook,
        chapters,
        board.sorted(Order.DISAGREEMENT),
        count(articles, bundle.claims, bundle.annotations, bundle.codebook),
        find_parallels(articles) if compared else Parallels(),
        {
            Passage(article.id, sentence): number
            for article in articles
            for number, sentence in enumerate(article.sentences)
        },
    )


def _notes(
    chapter: int, annotations: Sequence[Annotation], bundle: Bundle, stances: Stances
) -> Iterator[Note]:
    for number, annotation in enumerate(annotations, start=1):
        taken = stances.of(annotation.tags)
        letters = tuple(bundle.codebook.letter(stance) if stance else "·" for stance in taken)
        yield Note(chapter, number, taken, letters, annotation)

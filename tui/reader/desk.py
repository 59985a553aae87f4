"""Which articles lie open, in which order, and where the reader is in each. No Textual."""

from collections.abc import Callable, Container, Sequence
from dataclasses import field

from ...articles.article import Article
from ...articles.record import holder
from ...articles.span import Span
from ..motions import Motions
from ..place import Place, at, carried
from ..remembered import Left, View, mark_of

MIN_WIDTH = 40
"""Cells below which a column is not worth reading."""
MOST_COLUMNS = 5


@holder
class Sheet:
    """One article on the desk."""

    article: Article
    place: Place = field(default_factory=Place)
    top: int = 0
    """Offset of the first text on screen."""
    flipped: frozenset[int] = frozenset()
    """Paragraphs whose being furniture the reader has turned round."""
    folding: bool = True
    _motions: Motions | None = None

    @property
    def motions(self) -> Motions:
        """Moves in this article that step over folded furniture."""
        if self._motions is None:
            hidden = self.furniture if self.folding else frozenset[int]()
            self._motions = Motions(self.article, hidden)
        return self._motions

    @property
    def furniture(self) -> frozenset[int]:
        """Indices of the paragraphs that are furniture, as the reader sees it."""
        found = {self.article.paragraph_at(line.start) for line in self.article.furniture}
        return frozenset(found ^ self.flipped)

    def furniture_spans(self) -> list[Span]:
        """The furniture lines as spans, in text order."""
        paragraphs = self.article.paragraphs
        return [paragraphs[index] for index in sorted(self.furniture)]

    def flip(self, paragraph: int) -> None:
        """Turn round whether a paragraph is furniture."""
        self.flipped ^= {paragraph}
        self._motions = None

    def fold(self, folding: bool) -> None:
        """Fold the furniture, or show it dimmed."""
        self.folding = folding
        self._motions = None

    def left(self) -> Left:
        """Where the reader is in it, to be put back another time."""
        flipped = tuple(sorted(self.flipped))
        return Left(mark_of(self.article.text), self.place.caret, self.top, flipped)

    def put_back(self, left: Left, *, folding: bool) -> None:
        """Have it as it was left; after its text has changed, only about where it was."""
        text = self.article.text
        last = max(0, len(text) - 1)
        self.fold(folding)
        self.place = at(min(left.caret, last))
        self.top = min(left.top, last)
        if left.text == mark_of(text):
            paragraphs = range(len(self.article.paragraphs))
            self.flipped = frozenset(line for line in left.flipped if line in paragraphs)

    def renew(self, article: Article, nearest: Callable[[int], int]) -> None:
        """Take the new text of the article; places go to the ``nearest`` offsets in it."""
        old = self.article.paragraphs
        self.flipped = frozenset(
            article.paragraph_at(nearest(old[index].start)) for index in self.flipped
        )
        self.article, self._motions = article, None
        self.place = carried(self.place, nearest, len(article.text))
        self.top = nearest(self.top)


def as_left(view: View, articles: Sequence[Article]) -> "Desk":
    """A desk with these articles, where and how they lay when the reader left."""
    desk = Desk(view.in_order(articles))
    desk.put_back(view)
    return desk


class Desk:
    """The open articles and the window of them that fits the screen."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self.sheets = [Sheet(article) for article in articles]
        self.current = 0
        self.first = 0
        """Index of the leftmost visible article."""
        self.wanted: list[int] = []
        """Articles that should be seen beside the one in hand, the most wanted first."""
        self.single = False
        self.alone = False
        """Whether there is one column whatever the reader chose, as in the linear mode."""
        self.base: int | None = None
        """The article that the others follow, when the reader has chosen one."""
        self.back: list[tuple[int, int]] = []
        """Where jumps began: (article index, caret)."""
        self.widths: dict[str, float] = {}
        """How wide articles' columns are, 1 being an equal share; by id, where it is not 1."""
        for sheet in self.sheets:
            sheet.place = at(sheet.motions.first())

    @property
    def sheet(self) -> Sheet:
        """The article in hand."""
        return self.sheets[self.current]

    def fitting(self, width: int) -> int:
        """How many columns fit ``width`` cells."""
        if self.single or self.alone:
            return 1
        return max(1, min(len(self.sheets), MOST_COLUMNS, width // MIN_WIDTH))

    def window(self, width: int) -> tuple[int, ...]:
        """Indices of the visible articles, in order.

        A stretch that slides so that the one in hand is in it; while others are `wanted`, those
        first, then the one in hand, then its neighbours.
        """
        count = self.fitting(width)
        if self.wanted:
            near = sorted(range(len(self.sheets)), key=lambda i: abs(i - self.current))
            return tuple(sorted(list(dict.fromkeys([*self.wanted, *near]))[:count]))
        first = min(self.first, len(self.sheets) - count)
        first = max(min(first, self.current), self.current - count + 1, 0)
        self.first = first
        return tuple(range(first, first + count))

    def put_back(self, view: View) -> None:
        """Have everything as it was left."""
        self.single = view.single
        self.widths = {**view.widths}
        self.base = self.index_of(view.base)
        self.current = self.index_of(view.current) or 0
        self.put_back_places(view)

    def put_back_places(self, view: View, known: Container[str] = ()) -> None:
        """Have each article as it was left, but for the ``known`` ones."""
        for sheet in self.sheets:
            left = view.places.get(sheet.article.id)
            if left is not None and sheet.article.id not in known:
                sheet.put_back(left, folding=view.folding)

    def move(self, by: int) -> bool:
        """Move the article in hand so many places to the right; whether it went anywhere."""
        here = self.current
        there = min(max(here + by, 0), len(self.sheets) - 1)
        if there == here:
            return False
        order = [*range(len(self.sheets))]
        order.insert(there, order.pop(here))
        now = {before: after for after, before in enumerate(order)}
        self.sheets = [self.sheets[before] for before in order]
        self.current = there
        self.base = None if self.base is None else now[self.base]
        self.back = [(now[index], caret) for index, caret in self.back]
        self.wanted = [now[index] for index in self.wanted]
        return True

    def turn_to(self, index: int) -> None:
        """Take another article in hand; wraps round."""
        self.current = index % len(self.sheets)
        if self.wanted and self.current not in self.wanted:
            self.wanted = []

    def index_of(self, article_id: str) -> int | None:
        """Where the article with this id lies, or ``None``."""
        found = (i for i, sheet in enumerate(self.sheets) if sheet.article.id == article_id)
        return next(found, None)

    def remember(self) -> None:
        """Keep where the reader is, so that `return_back` can come back to it."""
        self.back.append((self.current, self.sheet.place.caret))
        del self.back[:-100]

    def return_back(self) -> bool:
        """Go back to where the last jump began; whether there was one."""
        if not self.back:
            return False
        self.current, caret = self.back.pop()
        self.sheet.place = at(caret)
        return True

    def renew(self, index: int, article: Article, nearest: Callable[[int], int]) -> None:
        """Give a sheet the new text of its article; places go to the ``nearest`` offsets in it."""
        self.sheets[index].renew(article, nearest)
        self.back = [(i, nearest(caret) if i == index else caret) for i, caret in self.back]

    def with_articles(self, articles: Sequence[Article]) -> "Desk":
        """A desk with these articles; sheets that lie here already are taken over."""
        known = {sheet.article.id: sheet for sheet in self.sheets}
        desk = Desk([article for article in articles if article.id not in known])
        fresh = {sheet.article.id: sheet for sheet in desk.sheets}
        desk.sheets = [(known | fresh)[article.id] for article in articles]
        desk.single, desk.alone = self.single, self.alone
        desk.widths = self.widths
        if self.base is not None:
            desk.base = desk.index_of(self.sheets[self.base].article.id)
        return desk

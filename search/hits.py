"""The hits of an answer, each made when it is looked at."""

from collections.abc import Iterator, Mapping, Sequence
from typing import overload

from ..articles.article import Article
from .highlight import Highlighter, snippet
from .results import Hit


class Hits(Sequence[Hit]):
    """Hits in order. Matches and snippet of a hit are looked up once it is asked for."""

    def __init__(
        self,
        ranking: Sequence[tuple[str, float]],
        articles: Mapping[str, Article],
        highlighter: Highlighter,
    ) -> None:
        self._ranking = [pair for pair in ranking if pair[0] in articles]
        self._articles = articles
        self._highlighter = highlighter
        self._made: dict[int, Hit] = {}

    def __len__(self) -> int:
        return len(self._ranking)

    @overload
    def __getitem__(self, index: int) -> Hit: ...
    @overload
    def __getitem__(self, index: slice) -> list[Hit]: ...
    def __getitem__(self, index: int | slice) -> Hit | list[Hit]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        at = range(len(self))[index]
        if at not in self._made:
            self._made[at] = self._make(*self._ranking[at])
        return self._made[at]

    def __iter__(self) -> Iterator[Hit]:
        return (self[at] for at in range(len(self)))

    def articles(self) -> list[str]:
        """Ids of the hits' articles in order; looks nothing up."""
        return [article for article, _ in self._ranking]

    def _make(self, name: str, score: float) -> Hit:
        article = self._articles[name]
        matches = tuple(self._highlighter.matches(article))
        return Hit(name, score, matches, snippet(article, matches))

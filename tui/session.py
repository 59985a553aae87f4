"""What all screens share: collection, workspace, index and parallels. No Textual."""

from collections.abc import Sequence
from pathlib import Path

from ..annotations.workspace import Workspace
from ..articles.article import Article
from ..articles.collection import Collection
from ..articles.parallels import Parallels
from ..search.engine import Notes, SearchIndex
from ..search.notes import notes_of


class Session:
    """One sitting over one collection."""

    def __init__(self, collection: Collection, workspace: Workspace) -> None:
        self.collection = collection
        self.workspace = workspace
        self.parallels: Parallels | None = None
        """Known once the worker has computed them."""
        self._index: SearchIndex | None = None

    @property
    def articles(self) -> Sequence[Article]:
        """The articles, in order."""
        return self.collection.articles

    @property
    def index(self) -> SearchIndex:
        """The full-text index, opened when it is first needed."""
        if self._index is None:
            self._index = SearchIndex.open(self.collection.root, self.articles)
        return self._index

    def close(self) -> None:
        """Let go of the index."""
        if self._index is not None:
            self._index.close()
            self._index = None

    def notes(self) -> dict[str, Notes]:
        """What the annotations add to the index, by article id."""
        return {
            article.id: notes_of(self.workspace.annotations(article.id))
            for article in self.articles
        }

    def source_line(self, article: Article) -> str:
        """Outlet, title and date as they stand under a quotation; unknown parts are left out."""
        data = article.metadata
        date = data.date.isoformat() if data.date else ""
        parts = [data.outlet, f"“{article.title}”", date, data.url]
        return ", ".join(part for part in parts if part)


def outlet_name(article: Article) -> str:
    """What a column is called: the outlet, else the file's name without its ending."""
    return article.metadata.outlet or Path(article.id.partition("#")[0]).stem


def short_date(article: Article) -> str:
    """The date as 2020-09-14, or nothing when unknown."""
    return article.metadata.date.isoformat() if article.metadata.date else ""

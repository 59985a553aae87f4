"""What all screens share: collection, workspace, index and parallels. No Textual.

Imports that the first frame does not need stand in the functions that do.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from .names import Names

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from ..annotations.drafts import Drafts
    from ..annotations.edits import Edit
    from ..annotations.model import Annotation
    from ..annotations.problems import Problem
    from ..annotations.reading_log import ReadingLog
    from ..annotations.renewal import Renewal
    from ..annotations.workspace import Workspace
    from ..articles.article import Article
    from ..articles.collection import Collection
    from ..articles.parallels import Parallels
    from ..search.engine import SearchIndex
    from ..search.results import Notes
    from .remembered import Memory


COMPARING = "still comparing the articles"
NOT_COMPARED = "the articles could not be compared"


class Session:
    """One sitting over one collection."""

    def __init__(self, collection: Collection, workspace: Workspace) -> None:
        self.collection = collection
        self.workspace = workspace
        self.parallels: Parallels | None = None
        """Known once the worker has computed them."""
        self.not_compared = COMPARING
        """Why they are not known yet, for people."""
        self.save: Callable[[Sequence[str]], None] = lambda articles: None
        """Makes what is staged durable, without waiting; the app sets it."""
        self.refused: Callable[[str], None] = lambda said: None
        """Tells in full why a change is not allowed; the app sets it."""
        self.take_back: Callable[[], None] | None = None
        """What undo does first: it takes back a change of the view, until anything is changed."""
        self.log: ReadingLog | None = None
        """How far each article was read; ``None`` keeps nothing."""
        self.memory: Memory | None = None
        """How the collection was left; ``None`` keeps nothing. The app sets it."""
        self.state: Path | None = None
        """Folder for what serves this user alone; ``None`` keeps nothing."""
        self.handed_out: set[Path] = set()
        """Files and folders written for others: no articles, wherever they are."""
        self._drafts: Drafts | None = None
        self.names = Names(collection.articles)
        self._opening = threading.Lock()
        self._index: SearchIndex | None = None

    @property
    def articles(self) -> Sequence[Article]:
        """The articles, in order."""
        return self.collection.articles

    @property
    def index(self) -> SearchIndex:
        """The full-text index, opened when it is first needed."""
        with self._opening:
            if self._index is None:
                from ..search.engine import SearchIndex

                self._index = SearchIndex.open(self.collection.root, self.articles)
            return self._index

    @property
    def drafts(self) -> Drafts | None:
        """What is being typed, kept against a crash; ``None`` without a folder for it."""
        if self._drafts is None and self.state is not None:
            from ..annotations.drafts import Drafts

            self._drafts = Drafts(self.state / "drafts", self.workspace.annotator)
        return self._drafts

    def unfinished(self) -> str:
        """What to say about notes that were being typed when the program ended; or nothing."""
        drafts = self.drafts
        if drafts is None or not drafts.there:
            return ""
        from ..annotations.drafts import place_of

        left = drafts.waiting({place_of(article) for article in self.articles})
        if not left:
            return ""
        subject, more = left[0], len(left) - 1
        words = " ".join(subject.exact.split()[:6])
        key = "c" if subject.kind == "claim" else "e"
        others = f"; {more} more" if more else ""
        return f"an unfinished {subject.kind} is kept: {key} on “{words}…” shows it{others}"

    def close(self) -> None:
        """Let go of the index."""
        if self._index is not None:
            self._index.close()
            self._index = None

    def change(self, label: str, edits: Sequence[Edit]) -> str:
        """Stage edits as one undoable step and have them saved; what forbids it, or nothing."""
        if not edits:
            return ""
        from ..annotations.workspace import ReadOnlyError

        try:
            step = self.workspace.stage(label, edits)
        except ReadOnlyError as error:
            return self._refuse(error.problem)
        self.take_back = None
        self.save(step.articles)
        return ""

    def forbidden(self, *articles: str) -> str:
        """What forbids changing these articles' annotations (``""``: the claims), or nothing.

        To be asked before somebody types what could not be kept.
        """
        found = (self.workspace.read_only(article) for article in articles)
        return next((self._refuse(problem) for problem in found if problem), "")

    def _refuse(self, problem: Problem) -> str:
        """Tell it in full in a notice; the line of status, a dialog's too, has room for little."""
        from ..articles.printable import printable_line

        self.refused(f"Nothing was changed. {problem.brief}")
        return f"nothing was changed: {printable_line(problem.path.name)} cannot be read"

    def renew(self, renewals: Sequence[Renewal], joining: Sequence[Article] = ()) -> bool:
        """Go on with articles read again, and with new ones; not while something is being saved."""
        if not self.workspace.adopt(renewals, joining):
            return False
        self.collection = self.workspace.collection
        self.names = Names(self.collection.articles)
        if self.log:
            self.log.follow(self.collection)
        return True

    def all_annotations(self) -> list[Annotation]:
        """This annotator's annotations of all articles."""
        return [
            annotation
            for article in self.articles
            for annotation in self.workspace.annotations(article.id)
        ]

    def name(self, article: Article) -> str:
        """What a column is called: the outlet, else what tells the file's name apart."""
        return self.names.of(article)

    def read_to(self, article_id: str) -> int:
        """The offset that an article was read to; 0 when it was not begun."""
        return self.log.read_to(article_id) if self.log else 0

    def finished(self) -> frozenset[str]:
        """Ids of the articles that were read to the end."""
        return frozenset(self.log.finished()) if self.log else frozenset()

    def notes(self) -> dict[str, Notes]:
        """What the annotations add to the index, by article id."""
        from ..search.notes import notes_of

        statements = self.statements()
        return {
            article.id: notes_of(self.workspace.annotations(article.id), statements)
            for article in self.articles
        }

    def statements(self) -> dict[str, str]:
        """The words of the claims, by id, so that a search finds them."""
        return {claim.id: claim.statement for claim in self.workspace.claims.values()}

    def source_line(self, article: Article) -> str:
        """Outlet, title and date as they stand under a quotation; unknown parts are left out."""
        data = article.metadata
        date = data.date.isoformat() if data.date else ""
        parts = [data.outlet, f"“{article.title}”", date, data.url]
        return ", ".join(part for part in parts if part)

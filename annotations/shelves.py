"""The files of one collection: a shelf for each sidecar, for the claims and for the codebook."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import RLock
from typing import Any

from ..articles.article import Article
from ..articles.collection import Collection
from .anchors import Anchorer
from .codecs import ClaimsCodec, CodebookCodec, SidecarCodec
from .edits import Edit
from .files import Disk
from .history import Change
from .layout import Layout
from .model import Annotation
from .problems import Problem, ReadOnlyError, both_changed, doubled, unreadable
from .renewal import Renewal, prepare
from .shelf import Shelf
from .sidecar import FileFault, carry_rendered
from .staging import alike, article_of, edit_of, kind_of, place, resorted
from .texts import Texts


class Shelves:
    """Makes the shelves and reads them; what cannot be read becomes a `Problem`, by its path."""

    def __init__(
        self, collection: Collection, layout: Layout, texts: Texts, disk: Disk, lock: RLock
    ) -> None:
        self.articles = {article.id: article for article in collection.articles}
        self.problems: dict[Path, Problem] = {}
        self.notes: list[Problem] = []
        """What the next flush has to say besides its own problems."""
        self._layout = layout
        self._disk = disk
        self._lock = lock
        self._stored = partial(texts.get, disk)
        self._anchorers: dict[str, Anchorer] = {}
        self._former: dict[str, list[Article]] = {}
        """Articles as they were before they changed on disk."""
        self._sidecars: dict[str, Shelf[Annotation]] = {}
        self._sorted: dict[str, tuple[Annotation, ...]] = {}
        self.claims = self._new(layout.claims, ClaimsCodec())
        self.codebook = self._new(layout.codebook, CodebookCodec())

    def __iter__(self) -> Iterator[Shelf[Any]]:
        yield from self._sidecars.values()
        yield self.claims
        yield self.codebook

    def sidecar(self, article: str) -> Shelf[Annotation]:
        """The shelf of this annotator's sidecar."""
        if article not in self._sidecars:
            path = self._layout.sidecar(article)
            shelf = self._new(path, SidecarCodec(self.anchorer(article)))
            shelf.article = article
            shelf.on_change = lambda: self._sorted.pop(article, None)
            self._sidecars[article] = shelf
        return self._sidecars[article]

    def of(self, what: Edit | Change) -> Shelf[Any]:
        """The shelf that an edit or a change is about."""
        article = what.article if isinstance(what, Change) else article_of(what)
        if article:
            return self.sidecar(article)
        kind = what.kind if isinstance(what, Change) else kind_of(what)
        return self.codebook if kind == "codebook" else self.claims

    def annotations(self, article: str) -> tuple[Annotation, ...]:
        """The annotations of an article, sorted; to be called with the lock held."""
        if article not in self._sorted:
            shelf = self._sidecars.get(article)
            values = shelf.now.values() if shelf else ()
            self._sorted[article] = tuple(sorted(values, key=place))
        return self._sorted[article]

    def apply(self, change: Change) -> None:
        """Make a change in memory; to be called with the lock held."""
        shelf = self.of(change)
        known = self._sorted.get(change.article) if change.article else None
        old: Any = shelf.now.get(change.id)
        value: Any = change.after
        shelf.put(change.id, value)
        if known is not None:
            self._sorted[change.article] = resorted(known, old, value)

    def unsaved(self) -> Iterator[Change]:
        """What is staged and in no file; to be called with the lock held."""
        for shelf in self:
            kind = "codebook" if shelf is self.codebook else "claim"
            for key, before, after in shelf.unsaved():
                yield Change(
                    "annotation" if shelf.article else kind, shelf.article, key, before, after
                )

    def merged(self, changes: Sequence[Change]) -> list[Edit]:
        """The edits that bring in what another session changed; to be called with the lock held.

        Changes of articles that are not open are left out.
        """
        edits: list[Edit] = []
        for change in changes:
            if change.article and change.article not in self.articles:
                continue
            shelf = self.of(change)
            values = shelf.merged(change.id, change.before, change.after)
            for key in dict.fromkeys([change.id, *values]):
                value = values.get(key)
                if not alike(shelf.now.get(key), value):
                    made = replace(change, id=key, after=value)
                    edits.append(edit_of(self.anchored(made)))
        return edits

    def anchored(self, change: Change) -> Change:
        """With its place in the present text, which may not be the text it was made on."""
        if not isinstance(change.after, Annotation):
            return change
        return replace(change, after=self.anchorer(change.article).anchored(change.after))

    def check(self, what: Edit | Change) -> None:
        """Raises `ReadOnlyError` when what is changed cannot be read, so nothing may be written."""
        if problem := self.problems.get(self.of(what).path):
            raise ReadOnlyError(problem)

    def anchorer(self, article: str) -> Anchorer:
        """What finds the places of annotations in the article's present text."""
        if article not in self._anchorers:
            self._anchorers[article] = Anchorer(self.articles[article], self._stored)
        return self._anchorers[article]

    def load(self) -> None:
        """Read every file for the first time."""
        self.load_shared()
        for article in self._annotated():
            self._try(self.sidecar(article), lambda s: s.load(self._disk))

    def meet(self) -> None:
        """Have a shelf, empty yet, for every sidecar that another program has made meanwhile."""
        for article in self._annotated():
            self.sidecar(article)

    def _annotated(self) -> list[str]:
        """The articles that have a sidecar on disk, in order."""
        there = self._layout.annotated(self.articles)
        return [article for article in self.articles if article in there]

    def load_shared(self) -> None:
        """Read the claims and the codebook for the first time."""
        for shelf in (self.claims, self.codebook):
            self._try(shelf, lambda s: s.load(self._disk, self._layout.fallback(s.path)))

    def doubles(self) -> list[Problem]:
        """What to say of claims that had the id of an earlier one."""
        return [doubled(self.claims.path, renamed) for renamed in self.claims.frame.renamed]

    def move(self, layout: Layout) -> None:
        """Keep everything in other files from now on; what cannot be read now stays so."""
        self._layout = layout
        places = {self.claims: layout.claims, self.codebook: layout.codebook}
        places |= {shelf: layout.sidecar(article) for article, shelf in self._sidecars.items()}
        for shelf, path in places.items():
            problem = self.problems.pop(shelf.path, None)
            if problem is not None:
                self.problems[path] = problem
            else:
                shelf.move(path, layout.fence)

    def refresh(self, shelf: Shelf[Any]) -> bool:
        """Merge in what the file holds now; whether that brought anything new."""

        def read(shelf: Shelf[Any]) -> bool:
            found = shelf.refresh(self._disk)
            if found.conflicts:
                self.notes.append(both_changed(shelf.path, found.conflicts))
            return found.changed

        return self._try(shelf, read)

    def prepared(self, article: Article) -> Renewal:
        """What the new text of an open article does to its annotations; changes nothing yet."""

        def present() -> list[Annotation]:
            with self._lock:
                return list(self.sidecar(article.id).now.values())

        return prepare(article, self.anchorer(article.id), present)

    def adopt(self, renewal: Renewal) -> None:
        """Put a new text in the place of the old one; to be called with the lock held."""
        article = renewal.article
        shelf = self.sidecar(article.id)
        before = dict(shelf.now)
        self._former.setdefault(article.id, []).append(self.articles[article.id])
        self.articles[article.id] = article
        self._anchorers[article.id] = renewal.anchorer
        shelf.renew(SidecarCodec(renewal.anchorer), renewal.renewed)
        carry_rendered(shelf.frame, ((old, shelf.now[key]) for key, old in before.items()))

    def join(self, articles: Sequence[Article]) -> None:
        """Take in articles that were not open, with what is kept of them; with the lock held."""
        for article in articles:
            self.articles[article.id] = article
        for article in self._layout.annotated([article.id for article in articles]):
            self._try(self.sidecar(article), lambda s: s.load(self._disk))

    def texts_of(self, article: str) -> list[Article]:
        """The article, and what it was before, as far as annotations were made on that."""
        made_on = {annotation.text_sha256 for annotation in self.sidecar(article).now.values()}
        former = self._former.get(article, [])
        return [self.articles[article], *(old for old in former if old.sha256 in made_on)]

    def others(self) -> dict[str, dict[str, Sequence[Annotation]]]:
        """Other annotators' annotations by article and annotator, as they are on disk now."""
        found: dict[str, dict[str, Sequence[Annotation]]] = {}
        for article, name, path in self._layout.other_sidecars(list(self.articles)):
            shelf = self._new(path, SidecarCodec(self.anchorer(article)))
            self._try(shelf, lambda s: s.load(self._disk))
            annotations = tuple(sorted(shelf.now.values(), key=place))
            found.setdefault(article, {})[name] = annotations
        return found

    def _try(self, shelf: Shelf[Any], read: Callable[[Shelf[Any]], bool]) -> bool:
        try:
            changed = read(shelf)
        except (FileFault, OSError) as error:
            self.problems[shelf.path] = unreadable(shelf.path, error)
            return False
        return self.problems.pop(shelf.path, None) is not None or changed

    def _new(self, path: Path, codec: Any) -> Shelf[Any]:
        return Shelf(path, self._layout.fence, codec, self._lock)

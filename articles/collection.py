"""The articles opened together."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from .article import Article
from .loading.draft import Unreadable
from .loading.encodings import known_encoding
from .loading.files import ENDINGS, MAX_BYTES, known_endings, read_articles
from .loading.places import absolute, common_root, relative
from .loading.walk import folders_below, is_own, is_passed_over, walk_folder
from .record import record, roomy_record

_PROGRESS_STEPS = 100
_NAMED = 3  # skipped files that an error names


@record
class Skipped:
    """A file that was not opened, and why: a clause with the remedy that continues the path."""

    path: Path
    reason: str
    passed_over: bool = False
    """Whether it is a link or a pipe that is not followed: nothing of it is broken."""


@roomy_record
class Collection:
    """The articles opened together.

    ``root`` is the folder they share; article ids are relative to it. Every path is absolute.
    """

    root: Path
    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...] = ()
    encoding: str | None = None
    """The encoding that overruled what the files look like, if one did."""
    named: frozenset[Path] = frozenset()
    """The files and folders that were asked for."""

    def renewed(self, articles: Iterable[Article]) -> "Collection":
        """The collection with these articles in the places of those with the same ids."""
        new = {article.id: article for article in articles}
        return replace(self, articles=tuple(new.get(a.id, a) for a in self.articles))

    def extended(self, articles: Iterable[Article]) -> "Collection":
        """The collection with these articles behind the others."""
        return replace(self, articles=(*self.articles, *articles))

    def article(self, article_id: str) -> Article | None:
        """The article with this id, or ``None``."""
        return self._by_id.get(article_id)

    @cached_property
    def _by_id(self) -> dict[str, Article]:
        return {article.id: article for article in self.articles}


class LoadingCancelled(Exception):
    """Raised by `load_collection` when its ``cancelled`` callback says so."""


class LoadingError(Exception):
    """Nothing could be opened (a missing path, an empty folder): one sentence with the remedy."""


def load_collection(
    paths: Sequence[Path],
    *,
    encoding: str | None = None,
    max_bytes: int = MAX_BYTES,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Collection:
    """Open files and folders (walked) as one collection.

    Named paths keep their order; sidecars among them are passed over. Inside a folder the order is
    natural (``2.txt`` before ``10.txt``). Nothing is opened twice. What cannot be read, or is
    larger than ``max_bytes``, is in ``skipped``. ``encoding`` overrules what the files look like.
    ``progress`` gets (files done, files found), about a hundred times at most.

    Raises `LoadingError` or `LoadingCancelled`.
    """
    _check(paths, encoding)
    root = common_root(paths)
    files, skipped = _find(paths, cancelled)
    articles: list[Article] = []
    step = max(1, len(files) // _PROGRESS_STEPS)
    for done, path in enumerate(files):
        if cancelled():
            raise LoadingCancelled
        if progress and done % step == 0:
            progress(done, len(files))
        try:
            read, problems = read_articles(path, relative(path, root), encoding, max_bytes)
        except Unreadable as error:
            skipped.append(Skipped(Path(path), str(error)))
        else:
            articles += read
            skipped += [Skipped(Path(path), problem) for problem in problems]
    if progress:
        progress(len(files), len(files))
    if not articles:
        raise LoadingError(_nothing_opened(paths, skipped))
    named = frozenset(Path(absolute(path)) for path in paths)
    return Collection(Path(root), tuple(articles), tuple(skipped), encoding, named)


def load_article(
    path: Path,
    root: Path,
    *,
    encoding: str | None = None,
    max_bytes: int = MAX_BYTES,
    named: Set[Path] = frozenset(),
) -> list[Article]:
    """Read one file of a collection (again): its articles, with the ids they have below ``root``.

    ``named`` are the files and folders that were asked for, if not ``root``. Raises `LoadingError`
    when the file cannot be read any more, holds no article, or became a link that leads out.
    """
    place = absolute(path)
    if not _stays(Path(place), named or {Path(absolute(root))}):
        raise LoadingError(f"{path} leads out of the folder through a link; open it by its name.")
    try:
        return read_articles(place, relative(place, str(root)), encoding, max_bytes)[0]
    except Unreadable as error:
        raise LoadingError(f"{path} {error}.") from error


def may_belong(path: Path, collection: Collection) -> bool:
    """Whether a file that was not there on opening would have been opened: by name and folder."""
    return (
        path.suffix.lower() in ENDINGS
        and not is_passed_over(path.name)
        and any(parent in collection.named for parent in path.parents)
        and not path.is_symlink()
    )


def may_hold(path: Path, collection: Collection) -> bool:
    """Whether articles in a folder that was not there on opening would have been opened."""
    above = next((parent for parent in path.parents if parent in collection.named), None)
    return (
        above is not None
        and not any(map(is_passed_over, path.relative_to(above).parts))
        and path.is_dir()
        and not path.is_symlink()
    )


def folders_of(collection: Collection) -> Iterator[Path]:
    """The folders that were opened, and all in them that may hold articles. Walks them."""
    for path in collection.named:
        if path.is_dir():
            yield from map(Path, folders_below(str(path)))


def unopened(collection: Collection, cancelled: Callable[[], bool] = lambda: False) -> list[Path]:
    """Files in the folders of a collection that are neither open nor known to be unreadable."""
    known = {article.path for article in collection.articles}
    known |= {skipped.path for skipped in collection.skipped}
    folders = (str(path) for path in collection.named if path.is_dir())
    found = (Path(path) for one in folders for path in walk_folder(one, ENDINGS, cancelled).files)
    return [path for path in dict.fromkeys(found) if path not in known]


def _stays(path: Path, named: Set[Path]) -> bool:
    """Whether a file was asked for by its name, or lies in a folder that was."""
    target = Path(os.path.realpath(path))
    return path in named or any(
        parent in named and target.is_relative_to(os.path.realpath(parent))
        for parent in path.parents
    )


def _check(paths: Sequence[Path], encoding: str | None) -> None:
    if not paths:
        raise LoadingError("No file or folder was named; name at least one to open.")
    if encoding is not None and not known_encoding(encoding):
        raise LoadingError(
            f"There is no text encoding called {encoding!r}; "
            "name one such as utf-8, cp1252, cp1251 or shift_jis."
        )
    for path in paths:
        try:
            path.stat()
        except (FileNotFoundError, NotADirectoryError) as error:
            raise LoadingError(f"{path} does not exist; check the spelling.") from error
        except PermissionError as error:
            raise LoadingError(f"{path} may not be read; change its permissions.") from error
        except (OSError, ValueError) as error:  # a loop of links; a NUL in the name
            raise LoadingError(f"{path} cannot be opened ({error}); name another path.") from error


def _find(paths: Iterable[Path], cancelled: Callable[[], bool]) -> tuple[list[str], list[Skipped]]:
    files: dict[str, None] = {}  # an ordered set
    skipped: list[Skipped] = []
    for path in paths:
        place = absolute(path)
        if not path.is_dir():
            if not is_own(path.name):
                files[place] = None
            continue
        found = walk_folder(place, ENDINGS, cancelled)
        if cancelled():
            raise LoadingCancelled
        files.update(dict.fromkeys(found.files))
        skipped += [Skipped(Path(file), clause) for file, clause in found.problems]
        skipped += [Skipped(Path(file), clause, True) for file, clause in found.passed_over]
    return list(files), skipped


def _nothing_opened(paths: Sequence[Path], skipped: Sequence[Skipped]) -> str:
    named = ", ".join(str(path) for path in paths)
    if all(is_own(path.name) and not path.is_dir() for path in paths):
        return f"{named}: written by crossread, no article; name the articles or their folder."
    if not skipped:
        return f"There is no article in {named}; crossread opens {known_endings()}."
    reasons = "; ".join(f"{each.path} {each.reason}" for each in skipped[:_NAMED])
    if len(skipped) == 1:
        return f"{reasons}."
    more = f"; and {len(skipped) - _NAMED:,} more" if len(skipped) > _NAMED else ""
    return f"Nothing in {named} could be opened: {reasons}{more}."

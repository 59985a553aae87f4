"""Where everything of a collection is kept.

Beside the articles: ``004.txt.annotations.json``, or ``004.txt.rivera.annotations.json`` for a
named annotator. In the collection's folder: ``claims.json``, ``codebook.toml`` and ``.crossread/``,
which serves recovery. With ``--sidecars DIR`` all of it lies below DIR, under the same relative
paths.
"""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from .files import Fence

SUFFIX = ".annotations.json"

_UNSAFE = re.compile(r"[^\w-]+")
_LONGEST_NAME = 64


def safe_name(annotator: str) -> str:
    """An annotator's name as part of a file name: letters, digits, ``-`` and ``_``.

    Raises `ValueError` when nothing is left of it, and when it is written like a path: its files
    would not lie where that leads.
    """
    if "/" in annotator or "\\" in annotator:
        raise ValueError(
            f"the annotator's name {annotator!r} is written like a path, and is none; "
            "use one without / and \\"
        )
    safe = _UNSAFE.sub("-", annotator.strip()).strip("-")[:_LONGEST_NAME].strip("-")
    if annotator.strip() and not safe:
        raise ValueError(f"the annotator's name {annotator!r} has no letter or digit; use another")
    return safe


class Layout:
    """The paths of one collection's files for one annotator."""

    def __init__(self, root: Path, sidecars: Path | None, annotator: str) -> None:
        self.root = root
        self.home = sidecars or root
        self.fence = Fence(self.home)
        self.elsewhere = sidecars is not None
        self._name = safe_name(annotator)
        self.private = self.home / ".crossread"
        self.lock = self.private / "lock"
        self.texts = self.private / "texts"
        self.history = self.private / (
            f"history.{self._name}.jsonl" if self._name else "history.jsonl"
        )
        self.claims = self.home / "claims.json"
        self.codebook = self.home / "codebook.toml"

    def sidecar(self, article_id: str) -> Path:
        """This annotator's sidecar of an article."""
        return self._named(article_id, self._name)

    def other_sidecars(self, articles: Sequence[str]) -> Iterator[tuple[str, str, Path]]:
        """(article, annotator, path) of the sidecars that other annotators have written."""
        return (found for found in self.sidecars(articles) if found[0] and found[1] != self._name)

    def sidecars(self, articles: Sequence[str]) -> Iterator[tuple[str, str, Path]]:
        """(article, annotator, path) of all sidecars in the articles' folders.

        The article is empty for a sidecar whose article is not among them.
        """
        known = set(articles)
        folders = dict.fromkeys(article.rpartition("/")[0] for article in articles)
        for folder in folders:
            for path in sorted((self.home / folder).glob(f"*{SUFFIX}")):
                stem = f"{folder}/{path.name}" if folder else path.name
                stem = stem.removesuffix(SUFFIX)
                article, _, name = stem.rpartition(".")
                if stem in known:
                    article, name = stem, ""
                yield article if article in known else "", name, path

    def annotated(self, articles: Iterable[str]) -> set[str]:
        """Those of the articles that this annotator's sidecar is there for.

        Every folder is listed once: in a large collection that is far less than asking for every
        sidecar. Of a folder that cannot be listed, all articles are named.
        """
        ending = f".{self._name}{SUFFIX}" if self._name else SUFFIX
        by_folder: dict[str, list[str]] = {}
        for article in articles:
            by_folder.setdefault(article.rpartition("/")[0], []).append(article)
        found: set[str] = set()
        for folder, held in by_folder.items():
            try:
                names = set(os.listdir(self.home / folder))  # noqa: PTH208
            except FileNotFoundError:
                continue
            except OSError:
                found.update(held)
            else:
                found.update(one for one in held if f"{one.rpartition('/')[2]}{ending}" in names)
        return found

    def named(self, path: str | None) -> Path:
        """What to call a file in a message: what serves recovery has no names worth telling."""
        found = Path(path or self.home)
        return self.home if found.is_relative_to(self.private) and not found.is_symlink() else found

    def fallback(self, path: Path) -> Path | None:
        """Where to read a file of the collection that is not in DIR yet."""
        return self.root / path.name if self.elsewhere else None

    def _named(self, article_id: str, name: str) -> Path:
        place = self.home / article_id
        ending = f".{name}{SUFFIX}" if name else SUFFIX
        return place.with_name(place.name + ending)

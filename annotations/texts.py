"""The texts that annotations were made on, by content: what re-anchoring starts from."""

import hashlib
from pathlib import Path

from ..articles.article import Article
from . import files
from .files import Disk, Fence


class Texts:
    """Stored texts, one file each, named by the SHA-256 of the text in UTF-8."""

    def __init__(self, folder: Path, fence: Fence) -> None:
        self._folder = folder
        self._fence = fence
        self._kept: set[str] = set()

    def keep(self, disk: Disk, article: Article) -> None:
        """Store the article's text durably, unless it is. Raises `OSError`.

        One that lies there already may be damaged, or of a program that could not sync it.
        """
        name = article.sha256
        if name in self._kept:
            return
        path = self._fence.follow(self._path(name))
        text = article.text.encode("utf-8", "surrogatepass")
        if _content(disk, path) == text:
            files.sync(disk, path)
        else:
            files.replace(disk, path, text)
        self._kept.add(name)

    def get(self, disk: Disk, sha256: str) -> str | None:
        """The text with this digest, or ``None`` when it was never stored or is damaged."""
        if len(sha256) != 64 or not sha256.isalnum():
            return None
        try:
            path = self._fence.follow(self._path(sha256))
        except OSError:
            return None
        data = _content(disk, path)
        if data is None or hashlib.sha256(data).hexdigest() != sha256:
            return None
        return data.decode("utf-8", "surrogatepass")

    def _path(self, sha256: str) -> Path:
        return self._folder / f"{sha256}.txt"


def _content(disk: Disk, path: Path) -> bytes | None:
    try:
        return disk.read(path)
    except OSError:
        return None

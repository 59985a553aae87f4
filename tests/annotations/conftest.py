"""A small collection on disk, and workspaces over it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from crossread.annotations.workspace import Workspace
from crossread.articles.article import Article
from crossread.articles.collection import Collection

TEXTS = {
    "001.txt": "The mill will close in May. “We had no choice,” said the owner.\nNobody was told.",
    "002.txt": "The owner denies that the mill will close. 🎉 Workers disagree.\nMore follows.",
    "deep/003.txt": "The mill may close, an official says. Talks go on.",
}


def read_collection(root: Path) -> Collection:
    """The articles of `TEXTS` as they are on disk."""
    articles = (Article(name, root / name, (root / name).read_text()) for name in TEXTS)
    return Collection(root, tuple(articles))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    for name, text in TEXTS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


@pytest.fixture
def collection(root: Path) -> Collection:
    return read_collection(root)


@pytest.fixture
def reopened(root: Path) -> Callable[..., Workspace]:
    """Opens a fresh workspace over the collection as it is on disk now."""

    def open_again(**options: object) -> Workspace:
        return Workspace.open(read_collection(root), **options)  # type: ignore[arg-type]

    return open_again

"""File names for articles, and articles for the names that foreign files use."""

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from ....articles.article import Article

_UNSAFE = re.compile(r"[\x00-\x1f\x7f<>:\"|?*#\\\ud800-\udfff]")
_LONGEST = 200


def document_names(articles: Sequence[Article]) -> dict[str, str]:
    """A file name without ending for every article id, safe on every file system, all different.

    ``news/004.txt`` becomes ``news/004``; where two would meet (``a.txt``, ``a.html``, or names
    that differ in case only) the later ones are numbered.
    """
    taken: set[str] = set()
    names: dict[str, str] = {}
    for article in articles:
        stem = _safe_stem(article.id)
        name, number = stem, 2
        while name.casefold() in taken:
            name, number = f"{stem}-{number}", number + 1
        taken.add(name.casefold())
        names[article.id] = name
    return names


def _safe_stem(article_id: str) -> str:
    path = PurePosixPath(article_id)
    stem = path.with_suffix("") if path.suffix.lower() in {".txt", ".text"} else path
    parts = (_UNSAFE.sub("-", part)[-_LONGEST:] for part in stem.parts if part.strip("./"))
    return "/".join(parts) or "article"


class Shelf:
    """Finds the article that a foreign file means."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._articles = articles
        self._keys: dict[str, list[Article]] = {}
        names = document_names(articles)
        for article in articles:
            keys = {article.id, names[article.id], article.path.name, article.path.stem}
            keys |= {_safe_stem(article.id), article.metadata.url}
            for key in keys - {""}:
                self._keys.setdefault(key, []).append(article)

    def find(self, *names: str, text: str | None = None, sha256: str = "") -> Article | None:
        """The article by id, file name, name without ending, or address; else by its text.

        Earlier names win. A name that several articles share is decided by the text; ``None`` when
        nothing decides.
        """
        for name in names:
            found = self._by_name(name, text, sha256)
            if found:
                return found
        return self._by_text(self._articles, text, sha256) if text or sha256 else None

    def _by_name(self, name: str, text: str | None, sha256: str) -> Article | None:
        for key in _forms(name):
            candidates = self._keys.get(key, [])
            if len(candidates) == 1:
                return candidates[0]
            exact = [article for article in candidates if article.id == key]
            if exact:
                return exact[0]
            if candidates:
                return self._by_text(candidates, text, sha256)
        return None

    @staticmethod
    def _by_text(articles: Sequence[Article], text: str | None, sha256: str) -> Article | None:
        same = [
            article
            for article in articles
            if (text is not None and article.text == text) or (sha256 and article.sha256 == sha256)
        ]
        return same[0] if same else None


def _forms(name: str) -> Iterable[str]:
    """The name as written, then without folders, then without ending."""
    if not name:
        return
    path = PurePosixPath(name.replace("\\", "/"))
    forms = (name, str(path), str(path.with_suffix("")) if path.name else "", path.name, path.stem)
    yield from dict.fromkeys(form for form in forms if form)

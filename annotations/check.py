"""What ``crossread check`` reports: articles read, sidecars anchored, claims and codebook sound."""

import json
import re
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from ..articles.collection import Collection
from ..articles.printable import printable_line
from ..articles.record import record
from . import strict_json
from .files import Disk
from .jsonld import ItemFault, from_item, source_of
from .layout import SUFFIX, Layout
from .model import Anchor, Annotation
from .problems import Problem, unreadable
from .shelves import Shelves
from .sidecar import FileFault, read_sidecar
from .statements import tidy_statement
from .texts import Texts
from .w3c_shape import collection_faults, item_faults, items_of

_ITEM_NUMBER = re.compile(r"(?<=\.json|jsonl)#\d+")

_WORDS_SHOWN = 60
"""Code points of an annotation's words by which a person knows it."""

_NAME_SHOWN = 200
"""Code points of an id or an address; ours have 45."""

Severity = Literal["error", "warning"]

_TOLD = {
    Anchor.REVIEW: "needs review: its words have changed; look at it in the review queue",
    Anchor.AMBIGUOUS: "is ambiguous: it fits several places now; choose one in the review queue",
    Anchor.ORPHAN: "is an orphan: its words are gone; look at it in the review queue",
}
_STANDS = {
    Anchor.REVIEW: "needs review: its words stand, but what is around them differs; "
    "look at it in the review queue",
    Anchor.ORPHAN: "is an orphan: its words stand several times, but not where they were tagged; "
    "look at it in the review queue",
}
"""For words that still stand in the article as they were tagged."""


@record
class Finding:
    """One thing to mend: an *error* is in the file, a *warning* in how it fits the rest."""

    path: Path
    line: int | None
    severity: Severity
    message: str


def check_collection(collection: Collection, *, sidecars: Path | None = None) -> list[Finding]:
    """Articles that cannot be read, and what is wrong with sidecars, claims and the codebook.

    Ordered by file and line; empty when all is well. Writes nothing.
    """
    return sorted(
        [*_unread(collection), *_Check(collection, sidecars).findings()],
        key=lambda finding: (str(finding.path), finding.line or 0, finding.message),
    )


def _unread(collection: Collection) -> Iterator[Finding]:
    """What should have been an article."""
    for skipped in collection.skipped:
        if not skipped.passed_over:
            name = printable_line(str(skipped.path))
            message = f"{name}: {printable_line(skipped.reason)}"
            yield Finding(skipped.path, None, "error", message)


class _Check:
    def __init__(self, collection: Collection, sidecars: Path | None) -> None:
        self._disk = Disk()
        self._layout = Layout(collection.root, sidecars, "")
        self._texts = Texts(self._layout.texts, self._layout.fence)
        self._shelves = Shelves(
            collection, self._layout, self._texts, self._disk, threading.RLock()
        )
        self._articles = {article.id: article for article in collection.articles}

    def findings(self) -> list[Finding]:
        """All findings on what the program keeps."""
        found = list(self._shared())
        for article, _, path in self._layout.sidecars(list(self._articles)):
            found += self._sidecar(article, path) if article else self._stray(path)
        return found

    def _shared(self) -> Iterator[Finding]:
        """Claims and codebook."""
        self._shelves.load_shared()
        for problem in self._shelves.problems.values():
            yield _of(problem, "error")
        for problem in self._shelves.doubles():
            yield _of(problem, "warning")

    def _sidecar(self, article: str, path: Path) -> Iterator[Finding]:
        try:
            data = self._disk.read(self._layout.fence.follow(path)) or b""
            read_sidecar(data, article)
            document = strict_json.parse(data)
        except (FileFault, OSError) as error:
            yield _of(unreadable(path, error), "error")
            return
        lines = _Lines(data)
        for fault in collection_faults(document):
            yield Finding(path, 1, "error", f"{fault}; mend it")
        for item in items_of(document):
            line = lines.of(item)
            for fault in item_faults(item):
                yield Finding(path, line, "error", f"{_name(item)}: {fault}; mend it")
            for message in self._fit(item, article):
                yield Finding(path, line, "warning", f"{_name(item)}: {message}")

    def _stray(self, path: Path) -> Iterator[Finding]:
        """A sidecar whose article is not open: whether that is there at all."""
        place = self._layout.root / path.relative_to(self._layout.home)
        name = _ITEM_NUMBER.sub("", place.name.removesuffix(SUFFIX))
        if not any(n and place.with_name(n).exists() for n in (name, name.rpartition(".")[0])):
            told = "its article is not beside it; bring that back, or move this file away"
            yield Finding(path, None, "warning", f"{printable_line(path.name)}: {told}")

    def _fit(self, item: Any, article: str) -> Iterator[str]:
        """How an annotation fits its article and the claims."""
        try:
            annotation = from_item(item, article)
        except ItemFault as fault:
            yield f"{fault}; it is kept, but not shown"
            return
        source = item["target"].get("source")
        if source not in (source_of(article), article, article.rsplit("/", 1)[-1]):
            yield f"its source is {_short(str(source))}, another file; move it to that one"
        yield from self._place(annotation)
        claims: Mapping[str, Any] = self._shelves.claims.now
        if self._shelves.claims.path in self._shelves.problems:
            return  # what the claims are is not known: that is the fault to mend
        if annotation.claim and annotation.claim not in _ids(claims):
            claim = _short(annotation.claim)
            yield f"no claim has the id {claim}; define it on the claim board"

    def _place(self, annotation: Annotation) -> Iterator[str]:
        article = self._articles[annotation.article]
        if annotation.text_sha256 == article.sha256 and (
            article.text[annotation.start : annotation.end] != annotation.exact
        ):
            yield "its quote is not what stands at its place"
        anchor = self._shelves.anchorer(article.id).anchored(annotation).anchor
        if anchor in _TOLD:
            words = tidy_statement(annotation.exact, _WORDS_SHOWN)
            stands = annotation.exact in article.text
            told = _STANDS.get(anchor) if stands else None
            yield f"“{words}” {told or _TOLD[anchor]}"


class _Lines:
    """The lines where annotations begin, by their ids."""

    def __init__(self, data: bytes) -> None:
        self._text = data.decode("utf-8-sig")

    def of(self, item: Any) -> int | None:
        """The line of an item's id, if it has one."""
        identity = item.get("id") if isinstance(item, dict) else None
        if not isinstance(identity, str):
            return None
        at = self._text.find(json.dumps(identity, ensure_ascii=False))
        return None if at < 0 else self._text.count("\n", 0, at) + 1


def _ids(claims: Mapping[str, Any]) -> Mapping[str, str]:
    from .claim_repair import resolve

    return resolve(claims)


def _of(problem: Problem, severity: Severity) -> Finding:
    return Finding(problem.path, problem.line, severity, problem.message)


def _name(item: Any) -> str:
    identity = item.get("id") if isinstance(item, dict) else None
    return _short(identity) if isinstance(identity, str) else "an annotation without id"


def _short(named: str) -> str:
    return printable_line(named[:_NAME_SHOWN])

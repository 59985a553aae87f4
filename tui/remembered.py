"""How a reader left a collection: which articles lay open, how, and where the caret stood in each.

It is the reader's own and no result of the work, so it lives in the user's state folder, one small
file for a collection. How articles lay is kept apart for the whole collection and for files of it
that were opened by their names; where the caret stood in an article holds for both. A file that
cannot be read, or is not what it should be, means defaults. No Textual, and nothing else that the
first frame would have to wait for.
"""

from __future__ import annotations

import re
import threading
import zlib
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any, cast

from ..articles.record import record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from ..articles.article import Article

VERSION = 1
STRAIGHT_TO_READER = 5
"""Collections of up to this many articles open in the reader, larger ones in the library."""
_MOST_PLACES = 500
"""Articles whose places are kept; of more, those left last."""
_LARGEST = 1_000_000
"""Bytes above which a file is none of ours."""
_MOST_PARTS = 50
"""Choices of files whose layout is kept; of more, those left last."""
_WIDEST = 9.0


@record
class Left:
    """Where one article was left; offsets are code points of the text with this mark."""

    text: str
    """What `mark_of` said of the text."""
    caret: int
    top: int
    """Offset of the first text on screen."""
    flipped: tuple[int, ...] = ()
    """Paragraphs whose being furniture the reader has turned round."""


@record
class View:
    """What is remembered of one collection."""

    reading: bool = False
    """Whether the reader was left in the columns, and not in the library."""
    articles: tuple[str, ...] = ()
    """Ids of the articles that lay open, from left to right."""
    offered: tuple[str, ...] = ()
    """Ids of all articles of a collection small enough to open whole."""
    current: str = ""
    base: str = ""
    single: bool = False
    linking: bool = True
    folding: bool = True
    others: bool = True
    """Whether the tags of other annotators are shown."""
    widths: Mapping[str, float] = field(default_factory=dict[str, float])
    """How wide a column is, 1 being an equal share."""
    places: Mapping[str, Left] = field(default_factory=dict[str, Left])

    def opened(self, articles: Sequence[Article]) -> list[str]:
        """Ids of the articles to open again; none: the program opens what it opens by itself.

        Of a small collection all are opened, unless just these articles were offered before.
        """
        if not self.reading or self.offered != offered(articles):
            return []
        there = {article.id for article in articles}
        return [article_id for article_id in self.articles if article_id in there]

    def in_order(self, articles: Sequence[Article]) -> list[Article]:
        """The articles as they lay before; those that did not lie there come behind."""
        order = {article_id: number for number, article_id in enumerate(self.articles)}
        return sorted(articles, key=lambda article: order.get(article.id, len(order)))


def offered(articles: Sequence[Article]) -> tuple[str, ...]:
    """Ids of all articles of a collection small enough to be opened whole, else none."""
    small = len(articles) <= STRAIGHT_TO_READER
    return tuple(article.id for article in articles) if small else ()


class Memory:
    """The view of one collection, on disk."""

    def __init__(self, root: Path, folder: Path, named: AbstractSet[Path] = frozenset()) -> None:
        """Read what is known of the collection at ``root``; ``folder`` holds such files only.

        ``named`` are the files and folders asked for, if not the whole of ``root``.
        """
        self._root = str(root.resolve())
        self._part = "" if root in named else _part_of(named)
        self._path = folder / f"{_file_name(self._root)}.json"
        self._lock = threading.Lock()
        self._writable = True
        self.view = self._written = self._load()

    def save(self) -> None:
        """Write the view if it has changed. Raises `OSError`.

        Places that another program has left meanwhile stay, but for the articles open here.
        """
        with self._lock:
            view = self.view
            if view == self._written or not self._writable:
                return
            document = self._document()
            places = _places(document)
            for article_id, left in view.places.items():
                places.pop(article_id, None)
                places[article_id] = left
            kept = dict([*places.items()][-_MOST_PLACES:])
            layouts = {"": _view(document), **_parts(document)}
            layouts.pop(self._part, None)
            layouts[self._part] = view
            from ..annotations import files

            files.replace(files.UnsyncedDisk(), self._path, _encode(self._root, layouts, kept))
            self._written = view

    def _load(self) -> View:
        document = self._document()
        layout = _parts(document).get(self._part, View()) if self._part else _view(document)
        return replace(layout, places=_places(document))

    def _document(self) -> dict[str, Any]:
        """What the file holds; empty when it is not there, or of no use."""
        try:
            with self._path.open("rb") as stream:
                data = stream.read(_LARGEST + 1)
        except OSError:
            return {}
        from ..annotations import strict_json

        try:
            found = strict_json.parse(data) if len(data) <= _LARGEST else None
        except strict_json.JsonFault:
            return {}
        document = cast("dict[str, Any]", found) if isinstance(found, dict) else {}
        # What a newer program wrote stays as it is; two folders' names can have one checksum.
        self._writable = _number(document.get("version")) <= VERSION
        known = self._writable and document.get("root") == self._root
        return document if known else {}


def mark_of(text: str) -> str:
    """What tells a changed text from the one that a place belongs to.

    A checksum will do, and is there at once: hashing would cost the first frame 5 ms.
    """
    return f"{len(text)}:{zlib.crc32(text.encode('utf-8', 'surrogatepass')):08x}"


def _file_name(root: str) -> str:
    """The folder's own name, for people, and a checksum of its whole path."""
    last = re.sub(r"[^A-Za-z0-9]+", "-", root.rpartition("/")[2])[-40:].strip("-")
    return f"{last}-{zlib.crc32(root.encode('utf-8', 'surrogateescape')):08x}"


def _part_of(named: AbstractSet[Path]) -> str:
    """What tells a choice of files from another; nothing for none."""
    if not named:
        return ""
    paths = "\n".join(sorted(str(path) for path in named))
    return f"{len(named)}:{zlib.crc32(paths.encode('utf-8', 'surrogateescape')):08x}"


def _parts(document: dict[str, Any]) -> dict[str, View]:
    """How articles lay that were opened by their names, by `_part_of`."""
    return {
        part: _view(cast("dict[str, Any]", layout))
        for part, layout in _table(document.get("parts"))
        if isinstance(layout, dict)
    }


def _places(document: dict[str, Any]) -> dict[str, Left]:
    places = {name: _left(place) for name, place in _table(document.get("places"))}
    return {name: left for name, left in places.items() if left is not None}


def _view(document: dict[str, Any]) -> View:
    """How articles lay, without their places."""
    widths = {
        name: float(min(_WIDEST, max(1 / _WIDEST, share)))  # last: whole numbers may be too large
        for name, share in _table(document.get("widths"))
        if isinstance(share, int | float) and not isinstance(share, bool)
    }
    return View(
        reading=document.get("reading") is True,
        articles=_names(document.get("articles")),
        offered=_names(document.get("offered")),
        current=_name(document.get("current")),
        base=_name(document.get("base")),
        single=document.get("single") is True,
        linking=document.get("linking") is not False,
        folding=document.get("folding") is not False,
        others=document.get("others") is not False,
        widths=widths,
    )


def _left(place: object) -> Left | None:
    match place:
        case {"text": str(text), "caret": caret, "top": top, "flipped": list(flipped)}:
            lines = cast("list[object]", flipped)
            paragraphs = tuple(_number(line) for line in lines if isinstance(line, int))
            return Left(text, _number(caret), _number(top), paragraphs)
        case _:
            return None


def _table(found: object) -> list[tuple[str, Any]]:
    return [*cast("dict[str, Any]", found).items()] if isinstance(found, dict) else []


def _names(found: object) -> tuple[str, ...]:
    listed = cast("list[object]", found) if isinstance(found, list) else []
    return tuple(dict.fromkeys(name for name in listed if isinstance(name, str)))


def _name(found: object) -> str:
    return found if isinstance(found, str) else ""


def _number(found: object) -> int:
    """A whole number that is not negative; 0 for anything else."""
    return max(0, found) if isinstance(found, int) and not isinstance(found, bool) else 0


def _encode(root: str, layouts: Mapping[str, View], places: Mapping[str, Left]) -> bytes:
    parts = [(part, _layout(view)) for part, view in layouts.items() if part]
    document = {
        "version": VERSION,
        "root": root,
        **_layout(layouts[""]),
        "parts": dict(parts[-_MOST_PARTS:]),
        "places": {
            name: {
                "text": left.text,
                "caret": left.caret,
                "top": left.top,
                "flipped": [*left.flipped],
            }
            for name, left in places.items()
        },
    }
    import json

    return (json.dumps(document, indent=1) + "\n").encode("ascii")


def _layout(view: View) -> dict[str, Any]:
    return {
        "reading": view.reading,
        "articles": view.articles,
        "offered": view.offered,
        "current": view.current,
        "base": view.base,
        "single": view.single,
        "linking": view.linking,
        "folding": view.folding,
        "others": view.others,
        "widths": {name: round(share, 3) for name, share in view.widths.items()},
    }

"""Targets for what crossread keeps in folders of its own, where others may have written."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

from crossread.annotations.check import check_collection
from crossread.annotations.drafts import Drafts
from crossread.annotations.history import Change
from crossread.annotations.layout import SUFFIX
from crossread.annotations.reading_log import ReadingLog
from crossread.annotations.rescue import Rescue
from crossread.articles.collection import Collection, load_collection
from crossread.articles.parallel_cache import cached_parallels
from crossread.tui.own_looks import read_looks
from crossread.tui.remembered import Memory

from . import samples
from .place import check_sentence, folder

_TWO = (samples.ARTICLE, replace(samples.ARTICLE, id="other.txt"))
_COLLECTION = Collection(samples.ARTICLE.path.parent, (samples.ARTICLE,))
THEME = b'base = "crossread-light"\nground = "#F4ECD8"\n[roles]\nprimary = "#7a3e00"\n'


def _own(name: str) -> Path:
    place = folder() / name
    place.mkdir(exist_ok=True)
    return place


def _fresh(name: str) -> Path:
    shutil.rmtree(_own(name))
    return _own(name)


def _only(place: Path) -> Path:
    """The one file there, under the name that the program gave it."""
    (path,) = (path for path in place.iterdir() if path.is_file())
    return path


@cache
def _file(name: str, seed: Callable[[], bytes]) -> Path:
    """Where the program keeps it: what it has written itself is there first."""
    seed()
    return _only(_own(name))


def reading_log_seed() -> bytes:
    """A log of one article."""
    log = ReadingLog(_COLLECTION, _fresh("reading"))
    log.reach(samples.ARTICLE.id, 12)
    log.save()
    return _only(_own("reading")).read_bytes()


def reading_log(data: bytes) -> None:
    """How far articles were read."""
    _file("reading", reading_log_seed).write_bytes(data)
    log = ReadingLog(_COLLECTION, _own("reading"))
    assert 0 <= log.read_to(samples.ARTICLE.id) <= len(samples.TEXT)
    log.reach(samples.ARTICLE.id, 20)
    log.save()
    assert ReadingLog(_COLLECTION, _own("reading")).read_to(samples.ARTICLE.id) >= 20


def draft_seed() -> bytes:
    """The draft of a note."""
    draft = Drafts(_fresh("drafts")).of_note(samples.ARTICLE, "", 0, samples.TEXT[:11])
    draft.type({"note": "why", "speaker": ""})
    draft.write()
    return _only(_own("drafts")).read_bytes()


def draft(data: bytes) -> None:
    """What was being typed."""
    _file("drafts", draft_seed).write_bytes(data)
    drafts = Drafts(_own("drafts"))
    for subject in drafts.waiting({str(samples.ARTICLE.path)}):
        assert subject.place == str(samples.ARTICLE.path)
    for value in (drafts.of_note(samples.ARTICLE, "", 0, samples.TEXT[:11]).texts or {}).values():
        assert isinstance(value, str)


def rescue_seed() -> bytes:
    """The emergency copy of a tag."""
    one, two = samples.tagged()
    rescue = Rescue(_fresh("unsaved"), samples.ARTICLE.path.parent)
    made = Change("annotation", one.article, one.id, None, one)
    changed = Change("annotation", two.article, two.id, two, replace(two, note="more"))
    rescue.keep([made, changed])
    return _only(_own("unsaved")).read_bytes()


def rescue(data: bytes) -> None:
    """What could not be saved."""
    _file("unsaved", rescue_seed).write_bytes(data)
    for left in Rescue(_own("unsaved"), samples.ARTICLE.path.parent).left():
        assert left.changes


def parallels_seed() -> bytes:
    """The parallels of two articles."""
    cached_parallels(_TWO, _fresh("parallels"))
    return _only(_own("parallels")).read_bytes()


def parallels(data: bytes) -> None:
    """What corresponds in two articles."""
    _file("parallels", parallels_seed).write_bytes(data)
    for pair in cached_parallels(_TWO, _own("parallels")).pairs:
        for passage in (pair.a, pair.b):
            (article,) = (one for one in _TWO if one.id == passage.article)
            assert article.text[slice(*passage.span)]


def checked(data: bytes) -> None:
    """A sidecar, as ``crossread check`` tells of it."""
    place = _own("checked")
    if not (article := place / samples.ARTICLE.id).exists():
        article.write_text(samples.TEXT, "utf-8")
        (place / "claims.json").write_bytes(samples.CLAIMS)
    (place / f"{samples.ARTICLE.id}{SUFFIX}").write_bytes(data)
    for finding in check_collection(load_collection([place])):
        check_sentence(finding.message)


def memory_seed() -> bytes:
    """How a collection was left."""
    memory = Memory(_COLLECTION.root, _fresh("left"))
    memory.view = replace(memory.view, reading=True, articles=("news.txt",), current="news.txt")
    memory.save()
    return _only(_own("left")).read_bytes()


def memory(data: bytes) -> None:
    """How a collection was left."""
    _file("left", memory_seed).write_bytes(data)
    memory = Memory(_COLLECTION.root, _own("left"))
    memory.view.opened(_COLLECTION.articles)
    memory.view.in_order(_COLLECTION.articles)
    memory.view = replace(memory.view, current="another")
    memory.save()


def theme(data: bytes) -> None:
    """A theme of the user's own."""
    (_own("themes") / "mine.toml").write_bytes(data)
    for fault in read_looks(_own("themes"))[1]:
        check_sentence(fault)

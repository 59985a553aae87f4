"""The health of one collection: articles, sidecars, locks, index."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

from ...annotations.check import check_collection
from ...annotations.files import LEFTOVER_SECONDS
from ...annotations.layout import Layout
from ...annotations.turn import Turn
from ...articles.collection import Collection
from ...articles.wording import numbered
from .finding import Finding

_TOPIC = "collection"
_SHOWN = 10
"""Findings of a kind that are listed; the rest is counted."""


def work(collection: Collection, sidecars: Path | None) -> Iterator[Finding]:
    """What a person should know of the articles, of what is kept of them, and of the index."""
    yield Finding(
        _TOPIC, "articles", f"{numbered(len(collection.articles), 'article')} in {collection.root}"
    )
    yield from _left_out(collection)
    yield from _kept(collection, sidecars)
    layout = Layout(collection.root, sidecars, "")
    yield from _home(layout)
    yield from _lock(layout)
    yield from _leftovers(layout)
    yield _index(collection)


def _left_out(collection: Collection) -> Iterator[Finding]:
    """Links and pipes that are not followed; what cannot be read is a finding of the check."""
    passed_over = [skipped for skipped in collection.skipped if skipped.passed_over]
    for skipped in passed_over[:_SHOWN]:
        yield Finding(_TOPIC, "left out", f"{skipped.path} {skipped.reason}", "note")
    if len(passed_over) > _SHOWN:
        yield Finding(_TOPIC, "left out", f"{len(passed_over) - _SHOWN:,} more", "note")


def _kept(collection: Collection, sidecars: Path | None) -> Iterator[Finding]:
    findings = check_collection(collection, sidecars=sidecars)
    unread = {skipped.path for skipped in collection.skipped}
    if not findings:
        yield Finding(_TOPIC, "sidecars", "every one valid, every annotation in its place")
    for finding in findings[:_SHOWN]:
        name = "articles" if finding.path in unread else "sidecars"
        remedy = f"crossread check {collection.root} lists all"
        yield Finding(_TOPIC, name, finding.message, "wrong", remedy)
    if len(findings) > _SHOWN:
        yield Finding(_TOPIC, "files", f"{len(findings) - _SHOWN:,} more", "wrong")


def _home(layout: Layout) -> Iterator[Finding]:
    if not os.access(layout.home, os.W_OK | os.X_OK):
        remedy = "keep annotations elsewhere with --sidecars DIR"
        yield Finding(_TOPIC, "saving", f"{layout.home} cannot be written", "wrong", remedy)


def _lock(layout: Layout) -> Iterator[Finding]:
    if left := Turn(layout).left_behind():
        found = f"{left}: of a program that is gone; nobody can save"
        yield Finding(_TOPIC, "lock", found, "wrong", f"delete it: rm {left}")
        return
    if not layout.lock.exists():
        yield Finding(_TOPIC, "lock", "free")
        return
    import filelock

    try:
        with filelock.FileLock(layout.lock, timeout=0):
            yield Finding(_TOPIC, "lock", "free")
    except filelock.Timeout:
        found = f"{layout.lock}: another program is saving"
        remedy = "close it, if it does not end by itself"
        yield Finding(_TOPIC, "lock", found, "note", remedy)
    except OSError as error:
        found = f"{layout.lock}: cannot be locked ({error.strerror}); a file serves instead"
        yield Finding(_TOPIC, "lock", found, "note")


def _leftovers(layout: Layout) -> Iterator[Finding]:
    """Temporary files that a killed program left; the next save there removes them."""
    oldest = time.time() - LEFTOVER_SECONDS
    folders = [folder for folder in (layout.home, layout.private) if folder.is_dir()]
    found = [path for folder in folders for path in folder.glob(".*.tmp") if _is_old(path, oldest)]
    if found:
        told = f"{numbered(len(found), 'unfinished file')} of a program that was killed"
        yield Finding(_TOPIC, "left behind", told, "note", "the next save removes them")


def _is_old(path: Path, oldest: float) -> bool:
    try:
        return path.stat().st_mtime < oldest
    except OSError:
        return False


def _index(collection: Collection) -> Finding:
    from ...search.health import Health, health

    found = health(collection.root, collection.articles)
    said = {
        Health.NONE: "none yet: made when something is searched",
        Health.OUTDATED: "of another version: made anew when something is searched",
        Health.BEHIND: "some articles are new or have changed: brought up to date when opened",
        Health.SOUND: "up to date",
        Health.DAMAGED: "damaged",
    }[found]
    if found is Health.DAMAGED:
        remedy = f"crossread index {collection.root} --rebuild"
        return Finding("collection", "search index", said, "wrong", remedy)
    return Finding("collection", "search index", said)

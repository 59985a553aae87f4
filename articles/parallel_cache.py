"""Parallels kept on disk, one JSON file for a set of articles; anything odd is computed anew."""

import hashlib
import json
import math
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from .article import Article
from .correspondence import Parallel, Passage, Relation, Strength
from .parallels import Parallels, find_parallels
from .span import Span

_VERSION = 5  # raised whenever the same articles would give other parallels
_FILES = 64  # most sets kept; the ones unused for longest go


def cached_parallels(
    articles: Sequence[Article],
    folder: Path,
    *,
    cancelled: Callable[[], bool] = lambda: False,
) -> Parallels:
    """The parallels of these articles in this order, from ``folder`` or computed and kept there.

    A damaged file is replaced; a folder that cannot be written costs nothing but the time. Raises
    `ComparisonCancelled` when ``cancelled`` says so.
    """
    path = folder / f"{_key(articles)}.json"
    kept = _read(path, articles)
    if kept is not None:
        return kept
    found = find_parallels(articles, cancelled=cancelled)
    with suppress(OSError):
        _write(path, found, articles)
        _forget_oldest(folder)
    return found


def _key(articles: Sequence[Article]) -> str:
    digest = hashlib.sha256(f"parallels {_VERSION}".encode())
    for article in articles:
        digest.update(f"\n{article.sha256} {article.front_matter}".encode())
    return digest.hexdigest()


def _read(path: Path, articles: Sequence[Article]) -> Parallels | None:
    try:
        data: Any = json.loads(path.read_bytes())
        pairs = [_parallel(row, articles) for row in data["pairs"]]
    except (OSError, ValueError, TypeError, LookupError, ArithmeticError, RecursionError):
        return None
    with suppress(OSError):
        os.utime(path)
    return Parallels(articles, pairs)


def _parallel(row: Any, articles: Sequence[Article]) -> Parallel:
    """One row of the file; raises `ValueError` or `TypeError` when it does not fit the articles."""
    a, a_start, a_end, b, b_start, b_end, score, relation, strength = cast("list[Any]", row)
    if not math.isfinite(score):
        raise ValueError("no score")
    return Parallel(
        _passage(articles, a, a_start, a_end),
        _passage(articles, b, b_start, b_end),
        float(score),
        Relation(relation),
        Strength(strength),
    )


def _passage(articles: Sequence[Article], number: int, start: int, end: int) -> Passage:
    whole = all(type(one) is int for one in (number, start, end))  # not 0.5 and not true
    if not whole or number < 0 or not 0 <= start < end <= len(articles[number].text):
        raise ValueError("outside the articles")
    return Passage(articles[number].id, Span(start, end))


def _write(path: Path, parallels: Parallels, articles: Sequence[Article]) -> None:
    numbers = {article.id: number for number, article in enumerate(articles)}
    rows = [
        [
            *(numbers[p.a.article], *p.a.span),
            *(numbers[p.b.article], *p.b.span),
            *(p.score, p.relation.value, p.strength.value),
        ]
        for p in parallels.pairs
    ]
    import tempfile  # here, because a kept set is read without it

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".parallels-")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump({"pairs": rows}, file, separators=(",", ":"))
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _forget_oldest(folder: Path) -> None:
    files = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime)
    for path in files[:-_FILES]:
        path.unlink(missing_ok=True)

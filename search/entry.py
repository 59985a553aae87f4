"""What the index holds of one article: its words by field, and a fingerprint of their source."""

import hashlib
from collections.abc import Iterable

from ..articles.article import Article
from ..articles.record import record
from .analyzer import forms_of
from .postings import SEPARATOR
from .query import TEXT
from .results import Notes


@record
class Entry:
    """One article as the index gets it. ``words`` are forms, in order, by field."""

    article: str
    fingerprint: str
    date: int | None
    words: dict[str, list[str]]


def fingerprint(article: Article, notes: Notes) -> str:
    """Changes when anything that `entry` reads changes."""
    known = article.metadata
    seen = (article.sha256, known.title, known.outlet, known.author, known.date, notes)
    return hashlib.sha256(repr(seen).encode("utf-8", "backslashreplace")).hexdigest()[:32]


def entry(article: Article, notes: Notes, fingerprint: str) -> Entry:
    """Analyse an article and its annotations for the index."""
    known = article.metadata
    text = forms_of(article.text, article.front_matter)
    title = forms_of(known.title)
    if text[: len(title)] != title:
        text[:0] = [*title, SEPARATOR]
    return Entry(
        article=article.id,
        fingerprint=fingerprint,
        date=known.date.toordinal() if known.date else None,
        words={
            TEXT: text,
            "title": title,
            "outlet": forms_of(known.outlet),
            "author": forms_of(known.author),
            "note": _joined(notes.notes),
            "tag": _joined(notes.tags),
            "claim": _joined(notes.claims),
            "speaker": _joined(notes.speakers),
        },
    )


def _joined(values: Iterable[str]) -> list[str]:
    forms: list[str] = []
    for value in values:
        if forms:
            forms.append(SEPARATOR)
        forms += forms_of(value)
    return forms

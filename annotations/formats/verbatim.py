"""Words of the articles in what coders write: found, and left out of an export without text.

A claim begins as the sentence it was made from, and a note may quote. Compared are words alone, in
small letters, so that blanks, line ends and quotation marks make no difference; a letter of a
script without blanks counts as a word.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from ...articles.article import Article
from ..model import Annotation, Claim
from .base import Bundle, Report

RUN = 7
"""So many words of an article in a row are a quotation; fewer may be chance."""

WHOLE = 3
"""A claim of so many words or more is left out when all of it stands in an article in a row."""

CUT = "[…]"
"""What stands where a quotation was cut out."""

_WORD = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|\w+")
_OURS = ("aliases", "verdict", "url")
"""Keys of a claim's ``extra`` that crossread gives a meaning; others may hold anything."""
_CHUNK = 100_000
"""Words of a text that are looked at together."""

Run = tuple[str, ...]


def without_quotations(bundle: Bundle, report: Report) -> Bundle:
    """The bundle whose claims, notes and definitions repeat no passage of an article.

    A claim's wording goes as a whole, its id stays; in notes, attributes and definitions ``[…]``
    stands for what is quoted. Both are counted in ``report.lost``.
    """
    known = _Known(bundle)
    claims = {id: _claim(claim, known, report) for id, claim in bundle.claims.items()}
    tags = tuple(
        replace(tag, definition=_cut(tag.definition, known, report)) for tag in bundle.codebook.tags
    )
    annotations = {
        id: [_annotation(one, known, report) for one in held]
        for id, held in bundle.annotations.items()
    }
    return replace(
        bundle,
        claims=claims,
        annotations=annotations,
        codebook=replace(bundle.codebook, tags=tags),
    )


def _claim(claim: Claim, known: "_Known", report: Report) -> Claim:
    statement = claim.statement
    if known.quoted(statement):
        report.lost["wordings of claims that stand word for word in an article"] += 1
        statement = ""
    extra = {key: value for key, value in claim.extra.items() if key in _OURS}
    return replace(claim, statement=statement, note=_cut(claim.note, known, report), extra=extra)


def _annotation(one: Annotation, known: "_Known", report: Report) -> Annotation:
    values = {name: _cut(value, known, report) for name, value in one.attributes.items()}
    return replace(one, note=_cut(one.note, known, report), attributes=values)


def _cut(text: str, known: "_Known", report: Report) -> str:
    parts: list[str] = []
    done = 0
    for start, end in known.runs(text):
        report.lost["quotations of articles in notes and definitions"] += 1
        parts += [text[done:start], CUT]
        done = end
    return "".join([*parts, text[done:]])


class _Known:
    """Which runs of words of the coders' texts stand in an article."""

    def __init__(self, bundle: Bundle) -> None:
        wanted = {run for text in _texts(bundle) for run in _windows(_forms(text), RUN)}
        for claim in bundle.claims.values():
            forms = _forms(claim.statement)
            if WHOLE <= len(forms) < RUN:
                wanted.add(tuple(forms))
        self._found = _found(wanted, bundle.sources or bundle.articles)

    def quoted(self, statement: str) -> bool:
        """Whether the statement as a whole, or a long run of its words, stands in an article."""
        forms = _forms(statement)
        return tuple(forms) in self._found or any(
            run in self._found for run in _windows(forms, RUN)
        )

    def runs(self, text: str) -> Iterator[tuple[int, int]]:
        """``[start, end)`` of each quotation in the text, in order, none touching another."""
        words = [match.span() for match in _WORD.finditer(text)]
        start = end = -1
        for at, run in enumerate(_windows(_forms(text), RUN)):
            if run not in self._found:
                continue
            if at >= end and end > 0:
                yield words[start][0], words[end - 1][1]
            start, end = at if at >= end else start, at + RUN
        if end > 0:
            yield words[start][0], words[end - 1][1]


def _texts(bundle: Bundle) -> Iterator[str]:
    for claim in bundle.claims.values():
        yield from (claim.statement, claim.note)
    for tag in bundle.codebook.tags:
        yield tag.definition
    for held in bundle.annotations.values():
        for one in held:
            yield one.note
            yield from one.attributes.values()


def _found(wanted: set[Run], articles: Sequence[Article]) -> set[Run]:
    """Those of the ``wanted`` runs that stand in the text or the title of an article."""
    found: set[Run] = set()
    lengths = Counter(map(len, wanted))
    for article in articles if wanted else ():
        for text in (article.text, article.metadata.title):
            for forms in _chunks(text):
                for length in lengths:
                    found |= wanted.intersection(_windows(forms, length))
    return found


def _chunks(text: str) -> Iterator[list[str]]:
    """The words of a text, many at a time; each chunk begins with the end of the one before."""
    words = (_form(match[0]) for match in _WORD.finditer(text))
    kept: list[str] = []
    while more := list(islice(words, _CHUNK)):
        yield kept + more
        kept = (kept + more)[1 - RUN :]


def _windows(forms: Sequence[str], length: int) -> Iterable[Run]:
    """Every run of ``length`` words."""
    return zip(*(forms[at:] for at in range(length)), strict=False)


def _forms(text: str) -> list[str]:
    return [_form(match[0]) for match in _WORD.finditer(text)]


def _form(word: str) -> str:
    return word.lower() if word.isascii() else unicodedata.normalize("NFKC", word).casefold()

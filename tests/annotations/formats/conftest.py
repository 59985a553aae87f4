"""A small collection with everything that has ever cost a format its offsets."""

import datetime
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from crossread.annotations.codebook import DEFAULT_CODEBOOK
from crossread.annotations.formats import Bundle, Format, export
from crossread.annotations.model import Annotation, Claim, annotate
from crossread.articles.article import Article, Metadata
from crossread.articles.span import Span

TEXTS = {
    "emoji.txt": '😀👩‍👩‍👧 Harbour closed\nThe mayor said: "We close the harbour today." She left.'
    "\nThe harbour, she added, stays closed.",
    "arabic.txt": "قال الوزير إن الميناء مغلق.\nوأضاف: «سنفتح غدا».",
    "chinese.txt": "市长说：港口今天关闭。😀 明天重新开放。",
    "combining.txt": "Le café re\u0301ouvre; n\u0303andu\u0301 vu.\tDone.",
    "deep/folder/items.jsonl#2": '=SUM(A1)\n+1 -1 @home <b>&amp;</b> "quoted", '
    "'single' | bar \\ back",
    "empty-handed.txt": "Nothing is tagged here.",
    "control.txt": "A\x85line\u2028with\u2029separators\x0b and \x1b[31mred\x1b[0m and \x00 end",
}


NEEDED = {"parquet": "pyarrow", "spacy": "spacy", "uima": "cassis"}
"""The library that each optional dependency group brings."""


def span_of(article: Article, quote: str, **values: Any) -> Annotation:
    start = article.text.index(quote)
    return annotate(article, start, start + len(quote), **values)


def _annotations(by_id: dict[str, Article]) -> list[Annotation]:
    emoji, arabic, chinese = by_id["emoji.txt"], by_id["arabic.txt"], by_id["chinese.txt"]
    combining, items = by_id["combining.txt"], by_id["deep/folder/items.jsonl#2"]
    hull = emoji.text.index("The harbour")
    tail = emoji.text.index("stays closed")
    return [
        span_of(
            emoji,
            "We close the harbour today.",
            tags=("quotes", "asserts"),
            speaker="The mayor",
            cue="said",
            note='first line\nsecond — "line"',
            claim="harbour-closed",
            creator="rivera",
            attributes={"certainty": "high", "place": "the old harbour"},
        ),
        span_of(emoji, "harbour today", tags=("denies",), creator="chen"),
        span_of(emoji, 'the harbour today." She', tags=("speculates",), creator="rivera"),
        span_of(emoji, "👩‍👩‍👧 Harbour", tags=("opinion",)),
        span_of(emoji, "closed\nThe mayor", tags=("reports",), note="across a line end"),
        annotate(
            emoji,
            hull,
            tail + 12,
            pieces=(Span(hull, hull + 11), Span(tail, tail + 12)),
            tags=("asserts",),
            claim="harbour-closed",
            creator="rivera",
        ),
        span_of(arabic, "«سنفتح غدا»", tags=("quotes",), speaker="الوزير", claim="reopens"),
        span_of(arabic, "الميناء مغلق", tags=("reports", "homemade tag"), claim="harbour-closed"),
        span_of(chinese, "港口今天关闭。😀", tags=("asserts",), claim="harbour-closed"),
        span_of(chinese, "明天", tags=("speculates",), claim="reopens", note="明天？"),
        span_of(combining, "re\u0301ouvre", tags=("asserts",), claim="reopens"),
        span_of(combining, "n\u0303andu\u0301 vu.\tDone", tags=()),
        span_of(items, "=SUM(A1)", tags=("checks",), note="=1+1", speaker="@someone"),
        span_of(items, "+1 -1 @home <b>&amp;</b>", tags=("a|b\\c",), note="'=quoted"),
        span_of(by_id["control.txt"], "line\u2028with", tags=("reports",)),
        span_of(by_id["control.txt"], "\x1b[31mred\x1b[0m", tags=("reports",)),
    ]


@pytest.fixture
def articles() -> list[Article]:
    date = datetime.date(2026, 3, 1)
    return [
        Article(
            id=id,
            path=Path("/nowhere") / id.partition("#")[0],
            text=text,
            metadata=Metadata(
                title=f"Title of {id}",
                outlet="The Harbour Times",
                date=date + datetime.timedelta(number),
                url=f"https://example.org/{number}",
            ),
        )
        for number, (id, text) in enumerate(TEXTS.items())
    ]


@pytest.fixture
def bundle(articles: list[Article]) -> Bundle:
    made = _annotations({article.id: article for article in articles})
    fixed = [
        replace(
            one,
            id=f"urn:uuid:00000000-0000-4000-8000-{number:012}",
            created="2026-03-01T10:00:00Z",
            modified="2026-03-02T10:00:00Z",
        )
        for number, one in enumerate(made)
    ]
    return Bundle(
        articles=articles,
        annotations={
            article.id: sorted(
                (one for one in fixed if one.article == article.id),
                key=lambda one: (one.start, one.id),
            )
            for article in articles
        },
        claims={
            "harbour-closed": Claim("harbour-closed", "The harbour is closed", note="=danger"),
            "reopens": Claim("reopens", "The harbour reopens tomorrow", creator="rivera"),
            "unmentioned": Claim("unmentioned", "Nobody speaks about this"),
        },
        codebook=DEFAULT_CODEBOOK,
    )


@pytest.fixture
def empty(articles: list[Article]) -> Bundle:
    return Bundle(articles, {}, {}, DEFAULT_CODEBOOK)


def _everything(bundle: Bundle) -> list[Annotation]:
    return [one for article in bundle.articles for one in bundle.of(article)]


def _essence(one: Annotation) -> tuple[Any, ...]:
    return (one.article, one.start, one.end, one.exact, one.pieces, frozenset(one.tags))


@pytest.fixture
def tools(tmp_path: Path) -> SimpleNamespace:
    """``export(bundle, form)`` to a fresh path, ``everything(bundle)``, ``essence(annotation)``."""

    def need(form: Format) -> None:
        if form.extra:
            needed = NEEDED[form.extra]
            pytest.importorskip(needed, reason=f"{form.name} needs {needed}: not installed")

    def write(bundle: Bundle, form: Format, **options: Any) -> tuple[Path, Any]:
        need(form)
        out = tmp_path / f"export{form.suffix}"
        report = export(bundle, form, out, force=True, **options)
        return out, report

    return SimpleNamespace(
        need=need, export=write, everything=_everything, essence=_essence, span_of=span_of
    )

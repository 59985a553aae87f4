"""The claim board: claims × articles, as plain data for the reader, the command line and exports.

Building groups the mentions and no more; a row works out its cells and flags when they are first
looked at, so that a board of 500 claims × 50 articles opens within a key press.
"""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from ..articles.article import Article
from ..articles.record import record
from .board_row import Cell, Column, Gap, Row, Values
from .claim_repair import placeholder, resolve
from .codebook import Codebook
from .model import Annotation, Claim
from .stances import Stances

GAP_LABELS = {Gap.NONE: "", Gap.NOT_MENTIONED: "–", Gap.UNREAD: "…", Gap.FILTERED: "×"}
CONFLICT_MARK = "!"
VALUES_MARK = "≠"


class Order(StrEnum):
    """How rows are sorted."""

    MADE = "made"
    DISAGREEMENT = "disagreement"
    COVERAGE = "coverage"
    FIRST_MENTION = "first mention"
    STATEMENT = "statement"


@record
class Filter:
    """What is shown; an empty set shows everything."""

    tags: frozenset[str] = frozenset()
    outlets: frozenset[str] = frozenset()
    annotators: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    """Each stands in the wording of a claim, or in the name of a tag on it; in any case."""

    @property
    def narrows(self) -> bool:
        """Whether mentions are left out, not only columns."""
        return bool(self.tags or self.annotators)

    def keeps(self, mention: Annotation) -> bool:
        """Whether a mention is shown; outlets are columns and not looked at here."""
        return (not self.tags or not self.tags.isdisjoint(mention.tags)) and (
            not self.annotators or mention.creator in self.annotators
        )

    def finds(self, statement: str, mentions: Mapping[int, Sequence[Annotation]]) -> bool:
        """Whether a claim has every word; ``mentions`` are those shown, by column."""
        if not self.words:
            return True
        tags = {tag for found in mentions.values() for mention in found for tag in mention.tags}
        texts = [text.casefold() for text in (statement, *tags)]
        return all(any(word.casefold() in text for text in texts) for word in self.words)


_KEYS: dict[Order, Callable[[Row], Any]] = {
    Order.DISAGREEMENT: lambda row: tuple(-part for part in row.disagreement),
    Order.COVERAGE: lambda row: -row.coverage,
    Order.FIRST_MENTION: lambda row: row.first_mention,
    Order.STATEMENT: lambda row: row.claim.statement.casefold(),
}


@dataclass(frozen=True, eq=False)
class Board:
    """Claims × articles. Rows stand in the order the claims were made, undefined claims last."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def sorted(self, order: Order) -> "Board":
        """The same board with its rows in another order; equal rows keep the present one."""
        if order is Order.MADE:
            return self
        return replace(self, rows=tuple(sorted(self.rows, key=_KEYS[order])))

    def table(self) -> list[list[str]]:
        """Rows of text: a head, then a claim a row with its marks and a cell an article."""
        head = ["claim", "", *(column.name for column in self.columns)]
        return [
            head,
            *([row.claim.statement, marks(row), *map(label, row.cells)] for row in self.rows),
        ]

    def as_json(self) -> dict[str, Any]:
        """What ``crossread claims --json`` prints; articles without mentions are ``gaps``."""
        articles = [
            {"id": column.article, "outlet": column.outlet, "title": column.title}
            for column in self.columns
        ]
        return {"articles": articles, "claims": [_row_json(row) for row in self.rows]}


def build_board(
    articles: Sequence[Article],
    claims: Mapping[str, Claim],
    annotations: Mapping[str, Sequence[Annotation]],
    codebook: Codebook,
    *,
    finished: Container[str] = (),
    values: Values | None = None,
    only: Filter | None = None,
) -> Board:
    """Put the claims of a collection side by side.

    ``annotations`` are by article id, several annotators' together, sorted by start. ``finished``
    holds the ids of articles read to the end: their gaps are *not mentioned*, those of others *not
    yet read*. ``values`` finds dates, numbers and the like in a mention's text. ``only`` leaves out
    columns and mentions, the claims of which no mention is left, and those without its words.
    """
    only = only or Filter()
    shown = [
        article
        for article in articles
        if not only.outlets or (article.metadata.outlet or article.id) in only.outlets
    ]
    columns = tuple(
        Column(article.id, article.metadata.outlet, article.title, article.id in finished)
        for article in shown
    )
    groups = _group([annotations.get(article.id, ()) for article in shown], resolve(claims))
    stances = Stances(codebook)
    rows: list[Row] = []
    for claim in (*claims, *(found for found in groups if found not in claims)):
        found = groups.get(claim, {})
        kept = _kept(found, only)
        if not kept and only.narrows:
            continue
        shown_claim = claims.get(claim) or _undefined(claim, found)
        if not only.finds(shown_claim.statement, kept):
            continue
        rows.append(
            Row(
                claim=shown_claim,
                defined=claim in claims,
                columns=columns,
                mentions=kept,
                left_out=found.keys() - kept.keys() if only.narrows else (),
                stances=stances,
                values=values,
            )
        )
    return Board(columns, tuple(rows))


_Mentions = dict[int, list[Annotation]]


def _group(
    columns: Sequence[Sequence[Annotation]], known: Mapping[str, str]
) -> dict[str, _Mentions]:
    """Mentions by claim and column."""
    groups: dict[str, _Mentions] = {}
    for number, annotations in enumerate(columns):
        for annotation in annotations:
            if claim := annotation.claim:
                group = groups.setdefault(known.get(claim, claim), {})
                group.setdefault(number, []).append(annotation)
    return groups


def _kept(found: _Mentions, only: Filter) -> _Mentions:
    if not only.narrows:
        return found
    kept = {
        number: [mention for mention in mentions if only.keeps(mention)]
        for number, mentions in found.items()
    }
    return {number: mentions for number, mentions in kept.items() if mentions}


def _undefined(claim: str, found: _Mentions) -> Claim:
    return placeholder(claim, (mention for mentions in found.values() for mention in mentions))


def label(cell: Cell) -> str:
    """A cell in a few characters; `GAP_LABELS` for gaps."""
    return cell.label or GAP_LABELS[cell.gap]


def marks(row: Row) -> str:
    """The marks of a row's flags, empty for none."""
    return (CONFLICT_MARK if row.conflict else "") + (VALUES_MARK if row.values_differ else "")


def _row_json(row: Row) -> dict[str, Any]:
    cells = dict(zip(row.columns, row.cells, strict=True))
    return {
        "id": row.claim.id,
        "statement": row.claim.statement,
        "note": row.claim.note,
        "defined": row.defined,
        "conflict": row.conflict,
        "values_differ": row.values_differ,
        "cells": {
            column.article: [_mention_json(row, mention) for mention in cell.mentions]
            for column, cell in cells.items()
            if cell.mentions
        },
        "gaps": {column.article: str(cell.gap) for column, cell in cells.items() if cell.gap},
    }


def _mention_json(row: Row, mention: Annotation) -> dict[str, Any]:
    stances = row.stances.of(mention.tags)
    return {
        "stance": stances[0],
        "stances": list(stances),
        "tags": list(mention.tags),
        "start": mention.start,
        "end": mention.end,
        "text": mention.exact,
        "speaker": mention.speaker,
        "annotator": mention.creator,
    }

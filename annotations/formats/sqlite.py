"""SQLite: the collection as a small relational database with full-text search."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from ...articles.article import Article
from ..model import Annotation
from .base import Bundle, ExportFault, Format, Report
from .support.chunks import in_chunks
from .support.jsontext import encode

if TYPE_CHECKING:
    from sqlite3 import Connection

_SURROGATE = re.compile("[\ud800-\udfff]")

_SCHEMA = """
PRAGMA page_size = 4096;
PRAGMA journal_mode = OFF;
PRAGMA user_version = 1;
CREATE TABLE articles (
  id TEXT PRIMARY KEY, title TEXT, outlet TEXT, author TEXT, date TEXT, url TEXT,
  sha256 TEXT NOT NULL, length INTEGER NOT NULL, text TEXT);
CREATE TABLE claims (
  id TEXT PRIMARY KEY, statement TEXT NOT NULL, note TEXT, creator TEXT, created TEXT,
  modified TEXT);
CREATE TABLE tags (
  id TEXT PRIMARY KEY, key TEXT, letter TEXT, colour TEXT, definition TEXT,
  in_codebook INTEGER NOT NULL);
CREATE TABLE annotations (
  id TEXT PRIMARY KEY, article TEXT NOT NULL REFERENCES articles,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, exact TEXT, prefix TEXT, suffix TEXT,
  speaker TEXT, cue TEXT, note TEXT, creator TEXT, created TEXT, modified TEXT,
  text_sha256 TEXT, extra TEXT);
CREATE TABLE pieces (
  annotation TEXT NOT NULL REFERENCES annotations, start INTEGER NOT NULL,
  "end" INTEGER NOT NULL, PRIMARY KEY (annotation, start)) WITHOUT ROWID;
CREATE TABLE attributes (
  annotation TEXT NOT NULL REFERENCES annotations, name TEXT NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY (annotation, name)) WITHOUT ROWID;
CREATE TABLE annotation_tags (
  annotation TEXT NOT NULL REFERENCES annotations, position INTEGER NOT NULL,
  tag TEXT NOT NULL REFERENCES tags, PRIMARY KEY (annotation, position)) WITHOUT ROWID;
CREATE TABLE mentions (
  claim TEXT NOT NULL REFERENCES claims, annotation TEXT NOT NULL REFERENCES annotations,
  article TEXT NOT NULL REFERENCES articles, PRIMARY KEY (claim, annotation)) WITHOUT ROWID;
"""
_INDEXES = """
CREATE INDEX annotations_by_article ON annotations (article, start);
CREATE INDEX annotation_tags_by_tag ON annotation_tags (tag);
"""
_SEARCH = """
CREATE VIRTUAL TABLE articles_fts USING fts5 (
  title, text, content = 'articles', tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO articles_fts (articles_fts) VALUES ('rebuild');
CREATE VIRTUAL TABLE annotations_fts USING fts5 (
  exact, note, speaker, content = 'annotations', tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO annotations_fts (annotations_fts) VALUES ('rebuild');
"""


class Sqlite(Format):
    """Tables of articles, annotations, tags, claims, mentions, and of their details."""

    name = "sqlite"
    title = "SQLite database"
    suffix = ".sqlite"
    keeps = "everything, the articles' text and the codebook too, with full-text search"
    loses = "nothing"
    textless = True

    def write(self, bundle: Bundle, report: Report) -> Iterator[bytes]:
        """The database, made in a temporary file first: SQLite cannot write to a stream."""
        import sqlite3

        with TemporaryDirectory(prefix="crossread-") as folder:
            path = Path(folder, "export.sqlite")
            connection = sqlite3.connect(path, isolation_level=None)
            try:
                yield from _Filling(connection, bundle, report).steps()
            except sqlite3.Error as error:
                raise ExportFault(f"The database could not be made: {error}.") from error
            finally:
                connection.close()
            yield from in_chunks(path)


class _Filling:
    """Fills the tables of one export."""

    def __init__(self, connection: "Connection", bundle: Bundle, report: Report) -> None:
        self._run = connection.execute
        self._script = connection.executescript
        self._bundle = bundle
        self._report = report

    def steps(self) -> Iterator[bytes]:
        """Empty pieces, one an article, so that the caller can tell progress and cancel."""
        self._script(_SCHEMA)
        self._run("BEGIN")
        self._codebook()
        self._claims()
        for article in self._bundle.articles:
            self._article(article)
            for annotation in self._bundle.of(article):
                self._annotation(annotation)
            yield b""
        self._run("COMMIT")
        self._script(_INDEXES)
        if self._bundle.with_text:
            self._script(_SEARCH)

    def _insert(self, table: str, values: Iterable[Any]) -> bool:
        """Add a row; ``False`` when its key is there already."""
        cells = [self._clean(value) if isinstance(value, str) else value for value in values]
        marks = ", ".join("?" * len(cells))
        return self._run(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", cells).rowcount > 0

    def _clean(self, text: str) -> str:
        clean, count = _SURROGATE.subn("\ufffd", text)
        if count:
            self._report.changed["characters that UTF-8 cannot hold, written as U+FFFD"] += count
        return clean

    def _codebook(self) -> None:
        for tag in self._bundle.codebook.tags:
            self._insert("tags", (tag.id, tag.key, tag.letter, tag.colour, tag.definition, 1))

    def _claims(self) -> None:
        for one in self._bundle.claims.values():
            dates = (one.creator, one.created, one.modified)
            self._insert("claims", (one.id, one.statement, one.note, *dates))

    def _article(self, article: Article) -> None:
        known, words = article.metadata, self._bundle.with_text
        cells = (
            *(article.id, known.title if words else None, known.outlet, known.author),
            *(known.date.isoformat() if known.date else None, known.url),
            *(article.sha256, len(article.text), article.text if words else None),
        )
        self._insert("articles", cells)

    def _annotation(self, one: Annotation) -> None:
        words = self._bundle.with_text
        quote = (one.exact, one.prefix, one.suffix) if words else (None, None, None)
        cells = (
            *(one.id, one.article, one.start, one.end, *quote, one.speaker, one.cue, one.note),
            *(one.creator, one.created, one.modified, one.text_sha256),
            encode(dict(one.extra)).decode() if one.extra else None,
        )
        if not self._insert("annotations", cells):
            self._report.lost["annotations with the id of another one"] += 1
            return
        for piece in one.pieces:
            self._insert("pieces", (one.id, *piece))
        for name, value in sorted(one.attributes.items()):
            self._insert("attributes", (one.id, name, value))
        for position, tag in enumerate(one.tags):
            self._insert("tags", (tag, "", "", "", "", 0))
            self._insert("annotation_tags", (one.id, position, tag))
        if one.claim:
            self._insert("claims", (one.claim, one.claim, "", "", "", ""))
            self._insert("mentions", (one.claim, one.id, one.article))
        self._report.written += 1


FORMATS = (Sqlite(),)

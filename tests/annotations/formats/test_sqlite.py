import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from crossread.annotations.formats import Bundle, get_format


@pytest.fixture
def database(bundle: Bundle, tools: SimpleNamespace) -> Iterator[sqlite3.Connection]:
    out, report = tools.export(bundle, get_format("sqlite"))
    assert report.written == bundle.total
    with closing(sqlite3.connect(out)) as connection:
        yield connection


def test_sqlite_slices_every_quote_out_of_the_text(database: sqlite3.Connection) -> None:
    rows = database.execute(
        """SELECT substr(text, start + 1, "end" - start), exact FROM annotations
           JOIN articles ON articles.id = article"""
    ).fetchall()
    assert rows
    assert all(sliced == exact for sliced, exact in rows)


def test_the_tables_hold_what_they_say(database: sqlite3.Connection, bundle: Bundle) -> None:
    def count(query: str) -> Any:
        return database.execute(query).fetchone()[0]

    assert count("SELECT count(*) FROM annotations") == bundle.total
    assert count("SELECT count(*) FROM mentions WHERE claim = 'harbour-closed'") == 4
    assert count("SELECT count(*) FROM pieces") == 2
    assert count("SELECT count(*) FROM tags WHERE NOT in_codebook") == 2
    assert count("SELECT value FROM attributes WHERE name = 'place'") == "the old harbour"
    assert count("PRAGMA integrity_check") == "ok"
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_words_are_found(database: sqlite3.Connection) -> None:
    found = database.execute(
        "SELECT articles.id FROM articles_fts JOIN articles ON articles.rowid = articles_fts.rowid "
        "WHERE articles_fts MATCH 'rEouvre'"
    ).fetchall()
    assert found == [("combining.txt",)]
    quotes = database.execute(
        "SELECT count(*) FROM annotations_fts WHERE annotations_fts MATCH 'harbour'"
    )
    assert quotes.fetchone() == (5,)


def test_without_text_there_is_no_text(bundle: Bundle, tools: SimpleNamespace) -> None:
    out, _ = tools.export(replace(bundle, with_text=False), get_format("sqlite"))
    with closing(sqlite3.connect(out)) as connection:
        rows = connection.execute(
            "SELECT text, title FROM articles UNION SELECT exact, cue FROM annotations"
        )
        assert {text for row in rows for text in row} <= {None, ""}

"""What we rely on in Whoosh; the first thing to read when its version changes."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from whoosh import index
from whoosh.query import And, Or, Phrase, Term

import crossread.search
from crossread.articles.article import Article
from crossread.search.engine import Notes, SearchIndex


def test_its_names_stand_in_three_modules() -> None:
    (folder,) = crossread.search.__path__
    using = {
        path.stem
        for path in Path(folder).glob("*.py")
        if re.search(r"^\s*(from|import) whoosh", path.read_text("utf-8"), re.MULTILINE)
    }
    assert using == {"store", "codec", "codec_readers"}


@pytest.fixture
def opened(tmp_path: Path, articles: Sequence[Article]) -> Any:
    """Our index, opened by Whoosh."""
    with SearchIndex.open(tmp_path, articles, cache=tmp_path / "cache") as made:
        made.update({})
        made.renote("001.txt", Notes(tags=("denies",)))
    (folder,) = (p for p in (tmp_path / "cache").iterdir() if p.is_dir())
    return index.open_dir(str(folder))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Term("text", "harbour"), ["001.txt", "002.txt"]),
        (Term("text_forms", "rejected"), ["001.txt"]),
        (Term("tag", "denies"), ["001.txt"]),
        (Phrase("text", ["technolog", "partner"]), ["002.txt", "003.txt"]),
        (And([Term("text", "norvik"), Term("text", "reject")]), ["001.txt"]),
        (Or([Term("text", "berth"), Term("text", "spokesman")]), ["001.txt", "002.txt"]),
        (Term("text", "nowhere"), []),
    ],
)
def test_its_stock_searchers_read_our_segments(
    opened: Any, query: Any, expected: list[str]
) -> None:
    with opened.searcher() as searcher:
        assert sorted(hit["id"] for hit in searcher.search(query)) == expected


def test_it_lists_terms_with_their_frequencies(opened: Any) -> None:
    with opened.reader() as reader:
        assert reader.doc_count() == 3
        assert reader.doc_count_all() == 4
        assert list(reader.expand_prefix("outlet", "w")) == [b"wire"]
        assert reader.doc_frequency("outlet", "wire") == 2
        assert reader.frequency("text", "harbour") >= 4


def test_a_commit_makes_a_new_generation(opened: Any) -> None:
    before = opened.latest_generation()
    opened.writer(codec=None).commit()
    assert opened.latest_generation() > before


def test_a_cancelled_writer_leaves_no_trace(opened: Any) -> None:
    before = opened.latest_generation()
    writer = opened.writer()
    writer.delete_by_term("tag", "denies")
    writer.cancel()
    assert opened.latest_generation() == before
    with opened.reader() as reader:
        assert reader.doc_count() == 3


def test_there_is_one_writer_at_a_time(opened: Any) -> None:
    writer = opened.writer()
    with pytest.raises(index.LockError):
        opened.writer()
    writer.cancel()
    opened.writer().cancel()

"""One article: lines, offsets, and what is derived from its text."""

import hashlib
import pickle
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.articles.article import Article, Metadata, UnreadArticle
from crossread.articles.loading.plain import metadata_of

texts = st.text(st.characters(exclude_categories=[]) | st.sampled_from("\n\r\x85\u2028 .a"))


def article(text: str, front_matter: int = 0) -> Article:
    return Article("a.txt", Path("a.txt"), text, front_matter=front_matter)


@given(texts)
def test_paragraphs_are_the_lines_and_nothing_else(text: str) -> None:
    spans = article(text).paragraphs
    assert [text[span.start : span.end] for span in spans] == text.split("\n")
    assert all(text[span.end : span.end + 1] in ("\n", "") for span in spans)


@given(texts, st.integers(0, 30))
def test_every_offset_has_its_paragraph(text: str, offset: int) -> None:
    read = article(text)
    index = read.paragraph_at(offset)
    span = read.paragraphs[index]
    assert index == text[:offset].count("\n")
    assert span.start <= offset
    assert offset <= span.end or offset > len(text)


@given(texts)
def test_derived_spans_lie_in_the_text_in_order(text: str) -> None:
    read = article(text)
    for spans in (read.sentences, read.furniture, read.quotations):
        starts = [span.start for span in spans]
        assert starts == sorted(starts)
        assert all(0 <= span.start < span.end <= len(text) for span in spans)


@given(texts)
def test_front_matter_shifts_what_is_found_behind_it(text: str) -> None:
    head = "---\ntitle: “x” said Ann.\n---\n"
    plain, shifted = article(text), article(head + text, len(head))
    size = len(head)
    for name in ("sentences", "quotations"):
        found, moved = getattr(plain, name), getattr(shifted, name)
        assert [(s.start + size, s.end + size) for s in found] == [(s.start, s.end) for s in moved]
    assert [head[line.start : line.end] for line in shifted.furniture[:3]] == head.split("\n")[:3]
    assert len(shifted.furniture) == len(plain.furniture) + 3


@pytest.mark.parametrize("text", ["", "Größe", "a\ud800b"])
def test_hash_is_that_of_the_text_in_utf8(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    assert article(text).sha256 == hashlib.sha256(data).hexdigest()


def test_the_sentence_at_an_offset_is_the_nearest() -> None:
    read = article("One. Two.\n\nThree.")
    assert [read.sentence_at(offset) for offset in (0, 3, 4, 5, 9, 10, 11, 99)] == [
        0,
        0,
        0,
        1,
        1,
        1,
        2,
        2,
    ]
    assert article("").sentence_at(0) is None


def test_an_unknown_title_is_the_name_of_the_file() -> None:
    assert article("x").title == "a.txt"
    assert Article("a", Path("a"), "x", Metadata(title="T")).title == "T"


def test_a_head_is_read_once_and_not_before_it_is_asked_for() -> None:
    asked: list[str] = []

    def read_head(text: str) -> tuple[Metadata, int]:
        asked.append(text)
        return Metadata(title="The harbour"), 4

    unread = UnreadArticle.of_text("a.txt", "/c/a.txt", "---\ntext", "utf-8", False, read_head)
    assert (unread.id, unread.path, unread.printable) == ("a.txt", Path("/c/a.txt"), "---\ntext")
    assert not asked
    assert (unread.title, unread.front_matter, unread.metadata.outlet) == ("The harbour", 4, "")
    assert asked == ["---\ntext"]


def test_an_article_with_an_unread_head_is_a_value_like_any_other() -> None:
    text = "---\ntitle: The harbour\n---\nIt closed."
    unread = UnreadArticle.of_text("a.txt", "/c/a.txt", text, "utf-8", False, metadata_of)
    again = UnreadArticle.of_text("a.txt", "/c/a.txt", text, "utf-8", False, metadata_of)
    assert unread == again
    assert hash(unread) == hash(again)
    sent = pickle.loads(pickle.dumps(again))
    assert (sent, sent.title) == (unread, "The harbour")
    assert again.sentences
    assert "sentences" not in pickle.loads(pickle.dumps(again)).__dict__  # nothing derived is sent
    other = replace(again, metadata=Metadata(title="Another"))
    assert (other.title, other.front_matter, other.text) == ("Another", again.front_matter, text)
    assert other != unread

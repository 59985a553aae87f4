"""Articles in JSON: what is read, and what is told plainly."""

import datetime
import json
from pathlib import Path

import pytest

from crossread.articles.article import Metadata
from crossread.articles.collection import load_collection
from crossread.articles.loading.draft import Reading, Unreadable
from crossread.articles.loading.json_articles import read_json, read_json_lines

FULL = {
    "text": "One.\r\nTwo.",
    "title": "T",
    "source": "The Daily",
    "author": "Ann",
    "date": "2020-09-14T10:00:00Z",
    "url": "https://daily.example/",
}
KNOWN = Metadata("T", "The Daily", "Ann", datetime.date(2020, 9, 14), "https://daily.example/")


def read(value: object) -> Reading:
    return read_json(json.dumps(value).encode())


def test_an_object_is_an_article() -> None:
    (draft,) = read(FULL).drafts
    assert (draft.text, draft.metadata, draft.item) == ("One.\nTwo.", KNOWN, None)


@pytest.mark.parametrize("wrap", [lambda x: x, lambda x: {"articles": x}, lambda x: {"items": x}])  # pyright: ignore[reportUnknownLambdaType]
def test_a_list_holds_articles_counted_from_one(wrap: object) -> None:
    assert callable(wrap)
    reading = read(wrap([FULL, {"body": "B", "outlet": "O"}]))
    assert [draft.item for draft in reading.drafts] == [1, 2]
    assert reading.drafts[1].metadata.outlet == "O"


def test_what_news_interfaces_write() -> None:
    item = {
        "source": {"id": None, "name": "The Daily"},
        "author": None,
        "authors": ["Ann", {"name": "Bo"}],
        "headline": "H",
        "content": "C",
        "publishedAt": "2020-09-14T10:00:00Z",
        "link": "https://daily.example/",
    }
    assert read(item).drafts[0].metadata == Metadata(
        "H", "The Daily", "Ann, Bo", KNOWN.date, "https://daily.example/"
    )


def test_metadata_that_is_missing_comes_from_the_text() -> None:
    draft = read({"text": "Headline\n\nBy Ann Example\n\nText."}).drafts[0]
    assert draft.metadata == Metadata("Headline", author="Ann Example")


def test_lines_have_ids_and_bad_ones_are_told(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text(f'{json.dumps(FULL)}\n\n{{"title": 1}}\n{{"text": \n{json.dumps(FULL)}\n')
    collection = load_collection([tmp_path])
    assert [article.id for article in collection.articles] == ["news.jsonl#1", "news.jsonl#4"]
    assert [skipped.reason.partition(";")[0] for skipped in collection.skipped] == [
        "line 3 has no text",
        "line 4 is not valid JSON (a value is missing or not quoted, line 1, column 10)",
    ]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"[]", "list is empty"),
        (b"3", "no article"),
        (b'["a"]', "item 1 is no article"),
        (b"{", "line 1, column 2"),
        (b'{"text": "a", "text": "b"}', "the key 'text' twice"),
        (b'{"text": "a", "n": NaN}', "NaN"),
        (b'{"text": "a", "n": -Infinity}', "-Infinity"),
        (b'{"text": "a", "n": ' + b"1" * 5000 + b"}", "4,300 digits"),
        (b'{"text": "a", "n": ' + b"[" * 100_000, "nested too deeply"),
        (b'{"text": " "}', "empty text"),
        (b'{"text": 5}', "no text"),
        (b'{"title": "a"}', 'give it a key "text"'),
    ],
)
def test_bad_json_is_told_plainly(data: bytes, told: str) -> None:
    with pytest.raises(Unreadable, match=told.replace("[", r"\[").replace(".", r"\.")):
        read_json(data)


def test_hostile_text_is_kept_as_it_is() -> None:
    data = b'{"text": "a\\u001b[31m\\ud800\\u0000", "title": "\\u001b]0;x\\u0007"}'
    draft = read_json(data).drafts[0]
    assert draft.text == "a\x1b[31m\ud800\x00"
    assert draft.metadata.title == "\x1b]0;x\x07"


def test_many_bad_lines_are_told_in_few(tmp_path: Path) -> None:
    data = b'{"text": "a"}\n' + b"{}\n" * 500
    reading = read_json_lines(data)
    assert len(reading.drafts) == 1
    assert len(reading.problems) == 21
    assert "480 more" in reading.problems[-1]


def test_encodings_of_json() -> None:
    data = json.dumps({"text": "Größe"}, ensure_ascii=False)
    assert read_json(data.encode("utf-16")).drafts[0].text == "Größe"
    assert read_json(data.encode("utf-8-sig")).drafts[0].encoding == "utf-8"

"""Front matter is recognised, read without guessing, and never eats prose."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.articles.collection import load_collection
from crossread.articles.loading.front_matter import split_front_matter

YAML = """---
title: Oracle: the winner takes nothing   # a comment
outlet: 'The Reader''s Daily'
author:
  - Ann Example
  - Bo "B" Sample
date: 2020-09-14
tags: [a, "b c"]
summary: >
  Two lines
  folded.
nested:
  key: value
---
Headline

Text.
"""


@pytest.mark.parametrize(
    ("written", "title"),
    [
        (r'"caf\u00e9 \"X\""', 'café "X"'),
        (r'"\x41\U0001F600\tb"', "A😀\tb"),
        (r'"C:\\new \/ \e"', "C:\\new / \x1b"),
        (r'"\uD83D\uDE00 \ud83d"', "😀 \ufffd"),
        (r'"\Uffffffff \u12 \q"', r"\Uffffffff \u12 \q"),
        (r"'caf\u00e9'", r"caf\u00e9"),
        (r"caf\u00e9", r"caf\u00e9"),
    ],
)
def test_double_quotes_alone_hold_escapes(written: str, title: str) -> None:
    assert split_front_matter(f"---\ntitle: {written}\n---\n")[1] == {"title": title}


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_titles_written_as_json_are_read_as_they_were(title: str) -> None:
    written = json.dumps(title)
    assert split_front_matter(f"---\ntitle: {written}\n---\n")[1] == {"title": title}


def test_yaml() -> None:
    length, entries = split_front_matter(YAML)
    assert YAML[length:].startswith("Headline")
    assert entries == {
        "title": "Oracle: the winner takes nothing",
        "outlet": "The Reader's Daily",
        "author": ["Ann Example", 'Bo "B" Sample'],
        "date": "2020-09-14",
        "tags": ["a", "b c"],
        "summary": "Two lines folded.",
    }


def test_toml() -> None:
    text = '+++\ntitle = "A \\"quoted\\" title"\nauthors = ["A", "B"]\ndate = 2020-09-14\n+++\nText'
    length, entries = split_front_matter(text)
    assert text[length:] == "Text"
    assert entries == {
        "title": 'A "quoted" title',
        "authors": ["A", "B"],
        "date": "2020-09-14",
    }


@pytest.mark.parametrize(
    "text",
    [
        "",
        "---",
        "---\n",
        "---\ntitle: never closed\n\nText",
        "---\nIt was a dark night.\n---\nText",
        "---\n\n---\nText",
        "--- \ntitle: x\n---\n",
        "+++\nnot = toml = at all\n+++\n",
        "Text\n---\ntitle: x\n---\n",
        "---\n" + "k: v\n" * 20_000 + "---\n",
    ],
)
def test_what_is_no_front_matter(text: str) -> None:
    assert split_front_matter(text) == (0, {})


def test_a_file_may_end_with_the_fence() -> None:
    assert split_front_matter("---\ntitle: x\n---") == (16, {"title": "x"})
    assert split_front_matter("---\ntitle: x\n...\n")[0] == 17


def test_values_that_are_not_understood_say_nothing() -> None:
    assert split_front_matter("---\ntitle: &a [x\nb: *a\nc: !!python/x y\nd: ok\n---\n")[1] == {
        "d": "ok"
    }


@given(st.text(st.sampled_from("-+.: \n\"'[]>|ab#\\"), max_size=60))
def test_any_text_is_split_within_bounds(rest: str) -> None:
    for fence in ("---\n", "+++\n"):
        length, entries = split_front_matter(fence + rest)
        assert 0 <= length <= len(fence + rest)
        assert length or not entries


def test_it_fills_the_metadata_and_counts_as_furniture(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(YAML, encoding="utf-8")
    article = load_collection([tmp_path]).articles[0]
    assert article.text == YAML
    assert article.title == "Oracle: the winner takes nothing"
    assert article.metadata.outlet == "The Reader's Daily"
    assert article.metadata.author == 'Ann Example, Bo "B" Sample'
    assert str(article.metadata.date) == "2020-09-14"
    fenced = [line for line in article.furniture if line.reason == "front matter"]
    assert fenced[0].start == 0
    assert article.text[fenced[-1].start : fenced[-1].end] == "---"
    assert all(span.start >= article.front_matter for span in article.sentences)
    assert all(quotation.start >= article.front_matter for quotation in article.quotations)

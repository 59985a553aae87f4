"""What coders quoted is no part of an export without text."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from crossread.annotations.codebook import DEFAULT_CODEBOOK
from crossread.annotations.formats import Bundle, get_format
from crossread.annotations.formats.bundles import Filter, filtered
from crossread.annotations.formats.exporting import preview
from crossread.annotations.formats.registry import all_formats
from crossread.annotations.model import Claim, annotate
from crossread.annotations.statements import tidy_statement
from crossread.articles.article import Article

TEXT = (
    "The port stays shut\nAt noon the mayor of the old town  closed\nthe whole harbour for a week. "
    "“Nobody, not even a fisherman, may sail out before Sunday,” she said.\n市长说：港口今天关闭。"
)
QUOTED = "the mayor of the old town closed the whole harbour"


def told(statement: str, *, note: str = "", value: str = "") -> Bundle:
    article = Article("a.txt", Path("a.txt"), TEXT)
    attributes = {"place": value} if value else {}
    made = annotate(article, 0, 8, claim="shut", note=note, attributes=attributes)
    return Bundle(
        articles=[article],
        annotations={"a.txt": [made]},
        claims={"shut": Claim("shut", statement, note=note)},
        codebook=DEFAULT_CODEBOOK,
        with_text=False,
    )


@pytest.mark.parametrize(
    "form", [one for one in all_formats() if one.textless], ids=lambda f: f.name
)
def test_no_export_without_text_repeats_a_passage(form: object, tools: SimpleNamespace) -> None:
    bundle = told(f"As it says: {QUOTED}", note=f"Verdict: true\nsee “{QUOTED}”", value=QUOTED)
    tag = replace(DEFAULT_CODEBOOK.tags[0], definition=f"such as {QUOTED} here")
    book = replace(DEFAULT_CODEBOOK, tags=(tag, *DEFAULT_CODEBOOK.tags[1:]))
    out, _ = tools.export(replace(bundle, codebook=book), form)
    files = [one for one in out.parent.rglob("*") if one.is_file()]
    content = b"\n".join(one.read_bytes() for one in files)
    assert b"old town" not in content
    assert b"shut" in content


@pytest.mark.parametrize(
    "statement",
    [
        tidy_statement(TEXT.split("\n")[0]),
        "The mayor of the old town closed the whole harbour for a week",
        "nobody not even a fisherman may sail out before sunday",
        "Yesterday the mayor of the old town closed the whole harbour…",
        "港口今天关闭",
    ],
)
def test_the_wording_of_an_article_goes_and_is_counted(statement: str) -> None:
    report = preview(told(statement), get_format("jsonl"))
    (said,) = report.sentences()
    assert said == "wordings of claims that stand word for word in an article left out (1)"


@pytest.mark.parametrize(
    "statement", ["The harbour is closed for a week", "The port", "The port stays shut for ever"]
)
def test_a_coders_own_words_stay(statement: str, tools: SimpleNamespace) -> None:
    out, report = tools.export(told(statement, note="my own words"), get_format("jsonl"))
    assert statement in out.read_text(encoding="utf-8")
    assert not report.lost


def test_a_note_keeps_what_is_not_quoted(tools: SimpleNamespace) -> None:
    note = "First: the mayor of the old town closed the whole harbour; really?"
    out, report = tools.export(told("mine", note=note), get_format("jsonl"))
    assert "First: […]; really?" in out.read_text(encoding="utf-8")
    assert report.lost == {"quotations of articles in notes and definitions": 2}


def test_an_article_that_is_not_exported_is_not_quoted_either() -> None:
    bundle = told(QUOTED)
    other = Article("b.txt", Path("b.txt"), "Something else.")
    both = replace(bundle, articles=[*bundle.articles, other])
    narrowed = filtered(both, Filter(articles=("b.txt",)))
    assert preview(narrowed, get_format("csv")).lost.total() == 1


def test_a_quotation_is_found_wherever_it_stands_in_a_long_article(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for size in range(1, 12):
        monkeypatch.setattr("crossread.annotations.formats.verbatim._CHUNK", size)
        assert preview(told(QUOTED), get_format("csv")).lost.total() == 1

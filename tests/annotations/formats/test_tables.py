"""CSV and TSV: what a spreadsheet must never run, and what it must give back."""

import csv
import io
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crossread.annotations.formats import Bundle, ImportFault, get_format
from crossread.annotations.formats.tables import neutral

CELLS = st.text("'=+-@\t\r\n\"|\\, ;aé😀\x00", max_size=12)
FORMULA = tuple("=+-@\t\r\n＋－＝＠")


@pytest.mark.parametrize("cell", [*FORMULA, *(f"''{one}1" for one in FORMULA)])
def test_every_beginning_of_a_formula_is_made_text(cell: str) -> None:
    assert neutral(cell) == f"'{cell}"
    assert neutral(f"x{cell}") == f"x{cell}"


@given(note=CELLS, tag=CELLS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_any_cell_is_neutral_and_comes_back(
    name: str, note: str, tag: str, bundle: Bundle, tools: SimpleNamespace
) -> None:
    article = bundle.articles[0]
    one = replace(bundle.of(article)[0], note=note, tags=(tag,) if tag else ())
    small = replace(bundle, articles=[article], annotations={article.id: [one]}, claims={})
    form = get_format(name)
    out, _ = tools.export(small, form)
    text = io.StringIO(out.read_bytes().decode(), newline="")
    rows = list(csv.reader(text, delimiter="," if name == "csv" else "\t"))
    assert not any(cell.startswith(FORMULA) for row in rows for cell in row)
    assert form.read(out, bundle.articles).annotations == [one]


def test_every_line_ends_in_crlf_and_every_cell_is_quoted(
    bundle: Bundle, tools: SimpleNamespace
) -> None:
    out, _ = tools.export(bundle, get_format("csv"))
    data = out.read_bytes()
    assert data.endswith(b'"\r\n')
    header = data.partition(b"\r\n")[0]
    assert header.startswith(b'"id","article",')


def test_a_table_made_by_hand_is_enough(tmp_path: Path, bundle: Bundle) -> None:
    path = tmp_path / "hand.csv"
    path.write_text("article,exact,tags\nemoji.txt,harbour today,denies\narabic,مغلق,reports|x\n")
    found = get_format("csv").read(path, bundle.articles)
    assert [(one.exact, one.tags) for one in found.annotations] == [
        ("harbour today", ("denies",)),
        ("مغلق", ("reports", "x")),
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("a,b\n1,2\n", "no columns"),
        ("", "no columns"),
        ('article,start\n"a.txt', "line"),
        ("article,start,attributes\na.txt,1,{x\n", "line 2"),
    ],
)
def test_bad_tables_are_told_plainly(
    tmp_path: Path, bundle: Bundle, content: str, words: str
) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(content)
    with pytest.raises(ImportFault, match=words):
        get_format("csv").read(path, bundle.articles)


def test_characters_that_utf8_cannot_hold_are_told(bundle: Bundle, tools: SimpleNamespace) -> None:
    article = bundle.articles[0]
    one = replace(bundle.of(article)[0], note="\ud800")
    small = replace(bundle, articles=[article], annotations={article.id: [one]})
    _, report = tools.export(small, get_format("csv"))
    assert report.changed.total() == 1

"""Every format is recognised by what it is called and by what it says."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from crossread.annotations.formats import Bundle, Format, all_formats, get_format
from crossread.annotations.formats.guessing import by_content, by_name, for_export

BOTH_WAYS = tuple(one.name for one in all_formats() if one.exports and one.imports)


@pytest.mark.parametrize("name", BOTH_WAYS)
def test_an_export_is_recognised(name: str, bundle: Bundle, tools: SimpleNamespace) -> None:
    out, _ = tools.export(bundle, get_format(name))
    assert by_content(out) == name


def test_what_shares_an_ending_is_told_apart_by_its_words(tmp_path: Path) -> None:
    webanno = tmp_path / "one.tsv"
    webanno.write_text("#FORMAT=WebAnno TSV 3.3\n", "utf-8")
    assert by_content(webanno) == "webanno-tsv"
    labelled = tmp_path / "two.jsonl"
    labelled.write_text('{"text": "It rains.", "label": [[0, 2, "asserts"]]}\n', "utf-8")
    assert by_content(labelled) == "doccano"


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("tags.jsonl", "jsonl"),
        ("A.TXT.annotations.JSON", "w3c"),
        ("work.csv", "csv"),
        ("codes.qdc", "qdc"),
        ("report.docx", ""),
        ("", ""),
    ],
)
def test_a_name_alone_says_what_it_can(name: str, wanted: str) -> None:
    assert by_name(name) == wanted


def test_a_folder_is_judged_by_what_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "claims.json").write_text('{"claims": []}', "utf-8")
    (tmp_path / "a.txt.annotations.json").write_text('{"@context": []}', "utf-8")
    (tmp_path / "folder.json").mkdir()
    assert by_content(tmp_path) == ""
    inside = tmp_path / "deep" / "a.json"
    inside.parent.mkdir()
    inside.write_text('{"%TYPES": {}}', "utf-8")
    assert by_content(tmp_path) == "uima-json"
    inside.with_name("a.ann").write_text("", "utf-8")
    assert by_content(tmp_path) == "brat"


def test_what_is_not_there_is_judged_by_its_name(tmp_path: Path) -> None:
    assert by_content(tmp_path / "missing.tsv") == "tsv"
    assert by_content(tmp_path) == ""


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("out.csv", "csv"),
        ("OUT.TSV", "tsv"),
        ("out.jsonl", "jsonl"),
        ("out.jsonld", "w3c"),
        ("out.annotations.json", "w3c"),
        ("out.md", "markdown"),
        ("out.html", "html"),
        ("out.conllup", "conll"),
        ("out.sqlite", "sqlite"),
        ("out.json", ""),
        ("out.xyz", ""),
        ("csv", ""),
        ("folder", ""),
        ("", ""),
    ],
)
def test_an_export_is_written_in_what_its_ending_says(name: str, wanted: str) -> None:
    assert for_export(name) == wanted


@pytest.mark.parametrize("form", all_formats(), ids=lambda form: form.name)
def test_an_ending_never_speaks_for_what_cannot_be_exported(form: Format) -> None:
    guess = for_export(f"work{form.suffix}")
    assert not guess or get_format(guess).exports
    assert not guess or get_format(guess).suffix == form.suffix

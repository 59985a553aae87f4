import subprocess
import sys

import pytest

from crossread.annotations.formats import all_formats, describe_formats, format_names, get_format

HEAVY = ("pyarrow", "spacy", "cassis", "lxml", "sqlite3", "zipfile", "xml.sax", "textual", "rich")


def test_names_are_unique_and_sorted() -> None:
    names = [one.name for one in all_formats()]
    assert names == sorted(set(names)) == list(format_names())


def test_every_format_declares_what_it_keeps_and_loses() -> None:
    for card in describe_formats():
        assert card.title
        assert card.keeps
        assert card.loses
        assert card.exports or card.imports


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(KeyError, match="w3c"):
        get_format("docx")


def test_ways_narrow_the_names() -> None:
    assert "jsonl" in format_names(imports=True)
    assert set(format_names(exports=True)) | set(format_names(imports=True)) == set(format_names())


def test_listing_the_formats_loads_no_heavy_library() -> None:
    code = (
        "import sys; from crossread.annotations.formats import all_formats; all_formats(); "
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

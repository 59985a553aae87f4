"""Tables fit the terminal, whatever its width; nothing of a cell is lost."""

from __future__ import annotations

import re
import sys

import pytest
from rich.cells import cell_len

from crossread.cli.output import bar, print_json, print_rows, print_text

HEAD = ("article", "speaker", "passage")
ROWS = [("1.txt:7", "Ines Halloran", "word " * 40 + "end"), ("2.txt:9", "", "日本語 " * 20)]


def plain(text: str) -> str:
    return re.sub(r"\x1b\[\d*m", "", text)


def be_a_terminal(monkeypatch: pytest.MonkeyPatch, columns: str = "80") -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", columns)


@pytest.mark.parametrize("columns", [0, 1, 5, 20, 33, 34, 40, 80, 300])
def test_nothing_is_lost_at_any_width(
    columns: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    be_a_terminal(monkeypatch, str(columns))
    print_rows(HEAD, ROWS)
    shown = plain(capsys.readouterr().out)
    letters = "".join(shown.split())
    assert letters.count("word") == 40
    assert letters.count("日本語") == 20
    assert "2.txt:9" in letters
    if columns >= 34:
        assert all(cell_len(line) <= columns for line in shown.splitlines())


def test_a_width_that_is_no_number_is_ignored(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    be_a_terminal(monkeypatch, "many")
    print_rows(HEAD, ROWS)
    assert "article" in capsys.readouterr().out


def test_no_rows_are_told_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    be_a_terminal(monkeypatch)
    print_rows(HEAD, [], empty="no quotations")
    assert capsys.readouterr().out == "no quotations\n"


def test_no_rows_are_nothing_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows(HEAD, [], empty="no quotations")
    assert capsys.readouterr().out == ""


def test_a_cell_cannot_make_another_cell_or_line(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows(HEAD, [("a\tb", "c\nd", "e\rf\x1bg\u2028h")])
    assert capsys.readouterr().out == "a b\tc d\te␍f␛g␤h\n"


def test_text_keeps_its_lines(capsys: pytest.CaptureFixture[str]) -> None:
    print_text("one\ntwo\x1b")
    assert capsys.readouterr().out == "one\ntwo␛\n"


def test_json_holds_every_character(capsys: pytest.CaptureFixture[str]) -> None:
    import json

    text = "".join(map(chr, [*range(0x300), 0x2028, 0x202E, 0xFEFF, 0x1F600, 0xE0041, 0xDC80]))
    print_json({text: text})
    shown = capsys.readouterr().out
    assert json.loads(shown) == {text: text}
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e\ufeff\U000e0041\udc80]", shown)
    assert "😀" in shown


@pytest.mark.parametrize(
    ("number", "most", "cells"), [(0, 0, 0), (0, 9, 0), (1, 1000, 1), (9, 9, 24), (5, 10, 12)]
)
def test_bars_are_in_proportion(number: int, most: int, cells: int) -> None:
    assert len(bar(number, most, 24)) == cells


def test_short_words_are_never_broken(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    be_a_terminal(monkeypatch, "60")
    claim = "Despite being considered in pole position, the company was refused on Sunday"
    print_rows(("claim", "Independent", "Register", "Morning Herald"), [(claim, "A", "D", "–")])
    shown = plain(capsys.readouterr().out)
    for word in (*claim.split(), "Independent", "Register", "Morning", "Herald"):
        assert word in shown


def test_whatever_is_printed_acts_on_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    text = "a\x1b[2J\x9b2J\u202eb\nc"
    for say in (print_text, print_json, lambda said: print_rows(("x",), [(said,)])):
        say(text)
        shown = capsys.readouterr().out
        assert not {"\x1b", "\x9b", "\u202e"} & set(shown)
        assert "c" in shown

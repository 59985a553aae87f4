"""Getting text out: forms, the clipboard and its limit, files, and a program of one's own."""

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from crossread.annotations.edits import PutAnnotation
from crossread.annotations.model import annotate
from crossread.articles.article import Article
from crossread.articles.printable import printable
from crossread.articles.span import Span
from crossread.tui import copy_command
from crossread.tui.copy_command import give
from crossread.tui.keymap import Settings, read_settings
from crossread.tui.passages import markdown
from crossread.tui.reader.copying import CLIPBOARD_BYTES

Open = Callable[..., Any]
SAVE = "import sys; open(sys.argv[1], 'wb').write(sys.stdin.buffer.read())"


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    from crossread.tui.app import CrossreadApp

    found: list[str] = []
    monkeypatch.setattr(CrossreadApp, "copy_to_clipboard", lambda self, text: found.append(text))
    return found


async def test_a_passage_in_every_form(open_reader: Open, copied: list[str]) -> None:
    async with open_reader() as sitting:
        await sitting.press("j", "y", "Y", "p", "m")
    words = "The bridge over the Lyn was closed on Tuesday after engineers found cracks."
    source = "Alpha Wire, “Lake town closes its bridge”, 2024-03-05"
    assert copied == [f"“{words}”\n— {source}", words, f"> {words}\n>\n> — {source}"]


def test_markdown_links_the_source_and_escapes_hostile_text(tmp_path: Path) -> None:
    from crossread.articles.collection import load_collection

    path = tmp_path / "a.txt"
    path.write_text(
        "---\ntitle: T\nurl: https://example.org/a_(b)\n---\nHead\n\n![x](http://e.vil) <b>\nmore\n"
    )
    article: Article = load_collection([path]).articles[0]
    start = article.text.index("![")
    text = markdown(article, Span(start, len(article.text)), "“T”, https://example.org/a_(b)")
    assert text.splitlines() == [
        r"> !\[x\](http\://e.vil) \<b\>",
        ">",
        "> more",
        ">",
        "> — [“T”](<https://example.org/a_(b)>)",
    ]


async def test_all_passages_of_a_claim(open_reader: Open, copied: list[str]) -> None:
    async with open_reader() as sitting:
        await sitting.press("p", "c")
        assert "no claim here" in sitting.status()
        await sitting.press("j", "1", "c", "enter", "q", "p", "c", "p", "C")
    text, marked = copied
    assert "asserts\n“The bridge over the Lyn" in text
    assert text.endswith("— Alpha Wire, “Lake town closes its bridge”, 2024-03-05")
    assert marked.startswith("**")
    assert "\n\n> The bridge over" in marked


async def test_what_is_too_long_for_the_clipboard_goes_to_the_file(
    open_reader: Open, copied: list[str], tmp_path: Path
) -> None:
    article = tmp_path / "long.txt"
    article.write_text("Head\n\n" + "é" * (CLIPBOARD_BYTES // 2 + 1) + "\n", "utf-8")
    async with open_reader([article]) as sitting:
        await sitting.press("j", "Y")
        assert "too long for the clipboard" in sitting.status()
    assert copied == []
    kept = (tmp_path / "state" / "copied.txt").read_text("utf-8")
    assert kept == "é" * (CLIPBOARD_BYTES // 2 + 1) + "\n"


async def test_a_program_of_ones_own_gets_the_text(open_reader: Open, tmp_path: Path) -> None:
    target = tmp_path / "got; touch x"
    settings = Settings(copy_command=(sys.executable, "-c", SAVE, str(target)))
    async with open_reader(settings=settings) as sitting:
        await sitting.press("Y")
    assert target.read_text("utf-8") == "Lake town closes its bridge"


async def test_a_program_that_fails_is_told(
    open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    settings = Settings(copy_command=("/no/such/program",))
    async with open_reader(settings=settings) as sitting:
        monkeypatch.setattr(sitting.app, "say", lambda text, **_: said.append(text))
        await sitting.press("Y")
        assert "passage copied" in sitting.status()
    assert len(said) == 1
    assert "cannot be started" in said[0]
    assert "config.toml" in said[0]


def test_a_program_that_never_ends_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copy_command, "SECONDS", 0.2)
    assert "was stopped" in give([sys.executable, "-c", "import time; time.sleep(60)"], "x" * 10**6)


def test_a_program_that_fails_is_quoted() -> None:
    said = give([sys.executable, "-c", "import sys; sys.exit('no display')"], "x")
    assert "code 1: no display" in said


async def test_a_passage_is_appended_to_a_file(
    open_reader: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with open_reader() as sitting:
        for _ in range(2):
            await sitting.press("p", "f", "enter")
        assert "passages.txt" in sitting.status()
    assert (tmp_path / "passages.txt").read_text("utf-8").count("“Lake town closes") == 4


async def test_a_passage_is_appended_to_nothing_of_the_articles_and_through_no_link(
    open_reader: Open, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    outside = folder.parent / "profile"
    outside.write_text("mine\n")
    (folder / "passages.txt").symlink_to(outside)
    before = {path.name: path.read_bytes() for path in folder.glob("?.txt")}
    async with open_reader() as sitting:
        await sitting.press("p", "f", "enter")
        assert "is a link" in sitting.status()
        for name in ("a.txt", "../reports/b.txt", "a.txt.annotations.json", "claims.json"):
            await sitting.press("p", "f")
            sitting.app.screen.query_one(Input).value = name
            await sitting.press("enter")
            assert "belongs to the articles" in sitting.status()
    assert outside.read_text() == "mine\n"
    assert {path.name: path.read_bytes() for path in folder.glob("?.txt")} == before
    assert not list(folder.glob("*.json"))


async def test_what_is_copied_is_text_and_nothing_else(
    open_reader: Open, copied: list[str], tmp_path: Path
) -> None:
    """Else the end of a pasted text could be forged, and a shell would run what comes after."""
    paste = "\x1b[201~\u202e\x9b201~"
    folder = tmp_path / "hostile"
    folder.mkdir()
    head = "".join(
        f"{key}: {json.dumps(f'{key} {paste} end')}\n" for key in ("title", "outlet", "url")
    )
    (folder / "a.txt").write_text(f"---\n{head}---\nHead\n\nThe mayor {paste} said so.\n", "utf-8")
    claim = {"id": "c", "statement": f"claim {paste} end"}
    (folder / "claims.json").write_text(json.dumps({"version": 1, "claims": [claim]}))
    async with open_reader([folder]) as sitting:
        await sitting.press("G")
        here = sitting.reader.sentence_here()
        article = sitting.reader.sheet.article
        made = annotate(article, here.start, here.end, tags=(f"t{paste}",), claim="c")
        made = replace(made, speaker=f"who {paste} end", note=paste)
        sitting.app.session.change("tag", [PutAnnotation(made)])
        await sitting.settle()
        await sitting.press("y", "Y", "p", "m", "p", "c", "p", "C", "p", "f")
        sitting.app.screen.query_one(Input).value = str(tmp_path / "out.txt")
        await sitting.press("enter")
    copied += [(tmp_path / name).read_text("utf-8") for name in ("state/copied.txt", "out.txt")]
    assert len(copied) == 7
    assert "claim" in copied[3]
    for text in copied:
        assert text == printable(text)


def test_no_collection_can_name_a_program(folder: Path, tmp_path: Path) -> None:
    """Settings come from the file that is named, and only the user's own is ever named."""
    (folder / "config.toml").write_text('copy-command = "touch owned"\n')
    assert read_settings(tmp_path / "config.toml").copy_command == ()

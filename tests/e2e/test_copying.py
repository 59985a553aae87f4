"""What is copied reaches the terminal's clipboard, and a file beside it."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.conftest import Start

_WORDS = "The bridge opens on Monday."


def test_a_passage_goes_to_the_clipboard_of_the_terminal(
    crossread: Start, home: Path, tmp_path: Path
) -> None:
    article = tmp_path / "a.txt"
    article.write_text(f"A closed bridge\n\n{_WORDS} Shops wait.\n", "utf-8")
    terminal = crossread(article, size=(100, 24))
    terminal.wait_for("Shops wait")
    terminal.send("j", "Y")
    terminal.wait_for("copied")
    terminal.wait_for(lambda rows: terminal.clipboard == [_WORDS])
    [copied] = home.rglob("copied.txt")
    assert copied.read_text("utf-8") == f"{_WORDS}\n"

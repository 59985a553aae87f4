"""What a screen reader or a braille display is given by the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.conftest import Start


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two articles about one thing."""
    target = tmp_path / "reports"
    target.mkdir()
    (target / "a.txt").write_text(
        "The bridge is closed\n\nThe mayor said it opens on Monday. Shops wait.\n", "utf-8"
    )
    (target / "b.txt").write_text(
        "A closed bridge\n\nOn Monday the bridge opens, said the mayor.\n", "utf-8"
    )
    return target


def test_the_terminals_own_cursor_stands_at_the_caret(crossread: Start, folder: Path) -> None:
    terminal = crossread(folder)
    terminal.wait_for("The mayor said it")
    for keys, words in (
        ("j", "The mayor said"),
        ("w", "mayor said it"),
        ("j", "Shops wait"),
        ("\tG", "On Monday the bridge"),
    ):
        terminal.type(keys)
        terminal.wait_for(lambda rows, words=words: terminal.cursor == terminal.where(words))


def test_linear_tells_in_words_what_keys_do(crossread: Start, folder: Path) -> None:
    terminal = crossread(folder, "--linear", size=(40, 12))
    terminal.wait_for("article 1 of 2")
    terminal.send("j", "3")
    terminal.wait_for("Tagged denies. ")
    terminal.wait_for("Saved.")
    terminal.send("tab")
    rows = terminal.wait_for("article 2 of 2")
    assert not any(sign in row for row in rows for sign in "│▐═─≠")

"""The mouse as a terminal tells of it."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.conftest import Start


def click(row: int, column: int) -> bytes:
    """Pressed and let go, both counted from 0, as terminals with SGR coordinates say it."""
    return b"".join(b"\x1b[<0;%d;%d%c" % (column + 1, row + 1, end) for end in b"Mm")


def test_letters_typed_right_after_a_click_go_where_it_led(
    crossread: Start, tmp_path: Path
) -> None:
    article = tmp_path / "a.txt"
    article.write_text("A closed bridge\n\nThe bridge opens on Monday.\n", "utf-8")
    terminal = crossread(article, size=(100, 24))
    terminal.wait_for("opens on Monday")
    terminal.send("j", "3")
    rows = terminal.wait_for("saved")
    row = next(n for n, text in enumerate(rows) if "opens on Monday" in text)
    terminal.write(click(row, rows[row].index("D")) + b"wrong day")
    terminal.wait_for("Note · denies")
    terminal.wait_for("wrong day")
    terminal.send("f2")
    terminal.wait_until_gone("Note · denies")
    terminal.send("q")
    assert terminal.wait_for_exit() == 0

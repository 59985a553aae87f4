"""Keys that reach the program all at once, as from somebody who is faster than the machine."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.conftest import Start


def below(rows: list[str], label: str) -> str:
    """What stands in the field below its label."""
    places = [n for n, row in enumerate(rows) if row.strip(" │") == label]
    return rows[places[0] + 1].strip(" │") if places and places[0] + 1 < len(rows) else ""


def test_every_key_acts_where_those_before_it_have_led(crossread: Start, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("A closed bridge\n\nThe bridge opens on Monday.\n", "utf-8")
    terminal = crossread(article, size=(100, 30))
    terminal.wait_for("opens on Monday")
    note, keep = b"eab\x7fc\tspk", b"\x1bOQ"
    terminal.write(note + keep + b"c\r" + b"e")
    terminal.wait_for(lambda rows: (below(rows, "Note"), below(rows, "Speaker")) == ("ac", "spk"))
    terminal.write(keep + b"q")
    assert terminal.wait_for_exit() == 0
    claims = [path.read_text("utf-8") for path in tmp_path.rglob("*claims*") if path.is_file()]
    assert ["A closed bridge" in text for text in claims] == [True]

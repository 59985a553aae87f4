"""Articles so long that they are compared in a process of their own."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.conftest import Start

SAID = "“We will close the northern harbour on Monday at noon,” the mayor of Norvik said."


def test_long_articles_are_compared_too(crossread: Start, tmp_path: Path) -> None:
    folder = tmp_path / "long"
    folder.mkdir()
    for name, words in (("a.txt", "berth crane quay"), ("b.txt", "vote ballot council")):
        filler = "".join(f"\nNumber {number}: {words} {name[0] * 9}." for number in range(2_500))
        (folder / name).write_text(f"{SAID}\n{filler}\n", "utf-8")
        assert len(filler) > 75_000
    terminal = crossread(folder, size=(120, 30))
    terminal.wait_for("═ “We will close")
    terminal.wait_until_gone("comparing…")
    assert "failed" not in terminal.text()

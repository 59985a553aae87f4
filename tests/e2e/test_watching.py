"""Files that change while the real program has them open."""

from __future__ import annotations

import re
from pathlib import Path

from tests.e2e.conftest import Start
from tests.e2e.terminal import unexpected_sequences


def test_a_changed_article_comes_in_by_itself(crossread: Start, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("A first line.\n\nThe second \x1b]0;title\x07line.\n", "utf-8")
    (tmp_path / "b.txt").write_text("Another article.\n", "utf-8")
    terminal = crossread(article, tmp_path / "b.txt", size=(100, 24))
    terminal.wait_for("second")
    terminal.send("j", "1")
    terminal.wait_for("saved")
    # As editors do it: a new file in the place of the old one.
    new = tmp_path / "new"
    new.write_text("Now there is more.\n\n" + article.read_text("utf-8"), "utf-8")
    new.replace(article)
    terminal.wait_for("Now there is more")
    terminal.wait_for(re.compile(r"a\.txt changed on disk"))
    terminal.wait_for("3/3")
    article.unlink()
    terminal.wait_for("removed: kept on screen")
    terminal.send("q")
    assert terminal.wait_for_exit() == 0
    assert unexpected_sequences(terminal.raw) == []


def test_a_new_article_comes_in_by_itself(crossread: Start, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text("A first line.\n\nThe second line.\n", "utf-8")
    terminal = crossread(folder, size=(100, 24))
    terminal.wait_for("second")
    terminal.send("j")
    terminal.wait_for("2/2")
    (folder / "b.txt").write_text("Another article.\n\nIt has \x1b]0;title\x07news.\n", "utf-8")
    terminal.wait_for("put beside the others")
    terminal.wait_for("Another article")
    terminal.wait_for("2/2")
    terminal.send("q")
    assert terminal.wait_for_exit() == 0
    assert unexpected_sequences(terminal.raw) == []


def test_an_article_in_a_new_folder_comes_in_by_itself(crossread: Start, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text("A first line.\n\nThe second line.\n", "utf-8")
    terminal = crossread(folder, size=(100, 24))
    terminal.wait_for("second")
    terminal.send("j")
    terminal.wait_for("2/2")
    later = folder / "later"
    later.mkdir()
    (later / "b.txt").write_text("Another article.\n", "utf-8")
    terminal.wait_for("put beside the others")
    terminal.wait_for("Another article")
    (later / "c.txt").write_text("A third one.\n", "utf-8")
    terminal.wait_for("new: later/c.txt")
    terminal.send("q")
    assert terminal.wait_for_exit() == 0

"""What the doctor finds, says and leaves alone."""

from __future__ import annotations

import os
import socket
import subprocess
from pathlib import Path

import filelock
import pytest

from crossread.articles.collection import load_collection
from crossread.cli.doctor.asking import understood
from crossread.cli.doctor.terminal import terminal
from crossread.search.engine import SearchIndex
from crossread.search.health import Health, health
from tests.cli.conftest import Command, content_of


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TMUX", "STY", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


def states(found: list[list[str]]) -> dict[str, str]:
    """The state of everything, by topic and name."""
    return {f"{row[1]} {row[2]}": row[0] for row in found}


def test_a_sound_collection_is_fine_and_nothing_is_changed(
    crossread: Command, annotated: Path, home: Path
) -> None:
    before = content_of(annotated), content_of(home)
    said = crossread("doctor", annotated)
    assert said.code == 0
    found = states(said.rows)
    assert "wrong" not in found.values()
    assert {row[1] for row in said.rows} == {"terminal", "versions", "folders", "collection"}
    assert found["collection sidecars"] == "fine"
    assert (content_of(annotated), content_of(home)) == before


def test_without_a_path_no_collection_is_looked_at(crossread: Command) -> None:
    said = crossread("doctor")
    assert said.code == 0
    assert {row[1] for row in said.rows} == {"terminal", "versions", "folders"}


def test_json_holds_the_same(crossread: Command, annotated: Path) -> None:
    rows = crossread("doctor", annotated).rows
    found = crossread("doctor", annotated, "--json").json
    assert [[f["state"], f["topic"], f["name"]] for f in found] == [row[:3] for row in rows]


def test_a_broken_sidecar_is_wrong_and_named(crossread: Command, annotated: Path) -> None:
    sidecar = sorted(annotated.glob("*.annotations.json"))[0]
    sidecar.write_text("{\n", "utf-8")
    said = crossread("doctor", annotated, "--quiet")
    assert said.code == 1
    [row] = said.rows
    assert row[:3] == ["wrong", "collection", "sidecars"]
    assert sidecar.name in row[3]
    assert "crossread check" in row[4]


def test_an_article_that_cannot_be_read_is_wrong_and_a_link_to_nothing_a_note(
    crossread: Command, annotated: Path
) -> None:
    (annotated / "empty.txt").touch()
    (annotated / "link.txt").symlink_to("nowhere")
    said = crossread("doctor", annotated)
    assert said.code == 1
    assert states(said.rows)["collection articles"] == "wrong"
    assert states(said.rows)["collection left out"] == "note"
    [row] = crossread("doctor", annotated, "--quiet").rows
    assert f"{annotated / 'empty.txt'}: is empty" in row[3]


def test_a_fault_in_the_settings_is_wrong(crossread: Command, home: Path) -> None:
    settings = home / ".config" / "crossread" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('[keys]\n"reader.dance" = "z"\n', "utf-8")
    said = crossread("doctor", "--quiet")
    assert said.code == 1
    assert "reader.dance" in said.rows[0][3]
    assert "line 2" in said.rows[0][3]


def test_own_themes_are_named_and_their_faults_are_wrong(crossread: Command, home: Path) -> None:
    themes = home / ".config" / "crossread" / "themes"
    themes.mkdir(parents=True)
    (themes / "paper.toml").write_text('ground = "#f4ecd8"\n', "utf-8")
    (themes / "ink.toml").write_text('title = "Ink"\nground = "blue"\n', "utf-8")
    said = crossread("doctor")
    assert said.code == 1
    [fine, wrong] = [row for row in said.rows if row[2] == "themes"]
    assert fine[3].endswith("themes: paper")
    assert "ink.toml line 2: ground needs a colour" in wrong[3]


def test_a_mistake_of_toml_has_one_remedy(crossread: Command, home: Path) -> None:
    settings = home / ".config" / "crossread" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("mouse = = 3\n", "utf-8")
    [row] = crossread("doctor", "--quiet").rows
    assert "line 1" in row[3]
    assert "mend" not in row[3]
    assert "mend" in row[4]


def test_a_folder_that_cannot_be_one_is_wrong(crossread: Command, home: Path) -> None:
    (home / ".cache").write_text("a file in the way", "utf-8")
    said = crossread("doctor", "--quiet")
    assert said.code == 1
    assert said.rows[0][2] == "cache"
    assert "XDG_CACHE_HOME" in said.rows[0][4]


def test_a_lock_that_is_held_is_noted(crossread: Command, annotated: Path) -> None:
    lock = annotated / ".crossread" / "lock"
    with filelock.FileLock(lock):
        said = crossread("doctor", annotated)
    assert states(said.rows)["collection lock"] == "note"
    assert states(crossread("doctor", annotated).rows)["collection lock"] == "fine"


def test_a_lock_of_a_program_that_is_gone_is_wrong(crossread: Command, annotated: Path) -> None:
    ended = subprocess.Popen(["true"])
    ended.wait()
    mark = annotated / ".crossread" / "lock.held"
    mark.write_text(f"{ended.pid}\n{socket.gethostname()}\n", "utf-8")
    said = crossread("doctor", annotated, "--quiet")
    assert said.code == 1
    assert f"rm {mark}" in said.rows[0][4]
    mark.write_text(f"{os.getpid()}\n{socket.gethostname()}\n", "utf-8")
    assert crossread("doctor", annotated).code == 0


def test_what_a_killed_program_left_is_noted(crossread: Command, annotated: Path) -> None:
    left = annotated / ".a.json.0123456789ab.tmp"
    left.write_text("{", "utf-8")
    os.utime(left, (0, 0))
    said = crossread("doctor", annotated)
    assert states(said.rows)["collection left behind"] == "note"
    assert left.exists()


@pytest.mark.parametrize("words", [["--dance"], ["nowhere/"]])
def test_bad_usage_is_told(crossread: Command, words: list[str]) -> None:
    said = crossread("doctor", *words)
    assert said.code == (2 if words[0].startswith("-") else 1)
    assert said.err.startswith("crossread: ")


def test_the_index_is_judged_without_being_touched(reports: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    articles = load_collection([reports]).articles
    assert health(reports, articles, cache=cache) is Health.NONE
    with SearchIndex.open(reports, articles[:2], cache=cache) as index:
        index.update({})
    assert health(reports, articles, cache=cache) is Health.BEHIND
    with SearchIndex.open(reports, articles, cache=cache) as index:
        index.update({})
    before = content_of(cache)
    assert health(reports, articles, cache=cache) is Health.SOUND
    assert content_of(cache) == before
    [folder] = [path for path in cache.iterdir() if path.is_dir()]
    for path in folder.iterdir():
        if not path.name.startswith("crossread-index"):
            path.write_bytes(b"nonsense")
    assert health(reports, articles, cache=cache) is Health.DAMAGED
    folder.chmod(0o755)
    assert health(reports, articles, cache=cache) is Health.OUTDATED


def test_answers_of_a_terminal_are_understood() -> None:
    answer = b"\x1b[?1006;2$y\x1b[?2026;0$y\x1bP>|Some Term(1.2)\x1b\\\x1b[?62;22c"
    assert understood(answer) == {"mouse": "yes", "synchronised": "no", "name": "Some Term(1.2)"}
    assert understood(b"typed by somebody") == {}


def test_tmux_and_screen_need_a_word_about_the_clipboard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMUX", "/nowhere,1,0")
    monkeypatch.setenv("PATH", "/nowhere")
    [clipboard] = [f for f in terminal() if f.name == "clipboard"]
    assert clipboard.state == "note"
    assert "set-clipboard" in clipboard.remedy
    monkeypatch.delenv("TMUX")
    monkeypatch.setenv("STY", "1.screen")
    [clipboard] = [f for f in terminal() if f.name == "clipboard"]
    assert "copied.txt" in clipboard.remedy

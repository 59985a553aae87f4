from collections import Counter
from pathlib import Path

import pytest

from crossread.tui.commands import COMMANDS, command
from crossread.tui.keymap import read_settings
from crossread.tui.strokes import shown_keys


def test_ids_are_unique_and_no_screen_uses_a_key_twice() -> None:
    assert len({entry.id for entry in COMMANDS}) == len(COMMANDS)
    used = Counter((entry.screen, key) for entry in COMMANDS for key in entry.keys.split(","))
    everywhere = {key for (screen, key) in used if screen == "app"}
    assert [place for place, count in used.items() if count > 1] == []
    reader = {key for (screen, key) in used if screen == "reader"}
    assert reader.isdisjoint(everywhere)


def test_nothing_is_reachable_by_control_keys_alone() -> None:
    for entry in COMMANDS:
        keys = entry.keys.split(",")
        assert any(not key.startswith("ctrl+") and key != "escape" for key in keys), entry.id


@pytest.mark.parametrize(
    ("command_id", "key"),
    [
        ("reader.next-sentence", "j"),
        ("reader.next-sentence", "down"),
        ("reader.previous-paragraph", "K"),
        ("reader.next-column", "tab"),
        ("reader.select", "v"),
        ("reader.edit", "e"),
        ("reader.claim", "c"),
        ("reader.delete", "d"),
        ("reader.undo", "u"),
        ("reader.redo", "U"),
        ("reader.counterpart", "."),
        ("reader.differences", "="),
        ("reader.search", "/"),
        ("reader.next-hit", "n"),
        ("app.help", "?"),
        ("app.palette", ":"),
        ("app.leave", "q"),
    ],
)
def test_keys_that_other_programs_press_stay(command_id: str, key: str) -> None:
    assert key in command(command_id).keys.split(",")


def test_settings_change_keys(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(
        'theme = "sixteen"\n[keys]\n"reader.undo" = "z,ctrl+z"\n"reader.single" = "Q"\n'
    )
    settings = read_settings(path)
    assert settings.faults == ()
    assert settings.theme == "sixteen"
    assert settings.keys == {"reader.undo": "z,ctrl+z", "reader.single": "Q"}


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ('[keys]\n"reader.nothing" = "z"\n', 2, "no command"),
        ('[keys]\n\n"reader.undo" = "j"\n', 3, "used by"),
        ('[keys]\n"reader.undo" = "escape"\n', 2, "reserved"),
        ('[keys]\n"reader.undo" = 3\n', 2, "quotation marks"),
        ("[keys\n", 1, "line 1"),
        ('\ntheme = "nope"\n', 2, "no theme"),
    ],
)
def test_faults_name_the_line(tmp_path: Path, text: str, line: int, word: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(text)
    settings = read_settings(path)
    assert settings.keys == {}
    assert len(settings.faults) == 1
    assert f"line {line}" in settings.faults[0]
    assert word in settings.faults[0]
    assert "config.toml" in settings.faults[0]


def test_no_settings_are_no_fault(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "config.toml").faults == ()
    (tmp_path / "binary.toml").write_bytes(b"\xff\xfe\x00")
    assert "is not UTF-8; save it" in read_settings(tmp_path / "binary.toml").faults[0]


def test_keys_are_shown_as_people_know_them() -> None:
    assert shown_keys("j,down") == "j  ↓"
    assert shown_keys("comma") == ","

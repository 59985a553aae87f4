"""Keys to commands: names of keys, sequences, counts; presets; nothing behind Ctrl alone."""

from pathlib import Path

import pytest

from crossread.tui.commands import COMMANDS, Command, commands_of
from crossread.tui.keyboard import MOST, Keyboard, KeyTable
from crossread.tui.keymap import PRESETS, preset_keys, read_settings
from crossread.tui.settings import Settings
from crossread.tui.strokes import sequences, shown_keys, stroke

READER = ("reader", "app")


def keyboard(*, digits: bool = False, **keys: str) -> Keyboard:
    keymap = {f"reader.{name.replace('_', '-')}": value for name, value in keys.items()}
    return Keyboard(KeyTable(keymap), digits=digits)


def typed(board: Keyboard, *keys: str) -> list[tuple[str, int]]:
    """The ids of the commands that the keys come to, with their counts."""
    found: list[tuple[str, int]] = []
    for key in keys:
        pressed = board.press(READER, key)
        found += [(entry.id, pressed.count) for entry in pressed.commands[:1]]
    return found


@pytest.mark.parametrize(
    ("key", "character", "name"),
    [
        ("j", "j", "j"),
        ("J", "J", "J"),
        ("question_mark", "?", "?"),
        ("space", " ", "space"),
        ("tab", "\t", "tab"),
        ("pagedown", None, "pagedown"),
        ("ctrl+@", "\x00", "ctrl+space"),
        ("ctrl+space", None, "ctrl+space"),
        ("alt+v", "v", "v"),
        ("alt+v", None, "alt+v"),
        ("alt+shift+less_than_sign", None, "alt+<"),
        ("alt+<", None, "alt+<"),
        ("ctrl+underscore", "\x1f", "ctrl+_"),
        ("comma", None, ","),
        ("+", None, "+"),
        ("ctrl++", None, "ctrl++"),
    ],
)
def test_a_key_has_one_name(key: str, character: str | None, name: str) -> None:
    if key == "alt+v" and character:
        name = "alt+v"
    assert stroke(key, character) == name


def test_a_sequence_is_two_keys_and_one_command() -> None:
    board = keyboard(first="g g,home")
    assert typed(board, "g") == []
    assert board.waiting
    assert board.shown == "g"
    assert typed(board, "g") == [("reader.first", 0)]
    assert not board.waiting
    assert typed(board, "home") == [("reader.first", 0)]


def test_a_key_that_ends_no_sequence_is_used_up_and_the_next_one_counts() -> None:
    board = keyboard(first="g g")
    assert typed(board, "g", "j", "j") == [("reader.next-sentence", 0)]
    board.press(READER, "g")
    assert board.press(READER, "escape").taken
    assert typed(board, "j") == [("reader.next-sentence", 0)]


def test_what_may_follow_is_told() -> None:
    table = KeyTable({"reader.first": "g g", "reader.last": "g e", "app.help": "g h"})
    assert table.following(READER, ("g",)) == [
        ("g", "First sentence"),
        ("e", "Last sentence"),
        ("h", "Help"),
    ]


def test_counts_come_after_their_key_and_leave_digits_to_the_tags() -> None:
    board = keyboard()
    assert typed(board, ";", "1", "5", "j") == [("reader.next-sentence", 15)]
    assert not board.press(READER, "1").taken
    assert typed(board, ";", "1") == []
    assert board.shown == "1 ×"
    assert board.press(READER, "escape").taken
    assert not board.press(READER, "1").taken


def test_counts_go_before_sequences_too() -> None:
    board = keyboard(next_sentence="p s")
    assert typed(board, ";", "3", "p", "s") == [("reader.next-sentence", 3)]


def test_counts_are_bounded() -> None:
    board = keyboard()
    assert typed(board, ";", *"999999", "j") == [("reader.next-sentence", MOST)]


def test_digits_may_be_counts_and_then_tags_have_the_count_key() -> None:
    board = keyboard(digits=True)
    assert typed(board, "5", "0", "j") == [("reader.next-sentence", 50)]
    assert board.press(READER, ";").taken
    assert board.press(READER, "5").tag
    assert not board.waiting
    assert not board.press(READER, "0").taken


# -- presets


@pytest.mark.parametrize("name", PRESETS)
def test_presets_know_their_commands_and_have_no_clashes(name: str, tmp_path: Path) -> None:
    assert set(preset_keys(name)) <= {entry.id for entry in COMMANDS}
    keys = preset_keys(name)
    for screen in {entry.screen for entry in COMMANDS}:
        used: dict[tuple[str, ...], str] = {}
        beside = commands_of("app") if screen == "reader" else []
        for entry in [*commands_of(screen), *beside]:
            for strokes in sequences(keys.get(entry.id, entry.keys)):
                for other, owner in used.items():
                    size = min(len(other), len(strokes))
                    assert other[:size] != strokes[:size], (name, owner, entry.id, strokes)
                used[strokes] = entry.id


@pytest.mark.parametrize(
    ("preset", "keys", "command_id"),
    [
        ("vim", "g g", "reader.first"),
        ("vim", "G", "reader.last"),
        ("vim", "ctrl+d", "reader.half-down"),
        ("vim", "ctrl+u", "reader.half-up"),
        ("vim", "/", "reader.search"),
        ("vim", "u", "reader.undo"),
        ("vim", "ctrl+r", "reader.redo"),
        ("vim", "v", "reader.select"),
        ("vim", "y", "reader.yank"),
        ("vim", "d d", "reader.delete"),
        ("vim", ":", "app.palette"),
        ("vim", "Z Z", "app.leave"),
        ("emacs", "ctrl+n", "reader.next-sentence"),
        ("emacs", "ctrl+p", "reader.previous-sentence"),
        ("emacs", "ctrl+f", "reader.next-character"),
        ("emacs", "alt+f", "reader.next-word"),
        ("emacs", "ctrl+v", "reader.page-down"),
        ("emacs", "alt+v", "reader.page-up"),
        ("emacs", "alt+<", "reader.first"),
        ("emacs", "ctrl+s", "reader.search"),
        ("emacs", "ctrl+space", "reader.select"),
        ("emacs", "ctrl+_", "reader.undo"),
        ("emacs", "alt+w", "reader.yank"),
        ("emacs", "alt+x", "app.palette"),
        ("emacs", "ctrl+x ctrl+s", "app.save"),
        ("emacs", "ctrl+x ctrl+c", "app.leave"),
    ],
)
def test_people_find_their_keys(preset: str, keys: str, command_id: str) -> None:
    board = Keyboard(KeyTable(preset_keys(preset)))
    assert typed(board, *keys.split()) == [(command_id, 0)]


@pytest.mark.parametrize("name", PRESETS)
def test_digits_tag_in_every_preset(name: str) -> None:
    table = KeyTable(preset_keys(name))
    for digit in "123456789":
        assert not table.find("reader", digit, digit)
        assert not table.find("app", digit, digit)


def plain(keys: str) -> list[str]:
    """The keys that need neither Ctrl nor Escape."""
    return [
        shown_keys(one)
        for one in keys.split(",")
        if not any(key.startswith("ctrl+") or key == "escape" for key in one.split())
    ]


@pytest.mark.parametrize("entry", COMMANDS, ids=lambda entry: entry.id)
def test_nothing_is_reachable_by_control_or_escape_alone(entry: Command) -> None:
    assert plain(entry.keys), f"{entry.id}: {entry.keys}"


# -- config.toml


def test_a_preset_is_named_in_the_file_or_on_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('preset = "vim"\n[keys]\n"reader.first" = "g t"\n')
    settings = read_settings(path)
    assert settings.faults == ()
    assert settings.keys["reader.first"] == "g t"
    assert settings.keys["reader.redo"] == "U,ctrl+r"
    assert read_settings(path, "emacs").keys["reader.yank"] == "y,alt+w"
    assert read_settings(tmp_path / "none.toml", "vim").keys == preset_keys("vim")


def test_mistakes_are_told_in_the_order_of_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('measure = "x"\n\ntheme = "no"\ncolour = 3\n[keys]\nnone = "g"\n')
    told = [fault.split("config.toml line ")[1][0] for fault in read_settings(path).faults]
    assert told == ["1", "3", "4", "6"]


def test_the_key_that_cuts_a_sequence_off_is_named(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[keys]\n"reader.first" = "x x"\n')
    (fault,) = read_settings(path).faults
    assert "x is the key of reader.exchange, so x x of reader.first is out of reach" in fault
    path.write_text('[keys]\n"reader.first" = "{ {"\n"reader.last" = "{"\n')
    assert read_settings(path).faults


def test_other_settings_are_read(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(
        'counts = "digits"\nmouse = false\ncopy-command = "xclip -selection \'clip board\'"\n'
    )
    settings = read_settings(path)
    assert settings.faults == ()
    assert settings.digits
    assert not settings.mouse
    assert settings.copy_command == ("xclip", "-selection", "clip board")


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ('[keys]\n# "reader.undo" first\n"reader.undo" = "g g"\n', 3, "is the key of"),
        ('preset = "vim"\n[keys]\n"reader.undo" = "g"\n', 3, "is the key of"),
        ('[keys]\n"reader.undo" = "q q"\n', 2, "is the key of"),
        ('[keys]\n"reader.undo" = "p p p"\n', 2, "two keys"),
        ('[keys]\n"dialog.accept" = "f2 f2"\n', 2, "single keys"),
        ('[keys]\n"reader.undo" = "ctrl+x escape"\n', 2, "reserved"),
        ('\npreset = "nano"\n', 2, "no preset"),
        ('\n\ncounts = "many"\n', 3, "counts"),
        ("mouse = 3\n", 1, "true or false"),
        ('copy-command = "a \'b"\n', 1, "quotation marks"),
        ("keys = 3\n", 1, "table"),
        ("mouse = true\ncolour = 3\n", 2, "no setting colour; there are theme"),
        ("[color]\nred = 1\n", 1, "no setting color"),
        (
            'counts = "key"\nmouse true\n',
            2,
            "no equals sign follows the name); mend",
        ),
        ('[keys]\n"reader.undo" = u\n', 2, "a value is missing or not quoted"),
        ('\ntheme = "no-colour', 2, "a closing quotation mark is missing"),
        ("[keys]\nreader.nothing = 'x'\n", 2, "no command reader.nothing"),
    ],
)
def test_faults_name_the_line(tmp_path: Path, text: str, line: int, word: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(text)
    settings = read_settings(path)
    assert len(settings.faults) == 1
    assert f"config.toml line {line}:" in settings.faults[0]
    assert word in settings.faults[0]


def test_an_id_needs_no_quotation_marks(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[keys]\nreader.last = "f7"\nreader.next-hit = "f5"\n')
    assert read_settings(path) == Settings(keys={"reader.last": "f7", "reader.next-hit": "f5"})


def test_a_way_back_keeps_escape_whatever_the_user_says(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[keys]\n"board.back" = "b"\n')
    assert read_settings(path).keys == {"board.back": "b,escape"}

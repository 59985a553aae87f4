"""The emulated terminal: what pyte does not know itself."""

from __future__ import annotations

import base64
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.ttylat.emulator import Emulator

SEQUENCES = [
    b"plain text ",
    "中文 é 👍 ".encode(),
    b"\x1b[2;3H",
    b"\x1b[38;2;1;2;3m",
    b"\x1b[4:3m",
    b"\x1b[38:2::1:2:3m",
    b"\x1b[0m",
    b"\x1b[2J",
    b"\x1b[K",
    b"\x1b[?2026h",
    b"\x1b[?2026l",
    b"\x1b[?2026$p",
    b"\x1b[?25l",
    b"\x1b[>1u",
    b"\x1b[<u",
    b"\x1b[>4;1m",
    b"\x1b]0;title\x07",
    b"\x1b]52;c;aGk=\x1b\\",
    b"\x1bP+q544e\x1b\\",
    b"\x1b_data\x1b\\",
    b"\x1b7\x1b8",
    b"\x1b(B",
    b"\x1b[3 q",
    b"\r\n",
]


def shown(*parts: bytes) -> list[str]:
    emulator = Emulator((20, 5))
    for part in parts:
        emulator.feed(part)
    return emulator.rows()


def test_text_and_moves() -> None:
    assert shown(b"hello\r\nworld\x1b[1;3HXY") == ["heXYo", "world", "", "", ""]


def test_wide_characters_take_two_cells() -> None:
    assert shown("中文\x1b[1;5H!".encode()) == ["中文!", "", "", "", ""]


@pytest.mark.parametrize("sequence", [s for s in SEQUENCES if s.startswith(b"\x1b")])
def test_no_sequence_leaves_text_behind(sequence: bytes) -> None:
    assert not any(shown(sequence))


@given(st.lists(st.sampled_from(SEQUENCES)), st.data())
def test_sequences_may_be_cut_anywhere(sequences: list[bytes], data: st.DataObject) -> None:
    whole = b"".join(sequences)
    cuts = data.draw(st.lists(st.integers(0, len(whole)), max_size=6))
    edges = [0, *sorted(cuts), len(whole)]
    parts = [whole[a:b] for a, b in pairwise(edges)]
    one, other = Emulator((20, 5)), Emulator((20, 5))
    one.feed(whole)
    for part in parts:
        other.feed(part)
    assert one.rows() == other.rows()
    assert (one.modes, one.titles, one.clipboard, one.frames, one.keyboard_levels) == (
        other.modes,
        other.titles,
        other.clipboard,
        other.frames,
        other.keyboard_levels,
    )


@given(st.binary(max_size=200))
def test_any_bytes_are_survived(data: bytes) -> None:
    assert len(shown(data)) == 5


def test_the_alternate_screen_gives_the_main_one_back() -> None:
    emulator = Emulator((20, 3))
    emulator.feed(b"before\x1b[?1049h")
    assert emulator.is_blank()
    emulator.feed(b"inside\x1b[?1049l")
    assert emulator.rows() == ["before", "", ""]


def test_a_synchronised_frame_is_seen_when_it_ends() -> None:
    emulator = Emulator((20, 3))
    emulator.feed(b"\x1b[?2026hframe")
    assert emulator.painting
    emulator.feed(b"\x1b[?2026l")
    assert not emulator.painting
    assert emulator.frames == 1


def test_questions_are_answered() -> None:
    answers: list[bytes] = []
    emulator = Emulator((20, 3), answers.append)
    emulator.feed(b"ab\x1b[6n\x1b[c\x1b[?2026$p\x1b[?2048$p")
    assert answers == [b"\x1b[1;3R", b"\x1b[?6c", b"\x1b[?2026;2$y", b"\x1b[?2048;0$y"]


def test_what_is_left_on_is_named() -> None:
    emulator = Emulator((20, 3))
    assert emulator.left_on() == []
    emulator.feed(b"\x1b[?1049h\x1b[?1003h\x1b[?25l\x1b[>1u\x1b[31m")
    assert emulator.left_on() == [
        "colours",
        "the alternate screen",
        "the cursor off",
        "the keyboard protocol",
        "the mouse",
    ]
    emulator.feed(b"\x1b[?1049l\x1b[?1003l\x1b[?25h\x1b[<u\x1b[0m")
    assert emulator.left_on() == []


def test_titles_and_clipboard_writes_are_kept() -> None:
    emulator = Emulator((20, 3))
    emulator.feed(b"\x1b]2;one\x07\x1b]0;two\x1b\\")
    emulator.feed(b"\x1b]52;c;" + base64.b64encode("Zürich".encode()) + b"\x07")
    assert emulator.titles == ["one", "two"]
    assert emulator.clipboard == ["Zürich"]


def test_a_change_of_text_or_colour_differs_and_a_blank_over_a_blank_does_not() -> None:
    emulator = Emulator((20, 3))
    emulator.feed(b"text")
    before = emulator.snapshot()
    emulator.feed(b"\x1b[2;1H   ")
    assert not emulator.differs(before)
    emulator.feed(b"\x1b[1;1H\x1b[31mt")
    assert emulator.differs(before)


def test_a_resized_window_keeps_its_top() -> None:
    emulator = Emulator((10, 3))
    emulator.feed(b"one\r\ntwo\r\nthree")
    emulator.resize((4, 2))
    assert emulator.rows() == ["one", "two"]
    emulator.resize((10, 4))
    assert emulator.rows() == ["one", "two", "", ""]


def test_what_has_begun_is_forgotten_with_what_is_left_out() -> None:
    emulator = Emulator((20, 2))
    emulator.feed(b"\x1b[?2026h\x1b[38;2;1;2;3\xe6")
    emulator.skip()
    assert not emulator.painting
    emulator.feed(b"\x1b[1;2Hseen")
    assert emulator.rows()[0] == " seen"

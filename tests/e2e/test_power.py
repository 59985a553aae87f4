"""The power goes at any moment of a sitting: what the screen showed as saved is there.

The reader writes down what it does to files and shows on the screen (`tests/shim/record.c`). After
each of these operations the files are laid out as a power cut may leave them, and opened again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from benchmarks.ttylat.emulator import Emulator
from tests.e2e.conftest import Start
from tests.e2e.sitting import SENTENCES, SITTING, STATES, is_saved, next_finds, sit
from tests.shim.power import Disk, Left, Record, Recorder, chances, lay
from tests.shim.preload import LONG, chosen, compiled

SIZE = (80, 24)


class Moment(NamedTuple):
    """What a power cut may leave, and how many acts the screen had shown as saved by then."""

    left: Left
    shown: int


@pytest.fixture
def recorder(tmp_path: Path, news: Path) -> Recorder:
    return Recorder(compiled(tmp_path, "record"), news)


def moments(disk: Disk, records: Sequence[Record]) -> Iterator[Moment]:
    """Every different one, before the first operation and after each."""
    terminal = Emulator(SIZE)
    shown = 0
    met: set[tuple[int, int]] = set()
    for number, record in enumerate(records):
        if record.name == "show":
            terminal.feed(record.data)
            while (
                shown < len(SITTING)
                and not terminal.painting
                and is_saved(terminal.rows(), SITTING[shown].told)
            ):
                shown += 1
        disk.do(record)
        for chance in chances(number, dice=4 if LONG else 1):
            left = disk.left(chance)
            mark = hash(frozenset(left.items())), shown
            if mark not in met:
                met.add(mark)
                yield Moment(left, shown)


def check(known: Iterable[Moment], place: Path) -> None:
    """What was shown as saved at any of these moments must be found."""
    for left, shown in known:
        lay(left, place)
        assert next_finds(place) in STATES[shown : shown + 2]


def test_the_power_going_at_any_moment_loses_nothing_that_was_shown_as_saved(
    crossread: Start, recorder: Recorder, news: Path, tmp_path: Path
) -> None:
    at_first = Disk(news)
    terminal = crossread(news / "a.txt", size=SIZE, env=recorder.environment)
    assert sit(terminal) == len(SITTING)
    terminal.send("q")
    assert terminal.wait_for_exit() == 0
    records = list(recorder.records())
    disk = at_first.copy()
    known = list(moments(disk, records))
    assert disk.contents() == Disk(news).contents()
    print(f"{len(known)} states after {len(records)} operations")
    assert {moment.shown for moment in known} == set(range(len(SITTING) + 1))
    check(known, tmp_path / "left")

    folders = {path.stat().st_ino for path in (news, *news.rglob("*")) if path.is_dir()}
    for unsynced in (True, False):  # this test can fail: without syncing folders, or files
        others = [
            one for one in records if one.name != "sync" or (one.inode in folders) != unsynced
        ]
        with pytest.raises(AssertionError):
            check(moments(at_first.copy(), others), tmp_path / "left")

    for number in chosen(len(known), 2)[:: max(1, len(known) // 50)]:
        lay(known[number - 1].left, tmp_path / "left")
        terminal = crossread(tmp_path / "left" / "a.txt")
        terminal.wait_for(SENTENCES[0])
        terminal.send("e", *"on", "f2")
        terminal.wait_for(lambda rows: is_saved(rows, "note and speaker"))
        terminal.send("q")
        assert terminal.wait_for_exit() == 0

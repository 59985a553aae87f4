"""The guided tour: it follows what a person does, at every size, with their own keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crossread.annotations.codebook import DEFAULT_CODEBOOK
from crossread.tui.commands import command
from crossread.tui.reader.touring import TourLine
from crossread.tui.settings import Settings
from crossread.tui.tour import STEPS, TAG, Tour, is_due, remember

Open = Callable[..., Any]


def line(sitting: Any) -> str:
    """What the tour says, or nothing."""
    shown = list(sitting.reader.query(TourLine))
    return shown[0].text if shown else ""


def test_every_command_of_the_tour_exists() -> None:
    for step in STEPS:
        for name in step.commands:
            assert name == TAG or command(name).keys


def test_a_step_ends_when_its_command_was_given_and_the_columns_have_the_keys() -> None:
    tour = Tour({}, DEFAULT_CODEBOOK)
    first = tour.parts()
    assert ("j", "bold") in first
    assert not tour.go_on()
    tour.saw("reader.last")
    assert not tour.go_on()
    tour.saw("reader.next-sentence")
    assert tour.parts() == first
    assert tour.go_on()
    assert tour.head == f"Tour 2/{len(STEPS)}"
    assert not tour.go_on()


def test_the_tour_shows_the_persons_own_keys() -> None:
    tour = Tour({"reader.next-sentence": "f7", "app.leave": "Q"}, DEFAULT_CODEBOOK)
    assert ("f7", "bold") in tour.parts()


def test_the_tour_is_due_once(tmp_path: Path) -> None:
    state = tmp_path / "state"
    assert is_due(state)
    remember(state)
    assert not is_due(state)
    (tmp_path / "file").touch()
    remember(tmp_path / "file" / "state")  # cannot be made: no matter


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (130, 40)], ids=str)
async def test_who_does_what_it_says_comes_to_its_end(open_reader: Open, size: Any) -> None:
    async with open_reader(size=size) as sitting:
        await sitting.press("f9")
        seen: list[str] = []
        for keys in (
            ["j"],
            ["full_stop"],
            ["slash", *"cracks", "enter"],
            ["1"],
            ["c", "enter"],
            ["C", "q"],
            ["u"],
        ):
            seen.append(line(sitting).split("  ")[0])
            rows = sitting.reader.query_one(TourLine).size.height
            assert rows * (size[0] - 2) >= len(line(sitting)), "the text is not cut"
            column = sitting.reader.column_of(sitting.reader.desk.current)
            assert column.page >= 4, "there is room to read"
            await sitting.press(*keys)
            if sitting.reader.proposing:
                assert "same claim" in line(sitting)
                await sitting.press("q")
        assert seen == [f"Tour {number}/{len(STEPS)}" for number in range(1, len(STEPS))]
        assert f"Tour {len(STEPS)}/{len(STEPS)}" in line(sitting)
        await sitting.press("k")
        assert line(sitting) == ""
        assert sitting.reader.tour is None


async def test_the_tour_can_be_left_and_begun_again(open_reader: Open) -> None:
    async with open_reader() as sitting:
        page = sitting.reader.column_of(0).page
        await sitting.press("f9")
        assert "f9 ends the tour" in line(sitting)
        await sitting.press("j", "f9")
        assert line(sitting) == ""
        assert sitting.reader.column_of(0).page == page
        await sitting.press("f9")
        assert "Tour 1/" in line(sitting)


async def test_it_comes_by_itself_once_and_only_when_asked_for(
    open_reader: Open, tmp_path: Path
) -> None:
    async with open_reader() as sitting:
        assert line(sitting) == ""
        sitting.reader.first_tour(tmp_path / "state")
        await sitting.settle()
        assert "Tour 1/" in line(sitting)
    async with open_reader() as sitting:
        sitting.reader.first_tour(tmp_path / "state")
        await sitting.settle()
        assert line(sitting) == ""


async def test_the_footer_keys_of_the_person_stand_in_the_tour(open_reader: Open) -> None:
    keys = Settings(keys={"reader.next-sentence": "f7", "reader.tour": "f8"})
    async with open_reader(settings=keys) as sitting:
        await sitting.press("f8")
        assert "f7 goes to the next sentence" in line(sitting)
        await sitting.press("f7")
        assert "Tour 2/" in line(sitting)

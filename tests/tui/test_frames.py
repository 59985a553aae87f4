from collections.abc import Callable, Sequence
from typing import Any, Self

import pytest
from rich.console import Console
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.pilot import Pilot
from textual.screen import ModalScreen, Screen
from textual.strip import Strip
from textual.widgets import Label

from crossread.tui import frames
from crossread.tui.beneath import uncovered
from crossread.tui.frames import ChangedRow, Framed, frame_of


class Words(Framed):
    """One word a row."""

    DEFAULT_CSS = "Words { width: 20; height: 3; }"

    def __init__(self) -> None:
        super().__init__()
        self.words = ["one", "two", "three"]
        self.shown: list[str] = []
        self.left_to_textual: list[int] = []

    def say(self, row: int, word: str) -> None:
        self.words[row] = word
        self.repaint_soon()

    def changed_rows(self) -> list[ChangedRow]:
        before, self.shown = self.shown, [*self.words]
        return [
            ChangedRow(y, self._strip(word))
            for y, word in enumerate(self.words)
            if word != before[y]
        ]

    def refresh(self, *regions: Region, **options: Any) -> Self:
        for region in regions:
            self.left_to_textual += range(region.y, region.bottom)
        return super().refresh(*regions, **options)

    def render_lines(self, crop: Region) -> list[Strip]:
        self.leave_to_textual()
        self.shown = [*self.words]
        return [self._strip(word) for word in self.words][crop.y : crop.bottom]

    def _strip(self, word: str) -> Strip:
        return Strip([Segment(word)]).adjust_cell_length(self.size.width)


class Page(App[None]):
    """Words below a line, and something that may lie over them."""

    CSS = """
    Screen { layers: below above; }
    #over { layer: above; width: 5; height: 1; margin: 2 0 0 3; display: none; }
    """

    def compose(self) -> ComposeResult:
        yield Label("a line", markup=False)
        yield Words()
        yield Label("over", id="over", markup=False)


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int, str]]:
    """What was written past Textual: column, line, text."""
    found: list[tuple[int, int, str]] = []

    def write(rows: Sequence[tuple[tuple[int, int], Strip]], _: Console) -> str:
        found.extend((*place, strip.text.rstrip()) for place, strip in rows)
        return ""

    monkeypatch.setattr(frames, "written", write)
    monkeypatch.setattr(frames, "write_frame", lambda _, make: make(Console()))
    return found


async def until(pilot: Pilot[Any], holds: Callable[[], object]) -> None:
    """Wait until Textual has come so far."""
    while not holds():
        await pilot.pause(0.01)


async def open_page(pilot: Pilot[Any]) -> Words:
    """The words, once they are on the screen and nothing is left to be laid out."""
    words = pilot.app.query_one(Words)
    await until(pilot, lambda: words in uncovered(pilot.app.screen) and words.shown)
    return words


async def test_what_changed_is_written_where_it_stands(written: list[tuple[int, int, str]]) -> None:
    async with Page().run_test() as pilot:
        words = await open_page(pilot)
        words.say(1, "zwei")
        words.say(2, "vier")
        words.say(2, "drei")
        await until(pilot, lambda: written)
        assert written == [(0, 2, "zwei"), (0, 3, "drei")]
        assert not words.left_to_textual


async def test_what_is_covered_is_left_to_textual(written: list[tuple[int, int, str]]) -> None:
    async with Page().run_test() as pilot:
        words = await open_page(pilot)
        over = pilot.app.query_one("#over")
        over.display = True
        await until(pilot, lambda: words not in uncovered(pilot.app.screen) and over.size)
        words.say(2, "drei")
        await until(pilot, lambda: words.left_to_textual)
        assert words.left_to_textual == [2]
        over.display = False
        await until(pilot, lambda: words in uncovered(pilot.app.screen))
        assert not written


@pytest.mark.parametrize("above", [Screen, ModalScreen])
async def test_below_another_screen_all_is_left_to_textual(
    written: list[tuple[int, int, str]], above: type[Screen[None]]
) -> None:
    async with Page().run_test() as pilot:
        words, page = await open_page(pilot), pilot.app.screen
        await pilot.app.push_screen(above())
        await pilot.pause()
        assert not uncovered(page)
        words.say(0, "eins")
        await until(pilot, lambda: words.left_to_textual)
        assert (written, words.left_to_textual) == ([], [0])


async def test_what_textual_paints_meanwhile_is_not_forgotten(
    written: list[tuple[int, int, str]],
) -> None:
    async with Page().run_test() as pilot:
        words = await open_page(pilot)
        words.say(0, "eins")
        words.render_lines(Region(0, 1, 20, 1))  # for another row
        assert words.left_to_textual == [0]
        await pilot.pause()
        assert not written


async def test_what_follows_a_picture_waits_for_it(written: list[tuple[int, int, str]]) -> None:
    async with Page().run_test() as pilot:
        words = await open_page(pilot)
        seen: list[int] = []
        frame = frame_of(pilot.app.screen)
        frame.then(lambda: seen.append(len(written)))
        words.say(0, "eins")
        frame.then(lambda: words.say(1, "zwei"))
        await until(pilot, lambda: len(written) == 2)
        assert seen == [1]
        assert [text for _, _, text in written] == ["eins", "zwei"]


async def test_each_key_can_have_a_frame_of_its_own(
    written: list[tuple[int, int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Page().run_test() as pilot:
        words = await open_page(pilot)
        frame = frame_of(pilot.app.screen)
        for word in ("eins", "un"):
            words.say(0, word)
            frame.paint_now()
        monkeypatch.setattr(frames, "is_congested", lambda: True)
        for word in ("uno", "um"):
            words.say(0, word)
            frame.paint_now()
        assert [text for _, _, text in written] == ["eins", "un"]
        monkeypatch.setattr(frames, "is_congested", lambda: False)
        await until(pilot, lambda: len(written) > 2)
        assert [text for _, _, text in written] == ["eins", "un", "um"]

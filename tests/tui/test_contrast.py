"""What is painted can be read, on every screen and in every theme."""

from pathlib import Path

import pytest
from rich.segment import Segment
from textual.app import App

from crossread.tui.app import CrossreadApp
from crossread.tui.colours import LEGIBLE, contrast
from crossread.tui.looks import LOOKS
from crossread.tui.session import Session
from docs.worked_sample import worked_samples

SCREENS = ("", "t", "e", "c", "C", "=", "i", "R", "H", "S", "D", "X", "I", "?", ":", "/")
"""Keys that open every screen there is; the first is the reader itself."""

# Lines, bars and the shades of scroll bars are no text.
DRAWN = set("│─━╭╮╰╯▐▌█▁▔▎▊▏▕═▇▆▅▄▃▂▋▍▉") | {" ", "\n"}


def segments(app: App[None]) -> list[tuple[int, int, Segment]]:
    """What is on the screen: column, row, segment."""
    strips = app.screen._compositor.render_strips()  # pyright: ignore[reportPrivateUsage]
    found: list[tuple[int, int, Segment]] = []
    for y, strip in enumerate(strips):
        x = 0
        for segment in strip:
            if not segment.control:
                found.append((x, y, segment))
                x += segment.cell_length
    return found


def faint(app: App[None]) -> list[tuple[float, str, str]]:
    """Texts of the uppermost screen that cannot be read well."""
    frames = [child.region for child in app.screen.children if child.display]
    low: list[tuple[float, str, str]] = []
    for x, y, (text, style, _) in segments(app):
        if style is None or set(text) <= DRAWN or not any(r.contains(x, y) for r in frames):
            continue
        if style.color is None or style.bgcolor is None:
            continue
        ratio = contrast(style.color.get_truecolor().hex, style.bgcolor.get_truecolor().hex)
        if ratio < LEGIBLE - 0.05 or style.dim:
            low.append((round(ratio, 2), text, str(style)))
    return low


@pytest.mark.parametrize("theme", [look.name for look in LOOKS if not look.ansi])
async def test_every_screen_can_be_read(
    theme: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.delenv("NO_COLOR", raising=False)
    collection, workspace = worked_samples(tmp_path / "reports")
    session = Session(collection, workspace)
    app = CrossreadApp(session, look=theme)
    async with app.run_test(size=(100, 30)) as pilot:
        await app.workers.wait_for_complete()
        for key in SCREENS:
            if key:
                await pilot.press(key)
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert not faint(app), (key, theme)
            while len(app.screen_stack) > 1:
                app.pop_screen()
                await pilot.pause()
    session.close()

"""What the first frame shows, and what it does not wait for."""

from pathlib import Path

import pytest
from textual.events import Key
from textual.geometry import Region
from textual.strip import Strip

from crossread.annotations.workspace import Workspace
from crossread.articles.collection import load_collection
from crossread.tui.app import CrossreadApp
from crossread.tui.pane.column import Column
from crossread.tui.screens.help import Help
from crossread.tui.session import Session


@pytest.fixture
def app(folder: Path) -> CrossreadApp:
    collection = load_collection([folder])
    return CrossreadApp(Session(collection, Workspace.open(collection)), look="crossread-dark")


async def test_what_was_pressed_early_is_answered_by_the_first_frame(
    app: CrossreadApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[int] = []
    render_lines = Column.render_lines

    def noting(column: Column, crop: Region) -> list[Strip]:
        if column.id == "column-0":
            painted.append(column.caret)
        return render_lines(column, crop)

    monkeypatch.setattr(Column, "render_lines", noting)
    await app.on_event(Key("j", "j"))
    await app.on_event(Key("j", "j"))
    async with app.run_test(size=(130, 40)) as pilot:
        await pilot.pause()
        shown = app.screen.query_one("#column-0", Column).article
        assert shown is not None
        assert shown.text[painted[0] :].startswith("“We will not take any risk")


async def test_a_dialog_may_be_opened_early(app: CrossreadApp) -> None:
    await app.on_event(Key("j", "j"))
    await app.on_event(Key("question_mark", "?"))
    async with app.run_test(size=(130, 40)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, Help)
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(app.screen, Help)
        assert app.screen.query_one("#column-0", Column).article is not None

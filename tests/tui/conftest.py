"""A reader on small articles, driven by keys, with nothing of the developer's own about it."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from textual.events import Event, Key
from textual.pilot import Pilot

from crossread.annotations.model import Annotation
from crossread.annotations.workspace import Workspace
from crossread.articles.collection import load_collection
from crossread.search.engine import SearchIndex
from crossread.tui.app import CrossreadApp
from crossread.tui.reader.screen import ReaderScreen
from crossread.tui.session import Session
from crossread.tui.settings import Settings
from crossread.tui.widgets.line import Line

ALPHA = """---
title: Lake town closes its bridge
outlet: Alpha Wire
date: 2024-03-05
---
Lake town closes its bridge

The bridge over the Lyn was closed on Tuesday after engineers found cracks.

“We will not take any risk with the people of this town,” mayor Ada Holm said. It takes six weeks.

Shops on the east bank fear for their trade.
"""
BETA = """---
title: Cracks shut the Lyn bridge
outlet: Beta Post
date: 2024-03-06
---
Cracks shut the Lyn bridge

Engineers found cracks in the bridge over the Lyn, which was closed on Monday.

Mayor Ada Holm said: “We will not take any risk with the people of this town.”

Work may take eight weeks.

A ferry is planned.
"""
GAMMA = """---
title: A ferry for the Lyn
outlet: Gamma Courier
date: 2024-03-07
---
A ferry for the Lyn

A small ferry will carry people across the Lyn from next week.

The bridge has been closed since engineers found cracks in it.
"""


@dataclass
class Sitting:
    """An app under a pilot."""

    app: CrossreadApp
    pilot: Pilot[None]
    folder: Path
    notices: list[str]
    """Everything that was told beside the columns; what stands there now goes by itself."""

    @property
    def reader(self) -> ReaderScreen:
        found = [screen for screen in self.app.screen_stack if isinstance(screen, ReaderScreen)]
        return found[-1]

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
        await self.settle()

    async def burst(self, *typed: str | Event) -> None:
        """Keys and other events that come all at once, as from a terminal that was not read."""
        for one in typed:
            character = one if isinstance(one, str) and len(one) == 1 else None
            self.app.post_message(Key(one, character) if isinstance(one, str) else one)
        await self.settle()

    async def settle(self) -> None:
        """Until the slow work of the start has begun, all workers have ended, and nothing waits.

        A pilot's own pause takes a process that gets no turn on a busy machine for an idle one.
        """
        while True:
            await self.app.workers.wait_for_complete()
            await self.pilot.pause()
            if not self._busy():
                return

    def _busy(self) -> bool:
        screens = self.app.screen_stack
        if self.app.turns.waiting:
            return True
        if any(isinstance(screen, ReaderScreen) and not screen.begun for screen in screens):
            return True
        pumps = [self.app, *self.app.screen.walk_children(with_self=True)]
        return any(not worker.is_finished for worker in self.app.workers) or any(
            pump.message_queue_size for pump in pumps
        )

    def annotations(self, name: str) -> list[Annotation]:
        return list(self.app.session.workspace.annotations(name))

    def status(self) -> str:
        return self.reader.query_one("#status", Line).text

    def here(self) -> str:
        sheet, span = self.reader.sheet, self.reader.sentence_here()
        return sheet.article.text[span.start : span.end]


Open = Callable[..., AbstractAsyncContextManager[Sitting]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    target = tmp_path / "reports"
    target.mkdir()
    for name, text in (("a.txt", ALPHA), ("b.txt", BETA), ("c.txt", GAMMA)):
        (target / name).write_text(text, "utf-8")
    return target


async def tagged_then_reworded(open_reader: "Open", folder: Path) -> None:
    """Tag a sentence of a.txt, then have somebody write it otherwise while the reader is closed."""
    async with open_reader() as sitting:
        await sitting.press("j", "1")
    path = folder / "a.txt"
    text = path.read_text("utf-8")
    path.write_text(text.replace("on Tuesday after engineers found", "when experts saw"), "utf-8")


def listened(app: CrossreadApp) -> list[str]:
    """What the app tells from now on."""
    told: list[str] = []
    notify = app.notify

    def listening(message: str, **how: Any) -> None:
        told.append(message)
        notify(message, **how)

    app.notify = listening
    return told


@pytest.fixture
def open_reader(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    monkeypatch.delenv("NO_COLOR", raising=False)
    opened = SearchIndex.open

    def privately(root: Path, articles: object, *, cache: Path | None = None) -> SearchIndex:
        return opened(root, articles, cache=tmp_path / "cache")  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(SearchIndex, "open", privately)

    @asynccontextmanager
    async def start(
        paths: list[Path] | None = None,
        size: tuple[int, int] = (130, 40),
        annotator: str = "",
        settings: Settings | None = None,
    ) -> AsyncGenerator[Sitting]:
        collection = load_collection(paths or [folder])
        session = Session(collection, Workspace.open(collection, annotator=annotator))
        app = CrossreadApp(session, settings, state=tmp_path / "state", look="crossread-dark")
        notices = listened(app)
        async with app.run_test(size=size) as pilot:
            sitting = Sitting(app, pilot, folder, notices)
            await sitting.settle()
            yield sitting
        session.close()

    return start


Press = Callable[..., Awaitable[None]]

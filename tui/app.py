"""The app: screens, themes, saving and indexing in workers."""

import asyncio
import gc
import signal
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

from textual import events, work
from textual.binding import BindingType
from textual.geometry import Size
from textual.screen import Screen
from textual.worker import Worker, WorkerState

from ..annotations.workspace import Flushed
from .beneath import PlainFailure, driver_class
from .bringing_in import BringingIn
from .commanding import Commanding, Turns
from .commands import bindings_of, single_keys
from .dispatch import takes_commands
from .frames import frame_of
from .keeping import Keeping
from .keyboard import Keyboard, KeyTable
from .looks import LOOKS, Look, first_look, theme_of
from .messages import Indexed, Indexing
from .reader.screen import ReaderScreen
from .remembered import STRAIGHT_TO_READER, Memory
from .session import Session
from .settings import Settings
from .widgets.line import Part

_REMEMBER_AFTER = 5.0
"""Seconds from a key until what is remembered of the view is written."""
_FAILURES = {
    "save": "not saved yet, the next change tries again",
    "index": "the search index failed; `crossread index --rebuild` makes it anew",
    "search": "the search failed; `crossread index --rebuild` makes the index anew",
    "parallels": "comparing the articles failed; reading and tagging go on",
    "library": "the articles could not be put in order; they stay as they are",
    "others": "the tags of other annotators could not be read; `crossread check` says why",
    "outside": "what other programs changed could not be brought in; the next save tries again",
}
"""What to say when a worker of this group fails."""


class CrossreadApp(Commanding, Keeping, BringingIn, PlainFailure):
    """Reads one collection."""

    TITLE = "crossread"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("app")]

    def __init__(
        self,
        session: Session,
        settings: Settings | None = None,
        *,
        state: Path | None = None,
        cache: Path | None = None,
        look: str = "",
        looks: Sequence[Look] = LOOKS,
        faults: Sequence[str] = (),
        linear: bool = False,
        tour: bool = False,
    ) -> None:
        super().__init__(driver_class=driver_class())
        self.session = session
        self.settings = settings or Settings()
        self.keymap = self.settings.keys
        self.key_table = KeyTable(self.keymap)
        self.keyboard = Keyboard(self.key_table, digits=self.settings.digits)
        self.state = state
        """Folder for what serves this user alone (copied passages); ``None`` keeps nothing."""
        self.tour = tour
        """Whether to begin with the guided tour, the first time."""
        self.cache = cache
        """Folder for parallels computed before; ``None`` computes them each time."""
        self.index_state: Part = ("", "")
        self.was_resized = False
        """Whether the terminal has, or has had, another size than when the app was made."""
        self._sizes: list[Size] = []
        """The sizes told of so far; of the first one, Textual and the driver tell."""
        self.turns = Turns(self)
        self._early: list[events.Event] | None = []
        """Keys pressed, and pastes, before there is a screen to act on; ``None`` once there is."""
        session.save, session.state = self.save, state
        session.refused = self._refused
        if state is not None:
            collection = session.collection
            session.memory = Memory(collection.root, state / "views", collection.named)
        self._remembering = False
        self.looks = looks
        """The themes there are: the program's and the user's own."""
        self.comfort = self.settings.comfort
        self.linear = linear or self.comfort.linear
        """Whether the reader shows one article and tells the rest in words."""
        self.faults = (*self.settings.faults, *faults)
        """What is wrong with the user's settings and themes."""
        self.animation_level = "none"
        for entry in looks:
            self.register_theme(theme_of(entry))
        self.theme = self._first_theme(look)
        if self.keymap:
            self.set_keymap({name: single_keys(keys) for name, keys in self.keymap.items()})

    def _first_theme(self, wanted: str) -> str:
        few = self.console.color_system in ("standard", "windows")
        names = (wanted, self.settings.theme)
        return first_look(self.looks, names, no_colour=self.no_color, few_colours=few).name

    def refresh_css(self, animate: bool = True) -> None:
        """Take on the colours of the theme; before there is a screen, nothing else has any."""
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    @property
    def look(self) -> Look:
        """The present theme's."""
        return next((entry for entry in self.looks if entry.name == self.theme), LOOKS[0])

    def get_default_screen(self) -> Screen[Any]:
        """The reader for a few articles, or for those left open; the library for many."""
        session = self.session
        wanted = session.memory.view.opened(session.articles) if session.memory else []
        if wanted or len(session.articles) <= STRAIGHT_TO_READER:
            return ReaderScreen(session, wanted)
        from .screens.library import LibraryScreen

        return LibraryScreen(self.session)

    async def on_event(self, event: events.Event) -> None:
        """Keys that are commands are carried out here and now, one after the other.

        Textual would send them through the queues of the column and the screen first, where a tag
        key overtakes the move before it, and what is typed after a key that opens a dialog is lost.
        """
        if self.leaving and isinstance(event, events.InputEvent | events.Paste):
            return  # typed ahead of what is gone
        if self.turns.hold(event):
            return
        if isinstance(event, events.InputEvent):
            self._remember_soon()
        if isinstance(event, events.Resize):
            self._note_size(event)
        if self._early is not None and isinstance(event, events.Key | events.Paste):
            self._early.append(event)
            return
        if isinstance(event, events.MouseDown | events.MouseUp):
            self.clicked = event.screen_offset
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            await self._on_typed(event)
        else:
            await super().on_event(event)

    async def _on_typed(self, event: events.Key | events.Paste) -> None:
        if isinstance(event, events.Paste) and self.too_long(event):
            return
        if isinstance(event, events.Key):
            if self.clicked is not None:
                await self.click_taken()
            screen = self.screen
            if takes_commands(screen) and await self.take_key(event):
                frame_of(self.screen).paint_now()
                if self.screen is not screen or not takes_commands(screen):
                    self.turns.begin(event)
                return
        await super().on_event(event)
        self.turns.begin(event)

    def _note_size(self, event: events.Resize) -> None:
        """Notice also a change that was taken back before anybody looked: it cost cells."""
        known, self._sizes = self._sizes, [*self._sizes, event.size][-3:]
        if len(known) > 1 or {event.size, *known} != {event.size}:
            self.was_resized = True
            if event.size in known[-2:] and isinstance(self.screen, ReaderScreen):
                self.screen.call_after_refresh(self.screen.settle)

    def on_mount(self) -> None:
        """Be ready for signals; tell what could not be read."""
        self._listen_for_signals()
        collection, problems = self.session.collection, self.session.workspace.problems
        if self.faults or problems or collection.skipped:
            from .opening_notices import opening_notices

            notices = opening_notices(
                self.faults,
                [problem.message for problem in problems],
                [f"{skipped.path} {skipped.reason}" for skipped in collection.skipped],
                collection.root,
            )
            self.say("\n".join(notices), severity="warning")

    async def on_ready(self) -> None:
        """What starting made stays: the collector, off until now, need never look at it again."""
        gc.freeze()
        gc.enable()
        await self.answer_early()

    async def answer_early(self) -> None:
        """Carry out what was pressed before there was a screen to act on."""
        early, self._early = self._early, None
        for event in early or ():
            await self.on_event(event)

    def _listen_for_signals(self) -> None:
        """A terminal that closes, or a polite kill, must not cost work or a broken terminal."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            with suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, self._leave_by_signal, number)

    def _leave_by_signal(self, number: int) -> None:
        self.flush()
        self._keep_drafts()
        self._remember_now()
        self.workers.cancel_all()
        self.exit(return_code=128 + number)

    def say(self, text: str, *, severity: str = "information") -> None:
        """A notice that goes by itself; the text is never markup."""
        from ..articles.printable import printable

        level = "warning" if severity == "warning" else "information"
        self.notify(printable(text), severity=level, markup=False, timeout=8)

    def _refused(self, said: str) -> None:
        """Once, however often it is tried: notices would pile up over the text."""
        self.clear_notifications()
        self.say(said, severity="warning")

    # -- remembering where the reader is

    def _remember_soon(self) -> None:
        """Keep where the reader is, a while after the first key since the last time."""
        if not self._remembering and self.session.memory is not None:
            self._remembering = True
            self.set_timer(_REMEMBER_AFTER, self._remember)

    def _remember(self) -> None:
        self._remembering = False
        self._note_view()
        self._save_log_aside()

    def _remember_now(self) -> None:
        self._note_view()
        self.save_log()

    def _note_view(self) -> None:
        memory = self.session.memory
        if memory is not None:
            readers = [entry for entry in self.screen_stack if isinstance(entry, ReaderScreen)]
            memory.view = readers[-1].view() if readers else replace(memory.view, reading=False)

    @work(thread=True, group="log", exit_on_error=False)
    def _save_log_aside(self) -> None:
        self.save_log()

    def save_log(self) -> None:
        """Keep how far everything was read, and how the collection is left."""
        # All this is a convenience: not worth a word when it cannot be kept.
        with suppress(OSError):
            if self.session.log:
                self.session.log.save()
            if self.session.memory:
                self.session.memory.save()

    @work(thread=True, group="index", exit_on_error=False)
    def renote(self, articles: tuple[str, ...]) -> None:
        """Let the search know what was changed."""
        from ..search.notes import notes_of

        for article in articles:
            annotations = self.session.workspace.annotations(article)
            notes = notes_of(annotations, self.session.statements())
            self.session.index.renote(article, notes)

    def moved_elsewhere(self) -> None:
        """Watch the folder that everything is kept in now."""
        self.watch_anew()

    def show_saved(self, *, merged: bool) -> None:
        """Paint what the status line says about the disk, and what was merged."""
        for screen in self.screen_stack:
            # A save may end when the screen is being taken down.
            if isinstance(screen, ReaderScreen) and screen.query("#status"):
                if merged:
                    screen.everything_changed()
                    screen.lay_out()
                screen.paint_status()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A worker that fails is told of in one sentence; reading and tagging go on."""
        if event.state is WorkerState.ERROR:
            self.worker_failed(event.worker)

    def worker_failed(self, worker: "Worker[Any]") -> None:
        """Say what failed, and the remedy."""
        if worker.group == "save":
            self.unsaved -= 1
            self.outcome = Flushed(saved=False)
        said = _FAILURES.get(worker.group, "")
        self.say(f"{said}: {worker.error}", severity="warning")

    def begin(self) -> None:
        """What can wait until there is something to read."""
        if self.state is not None:
            from ..annotations.reading_log import ReadingLog

            self.session.log = ReadingLog(self.session.collection, self.state / "read")
        if told := self.session.unfinished():
            self.say(told)
        self.offer_unsaved()
        self.update_index()
        self.watch_later()
        if self.tour and self.state is not None and isinstance(self.screen, ReaderScreen):
            self.screen.first_tour(self.state)

    # -- the index

    @work(thread=True, group="index", exit_on_error=False)
    def update_index(self) -> None:
        """Bring the index up to date."""

        def progress(done: int, total: int) -> None:
            self.post_message(Indexing(done, total))

        self.session.index.renew(self.session.articles)  # some may have changed on disk
        self.session.index.update(self.session.notes(), progress=progress)
        self.post_message(Indexed())

    def on_indexing(self, event: Indexing) -> None:
        """Show progress while it matters."""
        busy = event.done < event.total
        said = f"indexing {event.done}/{event.total}" if busy else ""
        self.index_state = (said, "line--quiet")
        for screen in self.screen_stack:
            if isinstance(screen, ReaderScreen):
                screen.paint_status()

    def on_indexed(self, event: Indexed) -> None:
        """Answer again what was asked too early."""
        for screen in self.screen_stack:
            if isinstance(screen, ReaderScreen):
                screen.index_ready()

    # -- screens and commands

    def action_theme(self) -> None:
        """The next theme."""
        names = [entry.name for entry in self.looks]
        now = names.index(self.theme) if self.theme in names else -1
        self.theme = names[(now + 1) % len(names)]
        for screen in self.screen_stack:
            if isinstance(screen, ReaderScreen):
                screen.everything_changed()
                screen.tell(f"theme: {self.look.title}")

    async def action_leave(self) -> None:
        """Leave; a last flush makes sure that everything is on disk."""
        if not self.may_leave():
            return
        self._keep_drafts()
        self._remember_now()
        self.stop_watching()
        self.workers.cancel_all()
        self.exit()

    def _keep_drafts(self) -> None:
        if len(self.screen_stack) < 2:
            return  # no dialog is open, and what it is made of takes long to import
        from .widgets.drafting import Drafting

        for screen in self.screen_stack:
            if isinstance(screen, Drafting):
                with suppress(OSError):
                    screen.keep_now()

    async def action_quit(self) -> None:
        """Textual's own way out goes the same way."""
        await self.action_leave()

    def keep_copy(self, text: str) -> Path | None:
        """Write a copied passage to a file too, for terminals that have no clipboard."""
        if self.state is None:
            return None
        path = self.state / "copied.txt"
        try:
            self.state.mkdir(parents=True, exist_ok=True)
            path.write_text(text + "\n", "utf-8")
        except OSError:
            return None
        return path

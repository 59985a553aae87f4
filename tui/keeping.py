"""Saving, and what is done while it fails: try again, keep a copy, offer another place."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from stat import S_ISDIR
from threading import Lock
from typing import TYPE_CHECKING

from textual import work
from textual.app import App

from .commands import key_of
from .messages import Moved, Saved

if TYPE_CHECKING:
    from ..annotations.flushed import Flushed
    from ..annotations.rescue import Left, Rescue
    from .session import Session
    from .widgets.line import Part

_RETRY_SECONDS = 5.0
_WAYS = ("leave", "save-elsewhere")
_ENOUGH = 4_000_000
"""Bytes that must be free in a folder that is offered."""


class Keeping(App[None]):
    """Makes every change durable in a worker, and says *saved* only then."""

    session: Session
    keymap: Mapping[str, str]
    state: Path | None
    index_state: Part
    outcome: Flushed | None = None
    unsaved = 0
    """Changes staged and not yet told durable."""
    _moved_to: Path | None = None
    """Where everything is kept now, until that folder is there to be watched."""
    _warned = False
    """Whether leaving was refused once because something could not be saved."""
    _told = frozenset[str]()
    """What was said about saving while it fails."""
    _retrying = False
    _turn = Lock()
    """Who has it saves and tells; else an outcome could be told after a later one."""
    _copies: Rescue | None = None

    @property
    def rescue(self) -> Rescue | None:
        """The emergency copies; ``None`` without a folder for them."""
        if self._copies is None and self.state is not None:
            from ..annotations.rescue import Rescue

            root, who = self.session.collection.root, self.session.workspace.annotator
            self._copies = Rescue(self.state / "unsaved", root, who)
        return self._copies

    def save(self, articles: Sequence[str]) -> None:
        """Make what is staged durable, in a worker; the status line follows."""
        self.unsaved += 1
        self.outcome, self._warned = None, False
        self._save_now()
        self.renote(tuple(articles))

    @work(thread=True, group="save", exit_on_error=False)
    def _save_now(self) -> None:
        with self._turn:
            self.post_message(Saved(self.flush()))
        self.save_log()

    def flush(self) -> Flushed:
        """Save what is staged; while that fails, keep an emergency copy. May wait for the disk."""
        workspace, drafts = self.session.workspace, self.session.drafts
        try:
            outcome = workspace.flush()
        except Exception as error:  # whatever it is: the work is kept, and saving tried again
            from ..annotations.flushed import Flushed
            from ..annotations.problems import unsaved

            outcome = Flushed(saved=False, problems=(unsaved(workspace.collection.root, error),))
        rescue = self.rescue if self._copies or not outcome.saved else None
        if not outcome.saved:
            if rescue is not None:
                with suppress(OSError):
                    rescue.keep(workspace.unsaved())
        elif not workspace.pending:
            if rescue is not None:
                rescue.drop()
            if drafts is not None:
                drafts.settle()
        return outcome

    def on_saved(self, event: Saved) -> None:
        """Show the outcome; bring in what was merged; try again what failed."""
        self.unsaved -= 1
        failed_before = bool(self._told)
        self.outcome = event.outcome
        told = frozenset(problem.message for problem in event.outcome.problems)
        for message in sorted(told - self._told):
            self.say(message, severity="warning")
        if event.outcome.saved:
            self._told = frozenset()
            if failed_before:
                self.say("saved again")
        else:
            if not failed_before:
                key = key_of("app.save-elsewhere", self.keymap)
                said = f"NOT SAVED: {key} keeps the annotations in another folder"
                self.say(said, severity="warning")
            self._told = told | {""}
            self._retry_later()
        self.show_saved(merged=bool(event.outcome.merged))
        if self._moved_to is not None and self._moved_to.is_dir():
            self._moved_to = None
            self.moved_elsewhere()

    def _retry_later(self) -> None:
        if not self._retrying:
            self._retrying = True
            self.set_timer(_RETRY_SECONDS, self._retry)

    def _retry(self) -> None:
        self._retrying = False
        if self.session.workspace.pending:
            self.unsaved += 1
            self._save_now()

    def save_state(self) -> Part:
        """What the status line says about the disk."""
        if self.outcome is not None and not self.outcome.saved:
            return ("NOT SAVED", "line--bad")
        if self.unsaved or (self.outcome is None and self.session.workspace.pending):
            return ("saving…", "line--quiet")
        if self.outcome is not None:
            return ("saved", "line--good")
        return self.index_state

    # -- another place

    def action_save_elsewhere(self) -> None:
        """Keep all annotations in another folder from now on."""
        from .handing_out import typed_path
        from .widgets.prompt import Prompt

        def put(text: str | None) -> None:
            if text is not None:
                self._move(typed_path(text).absolute())

        offered = str(another_folder(self.session.collection.root))
        self.clear_notifications()  # they would lie over the question
        title = "Keep the annotations in this folder from now on"
        self.push_screen(Prompt(title, offered, check=_fault), put)

    @work(thread=True, group="save", exit_on_error=False)
    def _move(self, folder: Path) -> None:
        self.session.workspace.keep_in(folder)
        with self._turn:
            self.post_message(Moved(folder, self.flush()))

    def on_moved(self, event: Moved) -> None:
        """Say where everything is now."""
        self.unsaved += 1
        self._told = frozenset()
        self._moved_to = event.folder
        self.on_saved(Saved(event.outcome))
        if event.outcome.saved:
            self.say(f"all annotations are in {event.folder} now; open them with --sidecars")

    # -- leaving

    def may_leave(self) -> bool:
        """Save for the last time; refuse to leave once when that fails."""
        if not self.session.workspace.pending or self._warned:
            return True
        outcome = self.flush()
        if outcome.saved:
            return True
        self.outcome, self._warned = outcome, True
        copied = self.rescue is not None and self.rescue.kept
        kept = "an emergency copy is kept for the next start" if copied else "it would be LOST"
        why = outcome.problems[0].message if outcome.problems else ""
        leave, elsewhere = (key_of(f"app.{name}", self.keymap) for name in _WAYS)
        said = (
            f"not saved, {kept}: {leave} again leaves, {elsewhere} saves in another folder. {why}"
        )
        self.say(said, severity="warning")
        return False

    # -- what an earlier session could not save

    def offer_unsaved(self) -> None:
        """Ask what is to become of it."""
        if self.state is None or not (self.state / "unsaved").is_dir() or self.rescue is None:
            return
        left = self.rescue.left()
        if left:
            from .screens.bring_back import BringBack

            self.push_screen(BringBack(left), lambda wanted: self._bring_back(left, wanted))

    def _bring_back(self, left: Sequence[Left], wanted: bool | None) -> None:
        from ..annotations.workspace import ReadOnlyError

        if wanted is None:
            return
        workspace = self.session.workspace
        try:
            steps = [workspace.bring_back("brought back", one.changes) for one in left if wanted]
        except (ReadOnlyError, ValueError) as error:
            self.say(f"not brought back, the copy stays: {error}", severity="warning")
            return
        touched = [article for step in steps if step for article in step.articles]
        if touched or any(steps):
            self.save(touched)
        self._drop_when_saved(left)
        self.show_saved(merged=True)

    @work(thread=True, group="save", exit_on_error=False)
    def _drop_when_saved(self, left: Sequence[Left]) -> None:
        if self.flush().saved:
            for one in left:
                one.drop()

    # -- what the app adds

    def say(self, text: str, *, severity: str = "information") -> None:
        """Overridden where notices are made."""

    def moved_elsewhere(self) -> None:
        """Overridden where files are watched."""

    def save_log(self) -> None:
        """Overridden where the place of reading is kept."""

    def renote(self, articles: tuple[str, ...]) -> object:
        """Overridden where the index is kept."""

    def show_saved(self, *, merged: bool) -> None:
        """Overridden where the columns are known."""


def another_folder(root: Path) -> Path:
    """A folder to offer: in the home folder, or where temporary files go; never in ``root``."""
    places = [Path.home(), Path(tempfile.gettempdir())]
    offered = [place / f"{root.name or 'articles'}-annotations" for place in places]
    fitting = (folder for folder in offered if not folder.is_relative_to(root) and _room(folder))
    return next(fitting, offered[0])


def _room(folder: Path) -> bool:
    with suppress(OSError):
        place = folder if folder.is_dir() else folder.parent
        return os.access(place, os.W_OK) and shutil.disk_usage(place).free > _ENOUGH
    return False


def _fault(text: str) -> str:
    from .handing_out import typed_path

    try:
        status = typed_path(text).stat()
    except (FileNotFoundError, PermissionError):
        return ""  # it is made, or whatever forbids that is told
    except OSError as error:
        return f"{error.strerror}; name another folder"
    return "" if S_ISDIR(status.st_mode) else "that is a file; name a folder"

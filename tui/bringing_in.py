"""What others change in the files that are open comes to the screen, without being asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual import events, work
from textual.app import App

from .messages import Found, Watching, Written
from .reader.renewing import Renewing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from .outside import Changes, Outside
    from .session import Session
    from .watch import Watch

_WATCH_AFTER = 1.0
"""Seconds after the first frame, when a person reads and nothing else is to be done."""
_AGAIN = 0.05
"""Seconds until a text is swapped that could not be while something was being saved."""
_MISSING = 0.7
"""Seconds for which a file may be away while another program replaces it."""


@runtime_checkable
class _Lists(Protocol):
    """A screen that lists what the session holds."""

    def build(self) -> None:
        """List it anew."""

    def say(self, text: str) -> None:
        """Say what happened."""


class BringingIn(App[None]):
    """Watches the files; whenever the terminal gets the focus, they are looked at too."""

    session: Session
    keymap: Mapping[str, str]
    _outside: Outside | None = None
    _watch: Watch | None = None
    _ending = False

    def watch_later(self) -> None:
        """Begin to watch when everything that the reader waits for is done."""
        self.set_timer(_WATCH_AFTER, self._begin_to_watch)

    def _begin_to_watch(self) -> None:
        if self._ending or self._watch is not None:
            return
        from .watch import Watch

        outside = self.outside
        self._watch = Watch(
            outside.folders,
            outside.concerns,
            changed=lambda paths: self.post_message(Written(paths)),
            begun=lambda: self.post_message(Watching()),
        )
        self._watch.start()

    def watch_anew(self) -> None:
        """Watch also where everything is kept from now on."""
        if self._watch is not None and not self._ending:
            self._watch.stop()
            self._watch = None
            self._begin_to_watch()

    def stop_watching(self) -> None:
        """Let the watching thread end, which takes a moment."""
        self._ending = True
        if self._watch is not None:
            self._watch.stop()

    def on_unmount(self) -> None:
        """However the app ends, so does the thread."""
        self.stop_watching()

    @property
    def outside(self) -> Outside:
        """What knows how the files were at the last look."""
        if self._outside is None:
            from .outside import Outside

            self._outside = Outside(self.session)
        return self._outside

    def on_watching(self) -> None:
        """Something may have changed between opening and now."""
        self.bring_in()

    def on_written(self, event: Written) -> None:
        """Have a look; a little later if a file is just being replaced."""
        if any(path.is_dir() for path in event.paths):
            self.watch_anew()  # and look at everything when that has begun
        elif self.outside.missing(event.paths):
            self.set_timer(_MISSING, lambda: self.bring_in(event.paths))
        else:
            self.bring_in(event.paths)

    def on_app_focus(self, event: events.AppFocus) -> None:
        """Back from another window, where another program may have changed something."""
        self.bring_in()

    def bring_in(self, paths: frozenset[Path] | None = None) -> None:
        """Look at these files; without any, at all sidecars and at the articles on the desk."""
        if paths is not None:
            self._look(self.outside.at(paths), paths)
            return
        desks = [screen.desk for screen in self.screen_stack if isinstance(screen, Renewing)]
        self._look([sheet.article.id for desk in desks for sheet in desk.sheets], None)

    @work(thread=True, group="outside", exit_on_error=False)
    def _look(self, articles: Sequence[str], paths: frozenset[Path] | None) -> None:
        changes = self.outside.look(articles, paths)
        if changes:
            self.post_message(Found(changes))

    def on_found(self, event: Found) -> None:
        """Show what has changed; a new text as soon as nothing is being saved."""
        from .commands import key_of

        changes = event.changes
        if (changes.renewals or changes.new) and not self.session.renew(
            changes.renewals, changes.new
        ):
            self.set_timer(_AGAIN, lambda: self.on_found(event))
            return
        for problem in changes.problems:
            self.say(problem.message, severity="warning")
        if changes.renewals or changes.new:
            self.update_index()
        for screen in self.screen_stack:
            if isinstance(screen, Renewing):
                screen.renew(changes.renewals)
                beside = screen.put_beside(changes.new)
                screen.everything_changed()
                library = f"{key_of('reader.library', self.keymap)} opens the library"
                screen.tell(self._said(changes, "put beside the others" if beside else library))
            elif isinstance(screen, _Lists):
                screen.build()
                if changes.new:
                    screen.say(self._said(changes))

    def _said(self, changes: Changes, new: str = "") -> str:
        from .commands import key_of
        from .outside import told

        renewed = {renewal.article.id for renewal in changes.renewals}
        to_judge = [
            annotation
            for article in renewed
            for annotation in self.session.workspace.annotations(article)
            if not annotation.placed
        ]
        return told(changes, len(to_judge), key_of("reader.review", self.keymap), new)

    def update_index(self) -> object:
        """Overridden where the index is kept."""

    def say(self, text: str, *, severity: str = "information") -> None:
        """Overridden where notices are made."""

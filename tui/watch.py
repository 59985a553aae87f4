"""Watching folders, in a thread of its own: which files were written by anybody. No Textual."""

import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

STEP = 80
"""Milliseconds between two looks at what the system has reported: the longest wait at the end."""
QUIET = 300
"""Milliseconds for which a file may go on changing before it is looked at, at most."""
PULSE = 500
"""Milliseconds after which the first round ends even when nothing happens."""
MOST_FOLDERS = 2_000
"""Folders beyond which none is watched: systems allow some thousands to all programs together."""


class Watch(threading.Thread):
    """Tells which of the ``wanted`` files and folders in ``folders`` were written or removed.

    ``folders`` is asked for them in the watching thread, as it may take a moment. ``begun`` is
    called when watching has begun, ``changed`` with the files; subfolders are not watched. Both are
    called in the watching thread. Where watching is not possible (no such service, too many
    folders) nothing is ever told, and nothing is said either: there is a look at the files whenever
    the terminal gets the focus.
    """

    def __init__(
        self,
        folders: Callable[[], Iterable[Path]],
        wanted: Callable[[Path], bool],
        changed: Callable[[frozenset[Path]], object],
        begun: Callable[[], object],
    ) -> None:
        super().__init__(name="watch")
        self._folders = folders
        self._wanted = wanted
        self._changed = changed
        self._begun = begun
        self._over = threading.Event()

    def stop(self) -> None:
        """End within `STEP` milliseconds; returns at once."""
        self._over.set()

    def run(self) -> None:
        """Watch until the end."""
        folders = [folder for folder in self._folders() if folder.is_dir()]
        if not 0 < len(folders) <= MOST_FOLDERS:
            return
        from watchfiles import watch  # costs 40 ms: not before there is something to read

        rounds = watch(
            *folders,
            watch_filter=lambda _, path: self._wanted(Path(path)),
            debounce=QUIET,
            step=STEP,
            stop_event=self._over,
            rust_timeout=PULSE,
            yield_on_timeout=True,
            recursive=False,
            raise_interrupt=False,
            ignore_permission_denied=True,
        )
        # No watches left, a folder that has vanished, a system without such a service: then not.
        with suppress(OSError, RuntimeError):
            for number, found in enumerate(rounds):
                if not threading.main_thread().is_alive():
                    return  # nobody has stopped us, and the program waits for this thread
                if number == 0:
                    self._begun()
                if found:
                    self._changed(frozenset(Path(path) for _, path in found))

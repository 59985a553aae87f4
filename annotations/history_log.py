"""The history's file: what is done is added to it before any other file tells of it."""

import contextlib
from collections.abc import Callable, Generator
from threading import RLock

from . import files
from .files import Disk
from .history import History, line


class HistoryLog:
    """Adds to the log of a history. ``lock`` guards the history, not the disk."""

    def __init__(self, history: History, disk: Disk, lock: RLock) -> None:
        self._history = history
        self._disk = disk
        self._lock = lock
        self._named = ""
        """The log whose name is known to be durable."""

    @contextlib.contextmanager
    def adding(self) -> Generator[Callable[[], None]]:
        """Begin to add what is not in the log yet; what is given returns when it is durable there.

        So is then what was done meanwhile: no file may be replaced before, as it may tell of that,
        and what a step deletes must be in the log first. Raises `OSError`.
        """
        begun, sure = 0, 0
        syncing: files.Syncing | None = None

        def ready() -> None:
            nonlocal begun, sure, syncing
            while True:
                if syncing is not None:
                    syncing.wait()
                    sure, self._named = begun, str(self._history.path)
                with self._lock:
                    events = self._history.waiting_from(begun)
                if not events:
                    return
                syncing = self._append(b"".join(map(line, events)))
                begun += len(events)

        with self._lock:
            events = self._history.begin()
        try:
            if events:
                syncing = self._append(b"".join(map(line, events)))
                begun = len(events)
            yield ready
            ready()
        finally:
            with self._lock:
                self._history.appended(sure)

    def _append(self, lines: bytes) -> files.Syncing:
        path = self._history.path
        return files.append(self._disk, path, lines, named=self._named == str(path))

"""One program saves at a time; who keeps the others waiting is known."""

import contextlib
import errno
import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING

from .files import Disk
from .layout import Layout
from .problems import Problem, busy

if TYPE_CHECKING:
    from filelock import BaseFileLock

LOCK_SECONDS = 10.0
"""How long to wait for another program that is saving."""

_NO_LOCKS = {errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL}


class Turn:
    """Keeps other programs from saving at the same time.

    Some network folders have no locks: there a file that only one program can create serves as
    one, and the comparison before each replacement as well.
    """

    def __init__(self, layout: Layout) -> None:
        self._path = layout.lock
        self._mark = layout.lock.with_name("lock.held")
        self._by = layout.lock.with_name("lock.by")
        self._fence = layout.fence
        self._lock: BaseFileLock | None = None
        self._marking = False

    def __enter__(self) -> None:
        """Wait for the turn. Raises `TimeoutError` when another program does not finish."""
        import filelock  # costs 40 ms: not before the first save

        if self._lock is None:
            self._lock = filelock.FileLock(self._path, timeout=LOCK_SECONDS, poll_interval=0.005)
        if self._lock.is_locked:  # giving it back failed the last time
            self._lock.release(force=True)
        try:
            self._lock.acquire()
        except (OSError, NotImplementedError) as error:  # so filelock 3 tells of ENOSYS
            if isinstance(error, OSError) and error.errno not in _NO_LOCKS:
                raise
            if not self._marking:
                self._marking = True
                self._lock = filelock.SoftFileLock(
                    self._mark, timeout=LOCK_SECONDS, poll_interval=0.005
                )
                self.__enter__()
            return
        if not self._marking:
            self._say_who()

    def __exit__(self, *_: object) -> None:
        """Let others save."""
        if self._lock is not None and self._lock.is_locked:
            self._lock.release()

    def held(self) -> Problem:
        """What to say when the turn did not come: who has it, and whether that program is gone."""
        path = self._mark if self._marking else self._path
        process, host = self._holder()
        if not host:
            return busy(path)
        here = host == socket.gethostname()
        return busy(
            path, f"process {process}" + ("" if here else f" on {host}"), here and _gone(process)
        )

    def left_behind(self) -> Path | None:
        """The file that serves as a lock, if the program that made it is gone from this host."""
        process, host = self._named(self._mark)
        return self._mark if host == socket.gethostname() and _gone(process) else None

    def _say_who(self) -> None:
        """Leave word for those who wait; a lock of the system does not tell."""
        mine = f"{os.getpid()}\n{socket.gethostname()}\n".encode()
        with contextlib.suppress(OSError):
            if not self._by.is_symlink() and (
                not self._by.exists() or Disk().read(self._by) != mine
            ):
                self._by.write_bytes(mine)

    def _holder(self) -> tuple[int, str]:
        """Process and host that have the turn; 0 and nothing when that is not known."""
        return self._named(self._mark if self._marking else self._by)

    def _named(self, path: Path) -> tuple[int, str]:
        with contextlib.suppress(OSError, ValueError, IndexError):
            lines = (Disk().read(self._fence.follow(path)) or b"").decode().split("\n")
            return int(lines[0]), lines[1]
        return 0, ""


def _gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False

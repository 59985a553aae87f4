"""One file of things with ids, kept in memory and on disk: staged at once, saved by merging.

Three states are held: ``now`` (with what is staged), ``base`` (as the file was when last read or
written) and, by its digest, the file itself. A save merges ``now`` with what the file holds by
then.
"""

import errno
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from threading import RLock
from typing import Any, Generic, Protocol, TypeVar

from ..articles.record import record
from . import files
from .files import Disk, Fence
from .merge import Merged, merge

V = TypeVar("V")

ATTEMPTS = 5
"""Times that a save starts again because the file changed under it."""


class Codec(Protocol[V]):
    """How one kind of file is read and written. ``frame`` is all in it that has no id."""

    def empty(self) -> tuple[Any, dict[str, V]]:
        """Frame and values of a file that does not exist."""
        ...

    def read(self, data: bytes) -> tuple[Any, dict[str, V]]:
        """Frame and values. Raises `FileFault`."""
        ...

    def write(self, frame: Any, values: Mapping[str, V]) -> bytes:
        """The file's content."""
        ...

    def same(self, one: V, other: V) -> bool:
        """Whether the two would be stored alike."""
        ...

    def untouched(self, one: V, other: V) -> bool:
        """Whether nobody has made the one into the other."""
        ...

    def resolve(self, base: V | None, mine: V, theirs: V) -> Mapping[str, V]:
        """What stands, by id, when both sides changed a value."""
        ...


@record
class Saved:
    """What others had done: whether that changed anything here, and which ids both had changed."""

    changed: bool
    conflicts: tuple[str, ...] = ()


@record
class _Attempt(Generic[V]):
    """What a save was about to write, of what was staged; it may have failed before or after."""

    digest: str
    frame: Any
    staged: dict[str, V]
    values: dict[str, V]


class Shelf(Generic[V]):
    """The values of one file, by id. ``lock`` guards what is in memory, not the disk."""

    frame: Any
    """All in the file that has no id, as the codec made it."""

    article: str = ""
    """The article whose annotations these are, if they are annotations."""

    def __init__(self, path: Path, fence: Fence, codec: Codec[V], lock: RLock) -> None:
        self.path = path
        self._fence = fence
        self._codec = codec
        self._lock = lock
        self.frame, self.now = codec.empty()
        self._base = dict(self.now)
        self._digest = ""
        self._version = 0
        self._saved_version = 0
        self._attempt: _Attempt[V] | None = None
        self.on_change: Callable[[], object] = lambda: None

    @property
    def pending(self) -> bool:
        """Whether something staged is not in the file."""
        return self._version != self._saved_version

    def put(self, key: str, value: V | None) -> None:
        """Set a value in memory, or remove it; to be called with the lock held."""
        if value is None:
            self.now.pop(key, None)
        else:
            self.now[key] = value
        self._version += 1

    def unsaved(self) -> Iterator[tuple[str, V | None, V | None]]:
        """Id, value in the file and value in memory of everything staged; lock held."""
        if self.pending:
            for key in {**self._base, **self.now}:
                before, after = self._base.get(key), self.now.get(key)
                if before is None or after is None or not self._codec.same(before, after):
                    yield key, before, after

    def merged(self, key: str, before: V | None, after: V | None) -> dict[str, V]:
        """What stands, by id, once a change made elsewhere is brought in; lock held."""
        base, mine, now = (
            {} if value is None else {key: value} for value in (before, after, self.now.get(key))
        )
        return self._merge(base, mine, now).values

    def load(self, disk: Disk, fallback: Path | None = None) -> bool:
        """Read the file for the first time, or ``fallback`` while there is none.

        Whether one was read. Raises `FileFault` and `OSError`.
        """
        data = self._read(disk)
        content = data
        if data is None and fallback is not None:
            content = disk.read(Fence(fallback.parent).follow(fallback))
        frame, values = self._codec.read(content) if content is not None else self._codec.empty()
        with self._lock:
            self._adopt(files.digest(data), frame, values, dict(values))
        return content is not None

    def refresh(self, disk: Disk) -> Saved:
        """Merge in what the file holds. Raises `FileFault` and `OSError`."""
        data = self._read(disk)
        found = files.digest(data)
        self._settle(found)
        if data is None or found == self._digest:
            return Saved(False)
        frame, theirs = self._codec.read(data)
        with self._lock:
            before = self.now
            merged = self._merge(self._base, before, theirs)
            self._adopt(found, frame, theirs, merged.values)
            if merged.values != theirs:
                self._version += 1
            return Saved(before != merged.values, merged.conflicts)

    def renew(self, codec: Codec[V], renewed: Callable[[V], V]) -> None:
        """Go on with another codec and with all values made anew; to be called with the lock held.

        Not while the file is being saved. Nothing counts as staged by this.
        """
        self._codec, self._attempt = codec, None
        base = {key: renewed(value) for key, value in self._base.items()}
        now = {key: renewed(value) for key, value in self.now.items()}
        self._adopt(self._digest, self.frame, base, now)

    def move(self, path: Path, fence: Fence) -> None:
        """Keep the values in another file from now on; what that holds already is merged in."""
        self.path, self._fence = path, fence
        self._digest, self._attempt = "", None
        _, self._base = self._codec.empty()
        if self.now != self._base:
            self._version += 1

    def save(self, disk: Disk, ready: Callable[[], None] = lambda: None) -> Saved:
        """Make what is staged durable, replacing the file only when ``ready`` has returned.

        Raises `FileFault`, `OSError` and what ``ready`` raises; it then stays staged.
        """
        for _ in range(ATTEMPTS):
            try:
                return self._save(disk, ready)
            except files.ChangedError:
                continue
        raise OSError(errno.EBUSY, "the file keeps changing")

    def _save(self, disk: Disk, ready: Callable[[], None]) -> Saved:
        data = self._read(disk)
        found = files.digest(data)
        failed = self._attempt is not None
        self._settle(found)
        with self._lock:
            staged, base, version = dict(self.now), self._base, self._version
        frame, merged = self.frame, Merged(staged)
        if data is not None and found != self._digest:
            frame, theirs = self._codec.read(data)
            merged = self._merge(base, staged, theirs)
        content = self._codec.write(frame, merged.values)
        written = files.digest(content)
        self._attempt = _Attempt(written, frame, staged, merged.values)
        path = self._fence.follow(self.path)
        if content == data and not failed:
            files.sync(disk, path)  # whoever wrote it may not have done so
        elif data is not None or merged.values:
            # Written once more even when an attempt that failed has written just this: what failed
            # to be synced is not sure to be there after a second try.
            files.replace(disk, path, content, guard=lambda: self._guard(disk, data, ready))
        self._settle(written)
        self._saved_version = version
        return Saved(merged.values != staged, merged.conflicts)

    def _settle(self, digest: str) -> None:
        """Adopt what the last attempt wrote, if that is what the file holds."""
        done, self._attempt = self._attempt, None
        if done is not None and done.digest == digest:
            with self._lock:
                same = done.staged == done.values
                now = self.now if same else self._merge(done.staged, self.now, done.values).values
                self._adopt(digest, done.frame, done.values, now)

    def _guard(self, disk: Disk, data: bytes | None, ready: Callable[[], None]) -> None:
        """For file systems where locks do not hold. Raises `ChangedError`."""
        ready()
        if self._read(disk) != data:
            raise files.ChangedError(self.path)

    def _read(self, disk: Disk) -> bytes | None:
        if not self.path.exists():
            return None
        return disk.read(self._fence.follow(self.path))

    def _merge(self, base: Mapping[str, V], mine: Mapping[str, V], theirs: Mapping[str, V]):
        codec = self._codec
        return merge(
            base,
            mine,
            theirs,
            same=codec.same,
            resolve=codec.resolve,
            untouched=codec.untouched,
        )

    def _adopt(self, digest: str, frame: Any, base: dict[str, V], now: dict[str, V]) -> None:
        self._digest, self.frame, self._base = digest, frame, base
        if now is not self.now:
            self.now = now
            self.on_change()

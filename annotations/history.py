"""The history: an append-only log of steps, so that undo goes back without limit.

Each line of the log is one event: a step with its changes, or the undoing or redoing of one. A line
that cannot be read (torn by a crash) is passed over. Nothing is ever removed from the log.
"""

import contextlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import Any, Literal, cast

from ..articles.record import holder, record
from .claims_file import from_json as claim_from_json
from .claims_file import to_json as claim_to_json
from .codebook import Codebook
from .files import Disk, Fence
from .jsonld import from_item, to_item
from .model import Annotation, Claim
from .sidecar import encode_line

Value = Annotation | Claim | Codebook
Kind = Literal["annotation", "claim", "codebook"]
Verb = Literal["step", "undo", "redo"]


@record
class Step:
    """One entry of the history: what was done, when, by whom, to which articles."""

    id: str
    label: str
    at: str
    by: str
    articles: tuple[str, ...]
    undone: bool = False


@record
class Change:
    """One thing before and after a step; ``None`` where it did not exist."""

    kind: Kind
    article: str
    id: str
    before: Value | None
    after: Value | None

    def inverse(self) -> "Change":
        """The change that takes this one back."""
        return replace(self, before=self.after, after=self.before)


@holder
class _Entry:
    step: Step
    changes: tuple[Change, ...] | Sequence[Any]
    """As changes, or as the log has them until somebody asks."""


@holder
class Event:
    """A line of the log."""

    verb: Verb
    entry: _Entry
    at: str = ""


@holder
class History:
    """All steps in order, which of them are undone, and what is not yet in the log.

    Not thread-safe: its workspace guards it. The log is read when somebody first asks for a step.
    """

    path: Path
    fence: Fence
    disk: Disk
    writable: Callable[[str], bool]
    """Whether an article is open and may be changed: other steps cannot be undone or redone."""
    _entries: dict[str, _Entry] = field(default_factory=dict[str, _Entry])
    _events: list[tuple[Verb, str]] = field(default_factory=list[tuple[Verb, str]])
    _redoable: list[str] = field(default_factory=list[str])
    _pending: list[Event] = field(default_factory=list[Event])
    _own: set[str] = field(default_factory=set[str])
    """The steps of this session."""
    _read_to: int | None = None
    """Bytes of the log that are in memory; ``None`` before it was first read."""
    _limit: int | None = None
    """Bytes of the log to read while lines are being added to it."""

    def record(self, step: Step, changes: tuple[Change, ...]) -> None:
        """Add a step that was just done."""
        entry = _Entry(step, changes)
        self._own.add(step.id)
        self._pending.append(Event("step", entry, step.at))
        self._apply("step", entry)

    def mark(self, verb: Literal["undo", "redo"], step_id: str, at: str) -> Step:
        """Say that a step was undone or redone; the step as it is now."""
        entry = self._entries[step_id]
        self._pending.append(Event(verb, entry, at))
        self._apply(verb, entry)
        return entry.step

    def last_done(self) -> Step | None:
        """The step that undo takes back: this session's last, else the last of all."""
        self._load()
        last: Step | None = None
        for entry in reversed(self._entries.values()):
            step = entry.step
            if not step.undone and self.reaches(step):
                if step.id in self._own:
                    return step
                last = last or step
        return last

    def last_undone(self) -> Step | None:
        """The step that redo brings again; ``None`` after a new step."""
        self._load()
        steps = (self._entries[identity].step for identity in reversed(self._redoable))
        return next(filter(self.reaches, steps), None)

    def reaches(self, step: Step) -> bool:
        """Whether all articles that a step changed may be changed now."""
        return all(map(self.writable, step.articles))

    def steps(self) -> tuple[Step, ...]:
        """All steps, oldest first."""
        self._load()
        return tuple(entry.step for entry in self._entries.values())

    def changes(self, step_id: str) -> tuple[Change, ...]:
        """What a step changed; what the log does not say readably is left out."""
        entry = self._entries[step_id]
        if not isinstance(entry.changes, tuple):
            entry.changes = tuple(changes_from_json(entry.changes))
        return cast("tuple[Change, ...]", entry.changes)

    def done_at(self, step_id: str) -> set[str]:
        """The steps that stood when this one was made, itself included. Raises `KeyError`."""
        self._load()
        done: set[str] = set()
        for verb, identity in self._events:
            (done.discard if verb == "undo" else done.add)(identity)
            if verb == "step" and identity == step_id:
                return done
        raise KeyError(step_id)

    @property
    def waiting(self) -> int:
        """How many events are not yet in the log."""
        return len(self._pending)

    def begin(self) -> list[Event]:
        """The events to be added to the log now; new lines of other programs are taken in first.

        Until `appended` is called, nothing that is added to the log is read.
        """
        self._read()
        self._limit = self._size()
        return self._pending.copy()

    def waiting_from(self, number: int) -> list[Event]:
        """Those events not yet in the log that come after the first ``number``."""
        return self._pending[number:]

    def appended(self, count: int) -> None:
        """Say that the first ``count`` waiting events are in the log now; 0 when that failed."""
        del self._pending[:count]
        self._limit = None
        if self._read_to is not None and count:
            self._read_to = self._size()

    def move(self, path: Path, fence: Fence) -> None:
        """Keep the log in another file from now on; all known events are to be added to it."""
        self._load()
        self.path, self.fence = path, fence
        events = [Event(verb, self._entries[identity]) for verb, identity in self._events]
        self._pending = [replace(event, at=event.entry.step.at) for event in events]
        self._read_to = 0

    def catch_up(self) -> None:
        """Take in what other programs have added to the log."""
        self._read()

    def _load(self) -> None:
        """Read the log, unless that was done; if it cannot be read, this session's remain."""
        if self._read_to is not None or (data := self._content()) is None:
            return
        self._entries, self._events, self._redoable = {}, [], []
        self._take_in(data, 0)
        for event in self._pending:
            self._apply(event.verb, event.entry)

    def _read(self) -> None:
        """Read what was added since; usually nothing was."""
        if self._read_to in (None, self._size()) or (data := self._content()) is None:
            return
        self._take_in(data, self._read_to or 0)

    def _size(self) -> int:
        try:
            return self.path.stat().st_size
        except OSError:
            return 0

    def _content(self) -> bytes | None:
        """What may be read of the log now; ``None`` when it cannot be read."""
        try:
            data = self.disk.read(self.fence.follow(self.path))
        except OSError:
            return None
        return (data or b"")[: self._limit]

    def _take_in(self, data: bytes, start: int) -> None:
        """Apply the whole lines from ``start`` on."""
        end = max(start, data.rfind(b"\n") + 1)
        self._read_to = end
        for verb, known in _events(data[start:end]):
            entry = self._entries.get(known) if isinstance(known, str) else known
            if entry is not None:
                self._apply(verb, entry)

    def _apply(self, verb: Verb, entry: _Entry) -> None:
        identity = entry.step.id
        if identity in self._entries and entry.step.undone == (verb == "undo"):
            return  # a line that was written twice, because the first time was not known to be safe
        entry.step = replace(entry.step, undone=verb == "undo")
        self._events.append((verb, identity))
        if verb == "step":
            self._entries[identity] = entry
            self._redoable = []
        elif verb == "undo":
            self._redoable.append(identity)
        elif identity in self._redoable:
            self._redoable.remove(identity)


def line(event: Event) -> bytes:
    """An event as a line of the log."""
    step = event.entry.step
    if event.verb != "step":
        return encode_line({event.verb: step.id, "at": event.at})
    known = event.entry.changes
    changes = [*map(change_to_json, known)] if isinstance(known, tuple) else known
    said = {"step": step.id, "label": step.label, "at": step.at, "by": step.by}
    return encode_line(said | {"changes": changes})


def _events(data: bytes) -> Iterator[tuple[Verb, _Entry | str]]:
    for line in data.split(b"\n"):
        with contextlib.suppress(ValueError, RecursionError, TypeError, AttributeError):
            event = json.loads(line)
            for verb in ("undo", "redo"):
                if isinstance(event.get(verb), str):
                    yield verb, event[verb]
            if isinstance(event.get("step"), str) and isinstance(event.get("changes"), list):
                yield "step", _entry(event)


def _entry(event: dict[str, Any]) -> _Entry:
    changes = event["changes"]
    articles = dict.fromkeys(str(c["article"]) for c in changes if c.get("article"))
    label, at, by = (str(event.get(key, "")) for key in ("label", "at", "by"))
    return _Entry(Step(event["step"], label, at, by, tuple(articles)), changes)


def change_to_json(change: Change) -> dict[str, Any]:
    """A change as the log has it."""
    known = {"kind": change.kind, "article": change.article, "id": change.id}
    said = {key: value for key, value in known.items() if value}
    return said | {"before": _to_json(change.before), "after": _to_json(change.after)}


def _to_json(value: Value | None) -> Any:
    match value:
        case Annotation():
            return to_item(value)
        case Claim():
            return claim_to_json(value)
        case Codebook():
            from .codebook_file import dump_codebook

            return dump_codebook(value)
        case None:
            return None


def changes_from_json(changes: Sequence[Any]) -> Iterator[Change]:
    """The changes of a log's line; what is not readable is left out."""
    for change in changes:
        with contextlib.suppress(ValueError, KeyError, TypeError, AttributeError):
            kind, article = change["kind"], change.get("article", "")
            before = _from_json(kind, article, change["before"])
            after = _from_json(kind, article, change["after"])
            yield Change(kind, article, change["id"], before, after)


def _from_json(kind: str, article: str, value: Any) -> Value | None:
    if value is None:
        return None
    if kind == "annotation":
        return from_item(value, article)
    if kind == "claim":
        return claim_from_json(value)
    from .codebook_file import parse_codebook

    return parse_codebook(value)

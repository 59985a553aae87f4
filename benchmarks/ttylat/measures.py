"""What can be measured of a program from outside; all results in seconds and bytes.

Times are as a person with a stop-watch would measure them, from the key to the bytes on the wire;
`processes.prefer` keeps other programs of a busy machine out of them where the system permits.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .emulator import Emulator, Size
from .processes import memory, working_time
from .pseudoterminal import clock
from .scene import Scene
from .session import Session

PATIENCE = 30.0
"""Seconds after which a program is taken for stuck."""
_NEXT_TO_NOTHING = 0.02
"""Seconds on a core, in one second, of a program that has nothing to do."""
QUIET = 0.05
"""Seconds without output after which an answer is taken for complete."""


class StuckError(Exception):
    """The program did not do what is measured; the message ends with its screen."""

    def __init__(self, scene: Scene, problem: str, session: Session) -> None:
        shown = "\n".join(line for line in session.emulator.rows() if line)
        super().__init__(f"{scene.name} {problem}; its screen:\n{shown}")


@dataclass(frozen=True)
class Start:
    """From starting the program to its end."""

    first_text: float
    readable: float
    answering: float
    """Until a key that was pressed as soon as the text could be read was answered."""
    working: float
    """On a core, until the text was written."""
    leaving: float
    left_on: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """What followed a key press or a change of size."""

    paint: float
    """Until the first visible change."""
    settled: float
    """Until the last byte."""
    written: int


@dataclass(frozen=True)
class Held:
    """A key held down."""

    presses: int
    frames: int
    lag: float
    """From the last press to the last byte."""
    written: int
    working: float


@dataclass(frozen=True)
class Idle:
    """A program left alone, per second."""

    working: float
    written: float


def opened(scene: Scene) -> Session:
    """Start a program and wait until it is readable, prepared and quiet."""
    session = scene.open()
    if session.wait_until(scene.readable, PATIENCE) is None:
        session.close()
        raise StuckError(scene, "did not show its text", session)
    session.settle(0.3)
    for key in scene.prepare:
        session.press(key)
        session.settle(0.2)
    return session


def start(scene: Scene) -> Start:
    """Start a program, press a key as soon as its text is written, let it rest, leave."""
    with scene.open() as session:
        pid, began = session.program.process.pid, session.program.started
        session.watch(_not_blank, scene.readable, scene.answered)
        session.drain_until(scene.written, PATIENCE)
        session.press(scene.key)
        worked = working_time(pid)
        deadline = clock() + PATIENCE
        while len(session.seen) < 3 and session.program.running and clock() < deadline:
            session.settle(0.3, PATIENCE)
        if len(session.seen) < 3:
            raise StuckError(scene, "did not show its text and answer the key", session)
        first_text, readable, answering = (at - began for at in session.seen)
        leaving, left_on = _leave(scene, session), tuple(session.left_on())
        return Start(first_text, readable, answering, worked, leaving, left_on)


def _not_blank(emulator: Emulator) -> bool:
    return not emulator.is_blank()


def run_to_end(scene: Scene) -> float:
    """How long a program takes that needs no key."""
    with scene.open() as session:
        if not session.wait_for_end(PATIENCE) or session.program.ended is None:
            raise StuckError(scene, "did not end", session)
        return session.program.ended - session.program.started


def _leave(scene: Scene, session: Session) -> float:
    *first, last = scene.leave
    for key in first:
        session.press(key)
        session.settle(QUIET)
    at = session.press(last)
    if not session.wait_for_end(PATIENCE) or session.program.ended is None:
        raise StuckError(scene, "did not leave", session)
    return session.program.ended - at


def press(session: Session, key: str | bytes) -> Answer:
    """Press a key and see what follows; raises `TimeoutError` when nothing does."""
    return _answer(session, lambda: session.press(key))


def resize(session: Session, size: Size) -> Answer:
    """Change the size of the terminal; raises `TimeoutError` when nothing is painted."""
    return _answer(session, lambda: session.resize(size))


def _answer(session: Session, act: Callable[[], float]) -> Answer:
    session.settle(0.005, 0.2)
    bytes_before = len(session.raw)
    at = last = act()
    # Taken after the act, which for a change of size changes the picture; nothing was parsed since.
    picture = session.emulator.snapshot()
    session.watch(lambda emulator: emulator.differs(picture))
    while chunk := session.drain(QUIET if last > at else PATIENCE / 10):
        last = chunk.at
    session.parse()
    if not session.seen:
        raise TimeoutError("nothing changed on the screen")
    return Answer(session.seen[0] - at, last - at, len(session.raw) - bytes_before)


def hold(session: Session, key: str, rate: float, seconds: float) -> Held:
    """Hold a key: press it `rate` times a second; frames are counted by synchronised output."""
    session.settle(0.03, 0.5)
    pid, bytes_before = session.program.process.pid, len(session.raw)
    frames_before, working = session.emulator.frames, working_time(pid)
    presses, first = round(rate * seconds), clock()
    last_press = last_byte = first
    for number in range(presses):
        due = first + number / rate
        while clock() < due:
            session.drain(due - clock())
        last_press = session.press(key)
    while chunk := session.drain(0.3):
        last_byte = chunk.at
    session.parse()
    return Held(
        presses,
        session.emulator.frames - frames_before,
        max(0.0, last_byte - last_press),
        len(session.raw) - bytes_before,
        working_time(pid) - working,
    )


def memory_at_rest(session: Session) -> int:
    """Bytes held by the program and its children once its work in the background is done."""
    rest(session)
    return memory(session.program.process.pid)


def rest(session: Session) -> None:
    """Wait until the program has nothing to do in the background any more."""
    pid, deadline = session.program.process.pid, clock() + PATIENCE
    worked = -1.0
    while clock() < deadline and (now := working_time(pid)) - worked > _NEXT_TO_NOTHING:
        worked = now
        session.settle(1.0, 1.0)


def prepare(scene: Scene) -> None:
    """Let a program do once what it keeps for later runs, such as an index."""
    with opened(scene) as session:
        rest(session)
        _leave(scene, session)


def idle(session: Session, seconds: float = 3.0) -> Idle:
    """Leave a program alone."""
    session.settle(0.5)
    pid, before = session.program.process.pid, len(session.raw)
    began = working_time(pid)
    end = clock() + seconds
    while (rest := end - clock()) > 0:
        session.drain(rest)
    working = working_time(pid) - began
    return Idle(working / seconds, (len(session.raw) - before) / seconds)

"""Puts the reader under load: huge collections, articles and sidecars, and keys for hours.

python -m benchmarks.load                     everything, about ten minutes
python -m benchmarks.load library article     only these cases
python -m benchmarks.load random --hours 8    a night of random keys
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from . import corpora, random_keys
from .acts import SIZES
from .ttylat.emulator import Emulator, Size
from .ttylat.keys import encode
from .ttylat.measures import PATIENCE, StuckError
from .ttylat.processes import memory
from .ttylat.pseudoterminal import clock
from .ttylat.report import Row, markdown
from .ttylat.scene import Scene

CROSSREAD = str(Path(sys.executable).with_name("crossread"))
FIRST_SCREEN = 3.0  # seconds from the command
ANSWER = 1.0  # seconds from a key to its picture, whatever the load
MEMORY = 600e6  # bytes, the program and its children
GROWTH = 0.05  # of the memory, from the middle to the end of a long session
ALIVE = "j"
"""A key that the reader always answers."""


@dataclass(frozen=True)
class Stage:
    """Where it is measured, with what, and for how long (seconds)."""

    folder: Path
    command: tuple[str, ...]
    seconds: float

    def scene(self, name: str, *paths: Path, shown: str, size: Size = (200, 50)) -> Scene:
        """The reader on these paths; ``shown`` tells that the first screen is there."""
        home = self.folder / "homes" / name
        home.mkdir(parents=True, exist_ok=True)
        return Scene(name, (*self.command, *map(str, paths)), home, (shown,), size=size)


class Watched:
    """A session whose memory is looked at again and again."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.session = scene.open()
        self.peak = 0
        self.first_screen = 0.0
        self.answering = 0.0

    def __enter__(self) -> Watched:
        began = self.session.program.started
        shown = self.session.wait_until(self.scene.readable, PATIENCE)
        ready = self.session.wait_until(_names_its_keys, PATIENCE) if shown else None
        if shown is None or ready is None:
            raise self.stuck("did not show its first screen")
        self.first_screen, self.answering = shown - began, ready - began
        return self

    def __exit__(self, *error: object) -> None:
        self.session.close()

    def stuck(self, problem: str) -> StuckError:
        """To be raised when the program does not do what it should."""
        return StuckError(self.scene, problem, self.session)

    def sample(self) -> int:
        """Bytes of memory now."""
        used = memory(self.session.program.process.pid)
        self.peak = max(self.peak, used)
        return used

    def press(self, key: str, shown: str | Callable[[Emulator], bool]) -> float:
        """Press a key and wait for a picture; returns the seconds."""
        question = shown if callable(shown) else lambda emulator: shown in emulator.text()
        at = self.session.press(key)
        seen = self.session.wait_until(question, PATIENCE)
        if seen is None:
            raise self.stuck(f"did not show {shown!r} after {key}")
        self.sample()
        return max(0.0, seen - at)

    def answer(self, key: str = ALIVE) -> float:
        """Press a key that changes the picture; returns the seconds."""
        self.session.settle(0.2, 10)
        picture = self.session.emulator.snapshot()
        return self.press(key, lambda emulator: emulator.differs(picture))

    def rest(self, seconds: float = 600) -> int:
        """Wait until its work in the background is done; bytes of memory then."""
        deadline = clock() + seconds
        still = 0
        while still < 2 and clock() < deadline:
            busy = self.session.drain(1.0) is not None
            self.session.parse()
            still = 0 if busy or "indexing" in self.session.emulator.text() else still + 1
            self.sample()
        return self.sample()

    def rows(self, name: str, *more: Row) -> list[Row]:
        """What every case tells."""
        return [
            Row(f"{name}: first screen", "ms", [self.first_screen], most=FIRST_SCREEN),
            Row("answering keys", "ms", [self.answering], most=FIRST_SCREEN),
            *more,
            Row(f"{name}: memory, at most", "MB", [self.peak], most=MEMORY),
        ]


def _names_its_keys(emulator: Emulator) -> bool:
    """What stands there before the program can answer a key has no line of keys."""
    return "? help" in emulator.rows()[-1]


def _slow(name: str, *seconds: float) -> Row:
    return Row(name, "ms", [max(seconds)], most=ANSWER)


def library(stage: Stage, count: int = 20_000) -> list[Row]:
    """A library of many articles, all its keys, and one of them opened."""
    folder = corpora.many(stage.folder / "many", count)
    with Watched(stage.scene("library", folder, shown="Library")) as watched:
        moved = [watched.answer(key) for key in ("j", "G", "g", "pagedown")]
        sorted_by = watched.press("o", "articles, by outlet")
        ordered = [watched.answer("o") for _ in range(6)]
        watched.press("/", "filter by")
        typed = [watched.answer(key) for key in "aldg"]
        watched.answer("enter")
        opened = watched.press("enter", "Aldgate 1/")
        watched.rest()
        found = watched.press("/", "search all articles")
        typed_late = [watched.answer(key) for key in "bridge"]
        return watched.rows(
            f"{count:,} articles",
            _slow("moving", *moved),
            Row("in another order, the first time", "ms", [sorted_by]),
            _slow("another order", *ordered),
            _slow("filtering, a key", *typed),
            _slow("opening an article", opened),
            _slow("searching, a key", found, *typed_late),
        )


def article(stage: Stage, size: int = 50_000_000) -> list[Row]:
    """One very long article."""
    path = corpora.long_article(stage.folder / f"long-{size}", size)
    shown = f"{corpora.OUTLETS[0]} reports"
    with Watched(stage.scene("article", path, shown=shown)) as watched:
        moved = [watched.answer(key) for key in ("j", "J", "space", "G", "k", "g")]
        tagged = watched.press("1", "saved")
        watched.rest()
        moved += [watched.answer(key) for key in ("G", "k", "g", "j")]
        return watched.rows(
            f"{size / 1e6:,.0f} MB article",
            _slow("moving", *moved),
            Row("a tag, saved", "ms", [tagged]),
        )


def line(stage: Stage, size: int = 1_000_000) -> list[Row]:
    """One very long line."""
    path = corpora.long_line(stage.folder / f"line-{size}", size)
    shown = f"{corpora.OUTLETS[0]} reports"
    with Watched(stage.scene("line", path, shown=shown)) as watched:
        moved = [watched.answer(key) for key in ("j", "j", "space", "w", "G", "k", "g")]
        session = watched.session
        session.resize((80, 24))
        moved += [watched.answer(key) for key in ("j", "G", "g")]
        return watched.rows(f"{size / 1e6:g} MB line", _slow("moving", *moved))


def tagged(stage: Stage, count: int = 20_000) -> list[Row]:
    """One article with very many annotations."""
    folder = stage.folder / f"tagged-{count}"
    corpora.long_article(folder, 40 * count)
    corpora.annotate(folder, spans=count, reach=40 * count)
    shown = f"{corpora.OUTLETS[0]} reports"
    with Watched(stage.scene("annotations", folder, shown=shown)) as watched:
        moved = [watched.answer(key) for key in ("j", "]", "G", "g", "m", "space")]
        tagged = watched.press("2", "saved")
        panels = [watched.press(key, name) for key, name in (("S", "Statistics"), ("q", shown))]
        return watched.rows(
            f"{count:,} annotations",
            _slow("moving", *moved),
            Row("a tag, saved", "ms", [tagged]),
            _slow("statistics", *panels),
        )


def board(stage: Stage, count: int = 50) -> list[Row]:
    """Many articles open together, and their claim board."""
    folder = corpora.many(stage.folder / f"board-{count}", count)
    corpora.claims(folder)
    with Watched(stage.scene("board", folder, shown="Library")) as watched:
        for number in range(count):
            watched.session.press("space")
            if number % 10 == 9:
                watched.session.settle(0.1)
        watched.press("enter", "Aldgate 1/")
        watched.session.settle(0.5, 10)
        opened = watched.press("C", "Claim board")
        moved = [watched.answer(key) for key in ("j", "l", "G", "g")]
        ordered = [watched.answer("o") for _ in range(3)]
        return watched.rows(
            f"{count} articles on the claim board",
            _slow("opening it", opened),
            _slow("moving", *moved),
            _slow("another order", *ordered),
        )


def resizing(stage: Stage, times: int = 100) -> list[Row]:
    """A terminal resized again and again."""
    folder = _five(stage)
    chance = random.Random(3)
    with Watched(stage.scene("resizing", folder, shown=corpora.OUTLETS[0])) as watched:
        before = watched.rest()
        for _ in range(times):
            watched.session.resize(chance.choice(SIZES))
            watched.session.drain(0.02)
        watched.session.resize((120, 40))
        answered = watched.answer()
        return watched.rows(
            f"resized {times} times", _slow("then a key", answered), _growth(before, watched.rest())
        )


def holding(stage: Stage) -> list[Row]:
    """Keys held down for a minute."""
    folder = _five(stage)
    with Watched(stage.scene("holding", folder, shown=corpora.OUTLETS[0])) as watched:
        watched.rest()
        middle = 0
        for number, key in enumerate(("j", "k", "w", "space", "backspace", "tab") * 2):
            _hold(watched, key, stage.seconds / 12)
            middle = watched.sample() if number == 5 else middle
        answered = watched.answer("tab")
        return watched.rows(
            f"keys held for {stage.seconds:.0f} s",
            _slow("then a key", answered),
            _growth(middle, watched.rest()),
        )


def pressing(stage: Stage, acts: int = 0) -> list[Row]:
    """Keys, clicks, pastes and sizes by chance; so many, or for as long as keys are held."""
    folder = stage.folder / "random"
    random_keys.prepare(folder / "reports")
    sitting = random_keys.Sitting(
        folder / "reports", folder / "home", command=stage.command, told=_tell
    )
    sitting.sit(acts) if acts else sitting.sit(seconds=stage.seconds)
    return [
        _growth(*random_keys.grown(sitting.samples)),
        Row(f"{sitting.done:,} random acts: memory, at most", "MB", [sitting.peak], most=MEMORY),
    ]


def _five(stage: Stage) -> Path:
    folder = Path(tempfile.mkdtemp(dir=stage.folder))
    corpora.event(folder)
    corpora.annotate(folder)
    return folder


def _hold(watched: Watched, key: str, seconds: float) -> None:
    """Thirty presses a second, as keyboards repeat."""
    data, end = encode(key), clock() + seconds
    while clock() < end:
        watched.session.program.write(data)
        due = clock() + 1 / 30
        while clock() < due:
            watched.session.drain(max(0.0, due - clock()))
        watched.session.parse()


def _growth(before: int, after: int) -> Row:
    return Row("memory grew by", "%", [max(0.0, after / before - 1)], most=GROWTH)


CASES: Mapping[str, Callable[[Stage], list[Row]]] = {
    "library": library,
    "article": article,
    "line": line,
    "annotations": tagged,
    "board": board,
    "resizing": resizing,
    "holding": holding,
    "random": pressing,
}


def main() -> int:
    """Run the cases; the status is 1 when a limit was not kept."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("cases", nargs="*", metavar="CASE", help=", ".join(CASES))
    parser.add_argument("--hours", type=float, default=1 / 60, help="of held and random keys")
    parser.add_argument("--reader", default=CROSSREAD, help="another installed crossread")
    options = parser.parse_args()
    if unknown := set(options.cases) - set(CASES):
        parser.error(f"there is no case {', '.join(unknown)}; there are {', '.join(CASES)}")
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(Path(folder), (options.reader,), options.hours * 3600)
        rows = list(_measured(stage, options.cases or list(CASES)))
    print(markdown(rows))
    return 0 if all(row.met for row in rows) else 1


def _measured(stage: Stage, names: list[str]) -> Iterator[Row]:
    for name in names:
        _tell(f"{name} …")
        yield from CASES[name](stage)


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())

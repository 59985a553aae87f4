"""Presses keys by chance in the real reader, for as long as one likes, and looks at what is left.

python -m benchmarks.random_keys                               20,000 on made-up articles
python -m benchmarks.random_keys --acts 300000 --pace 0.004    what a person does in some 30 hours
python -m benchmarks.random_keys --seed 7 --size 40x12 --articles REPORTS --leaving

The same seed does the same. When the program ends, hangs, fails at something or leaves files that
cannot be read, that is told with the seed, the last acts, and the error; the status is 1.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import signal
import sys
import tempfile
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from . import corpora
from .acts import Act, acts
from .ttylat.emulator import Size
from .ttylat.processes import is_stopped, memory
from .ttylat.pseudoterminal import clock
from .ttylat.scene import Scene
from .ttylat.session import Painted

CROSSREAD = str(Path(sys.executable).with_name("crossread"))
PATIENCE = 300
"""Seconds after which it hangs; long, as whoever presses may be made to wait as well."""
TOLD = 60
"""How many of the last acts are told."""
_BURST = 20
"""Acts between looks at whether the program still runs."""
_ROUND = 1_000
"""Acts between looks at whether it still answers."""
_FAILED = re.compile(rb"failed;|could not be (?:put|read|brought)|NOT SAVED|change tries")
"""What a worker that failed makes the program say."""
_PASTES = 2004
"""The mode in which a terminal says what is pasted."""
_PASTED_TITLE = b"\x1b]0;"
_LEFT = b"\x1b[?1049l"


class Fault(Exception):
    """Something that must not happen; the message tells how to see it again."""


@dataclass
class Sitting:
    """One restless person at one collection; the program is started again whenever it is left.

    Attributes:
        pace: seconds between two acts.
        told: is given a line now and then.
        samples: bytes of memory after every burst, of each program that was started.
    """

    folder: Path
    home: Path
    seed: int = 5
    size: Size = (200, 50)
    pace: float = 0.02
    leaving: bool = False
    command: tuple[str, ...] = (CROSSREAD,)
    told: Callable[[str], object] = lambda line: None
    samples: list[list[int]] = field(default_factory=list[list[int]])
    done: int = 0

    def __post_init__(self) -> None:
        self._last: deque[Act] = deque(maxlen=TOLD)
        self._articles = _articles(self.folder)

    @property
    def peak(self) -> int:
        """The most memory that was seen; bytes."""
        return max((max(life, default=0) for life in self.samples), default=0)

    def sit(self, most: int = sys.maxsize, seconds: float = float("inf")) -> None:
        """Act until one of the limits is reached; raises `Fault`."""
        end = clock() + seconds
        still = acts(self.seed, self.size, leaving=self.leaving)
        while self.done < most and clock() < end:
            self._start()
            try:
                self._act_until_left(still, most, end)
            finally:
                self._session.close()
            self._look_at_files()

    def _start(self) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        scene = Scene(
            "random keys",
            (*self.command, str(self.folder)),
            self.home,
            size=self.size,
            env={"CROSSREAD_DEBUG": "1", "PYTHONFAULTHANDLER": "1"},
            fresh=not self.samples,
            preferred=False,
        )
        self._session = scene.open()
        self.samples.append([])
        # Until the terminal is the program's own, Ctrl-C ends it, as it should.
        if not self._wait_for(lambda screen: _PASTES in screen.modes):
            raise self._fault("never took the terminal")

    def _act_until_left(self, still: Iterator[Act], most: int, end: float) -> None:
        program = self._session.program
        while program.running and self.done < most and clock() < end:
            for _ in range(_BURST):
                self._do(next(still))
            self._rest()
            self._continue()
            if program.running:
                self.samples[-1].append(memory(program.process.pid))
            if self.done % _ROUND == 0:
                self._look()
        if program.running:
            self._come_back()
        if not program.running:
            self._check_end()

    def _do(self, act: Act) -> None:
        self._last.append(act)
        self.done += 1
        if act.size:
            self._session.resize(act.size)
        else:
            self._session.press(act.data)
        due = clock() + self.pace
        while (rest := due - clock()) > 0 and self._session.program.running:
            self._session.drain(rest)

    def _rest(self) -> None:
        """Wait for the answers, without looking at them: that would take most of the time."""
        for _ in range(PATIENCE):
            end = clock() + 1.0
            while clock() < end:
                if not self._session.drain(self.pace):
                    return self._session.skip()
        raise self._fault("never comes to rest")

    def _continue(self) -> None:
        """What a shell does for a program that was stopped, when its person says so."""
        pid = self._session.program.process.pid
        if self._session.program.running and is_stopped(pid):
            os.kill(pid, signal.SIGCONT)

    def _check_end(self) -> None:
        """Whether it ended as it should; raises `Fault` otherwise."""
        if code := self._session.program.process.returncode:
            raise self._fault(f"ended with status {code}")
        if left_on := self._session.left_on():
            raise self._fault(f"left behind {', '.join(left_on)}")

    def _look(self) -> None:
        """Whether it still answers, and has told of nothing that failed."""
        if self._session.program.running:
            self._come_back()
        used = max(self.samples[-1], default=0)
        self.told(f"seed {self.seed}: {self.done:,} acts, {used / 1e6:.0f} MB")
        raw = bytes(self._session.raw)
        if failed := _FAILED.search(raw):
            raise self._fault(f"told {failed[0].decode()!r}")
        if _PASTED_TITLE in raw:
            raise self._fault("let through what was pasted")
        if self._session.program.running:
            self._session.raw.clear()

    def _come_back(self) -> None:
        """Out of whatever was opened, and ask for help: a program that hangs does not give it."""
        self._session.resize((100, 30))
        for _ in range(PATIENCE // 20):
            for _ in range(8):
                self._session.press("escape")
                self._session.settle(0.3, 20)
                self._continue()
            self._session.press("?")  # which is another key right after escape, on a slow machine
            if self._wait_for(lambda screen: "type to find" in screen.text(), 20):
                self._session.press("escape")
                break
            if not self._session.program.running:
                return
        else:
            raise self._fault("gave no help")
        self._session.resize(self.size)
        self._session.settle(0.3, 20)

    def _wait_for(self, shown: Painted, seconds: int = PATIENCE) -> bool:
        """Wait for a picture; of a time in which nobody ran, both being stopped, little counts."""
        for _ in range(seconds):
            if self._session.wait_until(shown, 1.0) is not None:
                return True
            if not self._session.program.running:
                return False
            self._continue()
        return False

    def _look_at_files(self) -> None:
        """Articles are what they were, everything else can be read; raises `Fault` otherwise."""
        from crossread.annotations.check import check_collection
        from crossread.articles.collection import load_collection

        if changed := [name for name, was in self._articles.items() if _state(name) != was]:
            raise self._fault(f"changed {', '.join(map(str, changed))}")
        if found := check_collection(load_collection([self.folder])):
            raise self._fault(f"left {found[0].path}: {found[0].message}")

    def _fault(self, problem: str) -> Fault:
        session = self._session
        shown = ""
        if session.program.running:
            session.settle(0.2)
            shown = "\n".join(row for row in session.emulator.rows() if row)
            session.raw.clear()
            os.kill(session.program.process.pid, signal.SIGABRT)  # Python tells where it is
        session.wait_for_end(10)
        shown += bytes(session.raw).rpartition(_LEFT)[2].decode("utf-8", "replace")
        last = "  ".join(act.name for act in self._last)
        return Fault(
            f"the program {problem} after {self.done:,} acts with seed {self.seed}, size "
            f"{self.size[0]}x{self.size[1]}; the last acts:\n{last}\nwhat it shows:\n{shown}"
        )


_State = tuple[bytes, int] | None
"""Content and time of a file; nothing when it is gone."""


def _articles(folder: Path) -> dict[Path, _State]:
    return {path: _state(path) for path in folder.iterdir() if path.suffix == ".txt"}


def _state(path: Path) -> _State:
    return (path.read_bytes(), path.stat().st_mtime_ns) if path.exists() else None


def grown(samples: list[list[int]]) -> tuple[int, int]:
    """Memory in the second quarter of the longest life of the program, and in its last; bytes."""
    longest = max(samples, key=len)
    half = len(longest) // 2
    return max(longest[half // 2 : half], default=longest[0]), max(longest[-max(1, half // 2) :])


def prepare(folder: Path, articles: Path | None = None) -> None:
    """Fill a folder with articles to read, annotations, and claims."""
    if articles:
        folder.mkdir(parents=True)
        for path in articles.glob("*.txt"):
            shutil.copy(path, folder)
    else:
        corpora.event(folder)
    corpora.annotate(folder, reach=2_000)
    corpora.claims(folder, count=6)


def main() -> int:
    """Sit at a copy of the articles; the status is 1 when something went wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--acts", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--size", default="200x50", help="columns and rows")
    parser.add_argument("--pace", type=float, default=0.02, help="seconds between two acts")
    parser.add_argument("--articles", type=Path, help="text files, of which copies are read")
    parser.add_argument("--leaving", action="store_true", help="also leave, and start again")
    parser.add_argument("--reader", default=CROSSREAD, help="another installed crossread")
    options = parser.parse_args()
    columns, rows = map(int, options.size.split("x"))
    with tempfile.TemporaryDirectory() as place:
        prepare(folder := Path(place) / "reports", options.articles)
        sitting = Sitting(
            folder,
            Path(place) / "home",
            options.seed,
            (columns, rows),
            options.pace,
            options.leaving,
            (options.reader,),
            told=lambda line: print(line, file=sys.stderr, flush=True),
        )
        try:
            sitting.sit(options.acts)
        except Fault as fault:
            print(fault)
            return 1
    before, after = grown(sitting.samples)
    print(
        f"seed {options.seed}, {options.size}: {sitting.done:,} acts, {len(sitting.samples)} "
        f"starts; memory {before / 1e6:.0f} MB, later {after / 1e6:.0f} MB, at most "
        f"{sitting.peak / 1e6:.0f} MB"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Measures the reader against its peers in the same run, and prints a table of ratios and budgets.

python -m benchmarks.reader              everything, about three minutes
python -m benchmarks.reader start keys   only these groups
python -m benchmarks.reader --help
"""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from . import corpora
from .peers import programs
from .ttylat import measures
from .ttylat.keys import wheel
from .ttylat.processes import prefer
from .ttylat.report import Row, in_turn, markdown, p95
from .ttylat.scene import Scene
from .ttylat.session import Session

CROSSREAD = str(Path(sys.executable).with_name("crossread"))
WHEEL = wheel(20, 20)
SLOW_LINK = 250_000  # bytes per second


@dataclass(frozen=True)
class Stage:
    """Where it is measured: a folder of its own, and how often."""

    folder: Path
    rounds: int
    command: tuple[str, ...]

    @cached_property
    def five(self) -> Scene:
        """Five columns with 300 annotations at 200×50."""
        paths = corpora.event(self.folder / "event")
        corpora.annotate(self.folder / "event")
        return self._reader(paths, corpora.OUTLETS)

    @cached_property
    def long(self) -> Scene:
        """One article of 5 MB."""
        path = corpora.long_article(self.folder / "long")
        return self._reader([path], [f"{corpora.OUTLETS[0]} reports"])

    @cached_property
    def minimal(self) -> Scene:
        """The minimal Textual app."""
        return programs.minimal_app(self._home("minimal"))

    @cached_property
    def nothing(self) -> Scene:
        """Python with nothing to do."""
        return programs.nothing(self._home("nothing"))

    @cached_property
    def less(self) -> Scene:
        """The pager on one of the articles."""
        return programs.less(self._first_article, corpora.OUTLETS[0], self._home("less"))

    @cached_property
    def frogmouth(self) -> Scene | None:
        """frogmouth on one of the articles; None where it cannot be installed."""
        article = self._first_article.with_suffix(".md")
        article.write_text(self._first_article.read_text("utf-8"), "utf-8")
        try:
            return programs.frogmouth(article, corpora.OUTLETS[0], self._home("frogmouth"))
        except subprocess.CalledProcessError:
            print("frogmouth cannot be installed: its rows are left out", file=sys.stderr)
            return None

    @cached_property
    def _first_article(self) -> Path:
        return corpora.event(self.folder / "plain")[0]

    def _reader(self, paths: Sequence[Path], shown: Sequence[str]) -> Scene:
        command = (*self.command, *map(str, paths))
        home, first = self._home("crossread"), f"{corpora.OUTLETS[0]} 1/"
        return Scene("crossread", command, home, tuple(shown), key="j", gone=first)

    def _home(self, name: str) -> Path:
        home = self.folder / "homes" / name
        home.mkdir(parents=True, exist_ok=True)
        return home


def starting(stage: Stage) -> list[Row]:
    """From the command to text, to answered keys, and back to the shell."""
    scenes = {scene.name: scene for scene in (stage.five, stage.minimal, stage.less)}
    timed: dict[str, Callable[[], measures.Start | float]] = {
        name: lambda scene=scene: measures.start(scene) for name, scene in scenes.items()
    }
    timed[stage.nothing.name] = lambda: measures.run_to_end(stage.nothing)
    results = in_turn(stage.rounds, timed)
    starts = {
        name: [one for one in results[name] if isinstance(one, measures.Start)] for name in scenes
    }
    ours, small, pager = (starts[name] for name in scenes)
    pass_name, app_name = stage.nothing.name, stage.minimal.name
    passed = [one for one in results[pass_name] if isinstance(one, float)]
    return [
        Row(
            "five columns readable and answering keys",
            "ms",
            [one.answering for one in ours],
            [one.answering for one in small],
            app_name,
            ratio=1.25,
        ),
        Row(
            "five columns readable",
            "ms",
            [one.readable for one in ours],
            [one.readable for one in small],
            app_name,
            ratio=1.5,
        ),
        Row(
            "the same, time on a core",
            "ms",
            [one.working for one in ours],
            [one.working for one in small],
            app_name,
        ),
        Row(
            "the same, to the pager's page",
            "ms",
            [one.readable for one in ours],
            [one.readable for one in pager],
            stage.less.name,
        ),
        Row(
            "first readable text",
            "ms",
            [one.first_text for one in ours],
            passed,
            pass_name,
            ratio=4,
        ),
        Row(
            "leaving",
            "ms",
            [one.leaving for one in ours],
            [one.leaving for one in small],
            app_name,
            most=0.1,
        ),
    ]


def keys(stage: Stage) -> list[Row]:
    """From a key to the picture that answers it."""
    presses = max(20, stage.rounds * 8)
    with ExitStack() as open_sessions:

        def opened(scene: Scene) -> Session:
            return open_sessions.enter_context(measures.opened(scene))

        ours, small, pager = opened(stage.five), opened(stage.minimal), opened(stage.less)
        rival = opened(stage.frogmouth) if stage.frogmouth else None
        timed: dict[str, Callable[[], measures.Answer]] = {
            "scroll": lambda: measures.press(ours, WHEEL),
            "sentence": lambda: measures.press(ours, "j"),
            "caret": lambda: measures.press(ours, "w"),
            "app": lambda: measures.press(small, "x"),
            "less": lambda: measures.press(pager, "j"),
        }
        if rival:
            timed["frogmouth"] = lambda: measures.press(rival, "down")
        results = in_turn(presses, timed)
        selecting = _selecting(ours, presses // 2)
    paints = {name: [one.paint for one in answers] for name, answers in results.items()}
    frogmouth = paints.get("frogmouth", [])
    app = stage.minimal.name
    written = [float(one.written) for one in (*results["caret"], *selecting)]
    selected = [one.paint for one in selecting]
    return [
        Row("scroll one line", "ms", paints["scroll"], frogmouth, "frogmouth", ratio=0.33),
        Row("scroll one line, p95", "ms", paints["scroll"], most=0.016, judge=p95),
        Row("next sentence, columns follow", "ms", paints["sentence"], frogmouth, "frogmouth"),
        Row("next sentence, p95", "ms", paints["sentence"], judge=p95),
        Row("caret by a word", "ms", paints["caret"], paints["app"], app, ratio=2),
        Row("selection by a word", "ms", selected, paints["app"], app, ratio=2),
        Row("written for either, p95", "kB", written, most=8000, judge=p95),
        Row("scroll one line, to the pager's", "ms", paints["scroll"], paints["less"], "less"),
    ]


def _selecting(session: Session, presses: int) -> list[measures.Answer]:
    session.press("v")
    session.settle()
    return [measures.press(session, "w") for _ in range(presses)]


def holding(stage: Stage) -> list[Row]:
    """A key held down, near and over a slow link."""
    with measures.opened(stage.five) as session:
        near = measures.hold(session, "j", rate=30, seconds=2)
    with measures.opened(replace(stage.five, bytes_per_second=SLOW_LINK)) as session:
        far = measures.hold(session, "j", rate=30, seconds=2)
    return [
        Row("held at 30/s for 2 s: frames of 60", "frames", [near.frames], least=60),
        Row("held: lag after the last press", "ms", [near.lag], most=0.033),
        Row("held: a core's share", "%", [near.working / 2]),
        Row("the same at 250 kB/s: lag", "ms", [far.lag], most=0.3),
    ]


def size(stage: Stage) -> list[Row]:
    """An article of 5 MB."""
    app = stage.minimal.name
    measures.prepare(stage.long)
    results = in_turn(
        max(3, stage.rounds // 2),
        {
            "long": lambda: measures.start(stage.long),
            "app": lambda: measures.start(stage.minimal),
        },
    )
    with measures.opened(stage.minimal) as session:
        small_held = measures.memory_at_rest(session)
    with measures.opened(stage.long) as session:
        held = measures.memory_at_rest(session)
        ends, tops = [], []
        for _ in range(5):
            ends.append(measures.press(session, "G").paint)
            tops.append(measures.press(session, "g").paint)
        narrow = [measures.resize(session, (width, 50)).settled for width in (150, 90, 60, 200)]
    long, small = results["long"], results["app"]
    return [
        Row(
            "5 MB: readable",
            "ms",
            [one.readable for one in long],
            [one.readable for one in small],
            app,
            ratio=1.5,
        ),
        Row("5 MB: jump to the end", "ms", ends, most=0.016),
        Row("5 MB: jump to the top", "ms", tops, most=0.016),
        Row("5 MB: another width, to the last byte", "ms", narrow, most=0.06),
        Row("5 MB: memory", "MB", [held], [small_held], app, ratio=2),
    ]


def idling(stage: Stage) -> list[Row]:
    """Left alone with five columns."""
    app = stage.minimal.name
    measures.prepare(stage.five)
    with measures.opened(stage.five) as ours, measures.opened(stage.minimal) as small:
        held, small_held = measures.memory_at_rest(ours), measures.memory_at_rest(small)
        quiet, peer = measures.idle(ours), measures.idle(small)
    return [
        Row(
            "idle: work per second",
            "ms",
            [quiet.working],
            [peer.working],
            app,
            most=0.002,
        ),
        Row("idle: written per second", "B", [quiet.written], most=0),
        Row("memory, five articles", "MB", [held], [small_held], app, ratio=1.5),
    ]


GROUPS = {"start": starting, "keys": keys, "hold": holding, "size": size, "idle": idling}


def machine() -> str:
    """The class of machine, without its name."""
    return (
        f"{datetime.date.today()}, {platform.system()} {platform.machine()}, "
        f"{os.cpu_count()} cores, Python {platform.python_version()}"
    )


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reader", description=__doc__)
    parser.add_argument("groups", nargs="*", metavar="GROUP", help=f"{', '.join(GROUPS)}; all")
    parser.add_argument("--rounds", type=int, default=7, help="how often each is started (7)")
    parser.add_argument("--reader", default=CROSSREAD, help="another crossread to measure")
    options = parser.parse_args()
    if unknown := set(options.groups) - set(GROUPS):
        parser.error(f"no group is called {', '.join(sorted(unknown))}")
    if not prefer(os.getpid()):
        print("cannot run before other programs: keep the machine quiet", file=sys.stderr)
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(Path(folder), options.rounds, (options.reader,))
        rows: list[Row] = []
        try:
            for name in options.groups or GROUPS:
                print(f"measuring: {name}", file=sys.stderr)
                rows += GROUPS[name](stage)
        except measures.StuckError as stuck:
            sys.exit(str(stuck))
    print(f"{machine()}\n\n{markdown(rows)}")
    return 0 if all(row.met for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())

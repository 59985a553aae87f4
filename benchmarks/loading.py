"""Opening a thousand text articles of 3 kB, against reading and decoding them.

    python benchmarks/loading.py [--articles 1000] [--budget 10]

Both are measured in CPU time, in turn, and the fastest of several runs counts. Exits with 1 when
loading takes more than ``--budget`` times as long.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from crossread.articles.collection import load_collection
from crossread.seeds import sample_paths

RUNS = 7
SIZE = 3_000  # code points


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--budget", type=float, default=10.0)
    options = parser.parse_args()
    missed = 0
    for kind, front_matter in (("bare text", False), ("with front matter", True)):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write_articles(folder, options.articles, front_matter)
            plain, ours = measure(
                lambda folder=folder: read_plainly(folder),
                lambda folder=folder: load_collection([folder]),
            )
        ratio = ours / plain
        missed += ratio > options.budget
        print(
            f"{options.articles:,} articles, {kind}: read {plain * 1000:.0f} ms, "
            f"loaded {ours * 1000:.0f} ms, {ratio:.1f} × (at most {options.budget:g} ×)"
        )
    return 1 if missed else 0


def write_articles(folder: Path, count: int, front_matter: bool) -> None:
    """The sample articles, cut to size, over and over."""
    samples = [path.read_text(encoding="utf-8") for path in sample_paths()]
    for number in range(count):
        text = samples[number % len(samples)]
        if not front_matter:
            text = text.split("---\n", 2)[2]
        (folder / f"{number:05}.txt").write_text(text[:SIZE], encoding="utf-8")


def read_plainly(folder: Path) -> list[str]:
    return [path.read_bytes().decode() for path in sorted(folder.iterdir())]


def measure(plain: Callable[[], object], ours: Callable[[], object]) -> tuple[float, float]:
    """CPU seconds of each, the fastest of several runs in turn."""
    best = [float("inf"), float("inf")]
    for _ in range(RUNS):
        for index, work in enumerate((plain, ours)):
            start = time.process_time()
            work()
            best[index] = min(best[index], time.process_time() - start)
    return best[0], best[1]


if __name__ == "__main__":
    sys.exit(main())

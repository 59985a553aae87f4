"""A durable save of one tag, against one fsynced write of the same bytes.

    python -m benchmarks.saving [--rounds 200] [--budget 3] [--folder DIR]

Each round tags one more sentence, saves (history, temporary file, rename, folder: all synced) and
then writes the sidecar's bytes once more to another file and syncs that. The 95th percentiles are
compared; exits with 1 when saving takes more than ``--budget`` times as long. Opening and staging
are shown too.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from crossread.annotations.model import annotate
from crossread.annotations.workspace import PutAnnotation, Workspace
from crossread.articles.article import Article
from crossread.articles.collection import Collection
from crossread.seeds import sample_paths

WARM_UP = 10
SIZES = (0, 20, 300)  # annotations that the article already has


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--budget", type=float, default=3.0)
    parser.add_argument("--folder", help="where to write (the disk that counts)")
    options = parser.parse_args()
    missed = 0
    for size in SIZES:
        with tempfile.TemporaryDirectory(dir=options.folder) as name:
            ours, plain = measure(samples(Path(name)), size, options.rounds)
        ratio = p95(ours) / p95(plain)
        missed += ratio > options.budget
        print(
            f"{size} annotations: written once {told(plain)}, saved {told(ours)}, "
            f"p95 {ratio:.2f} × (at most {options.budget:g} ×)"
        )
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        print(*large(samples(Path(name))), sep="\n")
    return 1 if missed else 0


def samples(folder: Path) -> Collection:
    """The sample articles in a folder of their own."""
    articles: list[Article] = []
    for path in sample_paths():
        text = path.read_text(encoding="utf-8")
        (folder / path.name).write_text(text, encoding="utf-8")
        articles.append(Article(path.name, folder / path.name, text))
    return Collection(folder, tuple(articles))


def measure(collection: Collection, size: int, rounds: int) -> tuple[list[float], list[float]]:
    """Seconds of each save, and of each single write of the same bytes."""
    workspace = Workspace.open(collection)
    fill(workspace, size)
    article = collection.articles[0]
    sidecar = collection.root / f"{article.id}.annotations.json"
    ours: list[float] = []
    plain: list[float] = []
    for number in range(WARM_UP + rounds):
        start = number * 3 % (len(article.text) - 60)
        made = annotate(article, start, start + 60, tags=("asserts",))
        workspace.stage("tag", [PutAnnotation(made)])
        ours.append(timed(workspace.flush))
        data = sidecar.read_bytes()
        plain.append(timed(lambda data=data: write_once(collection.root / "once.json", data)))
        workspace.undo()  # so that the size stays the same; saved along with the next tag
    return ours[WARM_UP:], plain[WARM_UP:]


def fill(workspace: Workspace, size: int) -> None:
    article = workspace.collection.articles[0]
    made = (annotate(article, n % 900, n % 900 + 60, tags=("asserts",)) for n in range(size))
    workspace.stage("fill", [PutAnnotation(one) for one in made])
    workspace.flush()


def large(collection: Collection) -> list[str]:
    """Opening the samples with a few annotations each, and staging in an article with very many."""
    for article in collection.articles:
        part = Collection(collection.root, (article,))
        fill(Workspace.open(part), 20)
    opening = [timed(lambda: Workspace.open(collection)) for _ in range(20)]
    workspace = Workspace.open(collection)
    fill(workspace, 20_000)
    article = collection.articles[0]
    staging: list[float] = []
    for _ in range(100):
        workspace.annotations(article.id)
        edit = PutAnnotation(annotate(article, 9, 99))
        staging.append(timed(lambda edit=edit: workspace.stage("tag", [edit])))
    return [
        f"opening five sidecars: {told(opening)}",
        f"staging one tag among 20,000: {told(staging)}",
        f"saving it: {timed(workspace.flush) * 1000:.0f} ms",
        f"opening the 20,000: {timed(lambda: Workspace.open(collection)) * 1000:.0f} ms",
    ]


def write_once(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    os.write(descriptor, data)
    os.fsync(descriptor)
    os.close(descriptor)


def timed(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def p95(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=20)[-1]


def told(seconds: list[float]) -> str:
    middle = statistics.median(seconds)
    return f"{middle * 1000:.2f} ms (p95 {p95(seconds) * 1000:.2f})"


if __name__ == "__main__":
    sys.exit(main())

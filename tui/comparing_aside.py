"""Comparing long articles in a process of their own, so that no key waits for it. No Textual.

A thread would not do: it takes turns with the keys for the interpreter, and a set of long articles
keeps it busy for minutes.
"""

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from pathlib import Path

from ..articles.article import Article
from ..articles.parallels import ComparisonCancelled, ParallelFinder, Parallels
from ..articles.span import Span

ASIDE_FROM = 150_000
"""Code points of all articles together from which on a process of its own pays."""
_LOOK = 0.05
"""Seconds between looks at whether the work is still wanted."""


def compare_aside(
    articles: Sequence[Article],
    in_view: tuple[str, Sequence[Span]],
    folder: Path | None,
    cancelled: Callable[[], bool],
) -> Iterator[tuple[Parallels, bool]]:
    """The parallels of the sentences ``in_view`` (article id, spans) first, then all of them.

    Yields (parallels, whether they are all). Raises `ComparisonCancelled` when ``cancelled`` says
    so, and `OSError` or `EOFError` when the process cannot be started or dies.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    worker = context.Process(
        target=_work, args=(theirs, list(articles), in_view, folder), daemon=True
    )
    worker.start()
    theirs.close()
    try:
        for complete in (False, True):
            while not ours.poll(_LOOK):
                if cancelled():
                    raise ComparisonCancelled
            yield Parallels(articles, ours.recv()), complete
    finally:
        worker.kill()
        worker.join()
        worker.close()
        ours.close()


def _work(
    out: Connection,
    articles: list[Article],
    in_view: tuple[str, Sequence[Span]],
    folder: Path | None,
) -> None:
    if folder is None:
        finder = ParallelFinder(articles)
        out.send(finder.compare(*in_view))
        out.send(finder.run())
        return
    from ..articles.parallel_cache import cached_parallels

    out.send(ParallelFinder(articles).compare(*in_view))
    out.send(list(cached_parallels(articles, folder).pairs))

"""Comparing long articles in a process of their own, so that no key waits for it. No Textual.

A thread would not do: it takes turns with the keys for the interpreter, and a set of long articles
keeps it busy for minutes. Nor would a `multiprocessing.Process`: to start one, Python hands on
standard error, of which Textual says that it has no descriptor.
"""

import multiprocessing
import os
import pickle
import subprocess
import sys
import threading
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
    ours, theirs = multiprocessing.Pipe(duplex=False)
    with ours, theirs:
        # -P: never import from the folder that crossread happens to be started in.
        worker = subprocess.Popen(
            [sys.executable, "-P", "-m", __name__, str(theirs.fileno())],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
            start_new_session=True,  # the terminal's ctrl+c is for the reader only
        )
        theirs.close()
        assert worker.stdin is not None
        try:
            pickle.dump((list(articles), in_view, folder), worker.stdin)
            worker.stdin.flush()
            for complete in (False, True):
                while not ours.poll(_LOOK):
                    if cancelled():
                        raise ComparisonCancelled
                yield Parallels(articles, ours.recv()), complete
        finally:
            worker.kill()
            worker.communicate()


def _work(
    out: Connection,
    articles: list[Article],
    in_view: tuple[str, Sequence[Span]],
    folder: Path | None,
) -> None:
    finder = ParallelFinder(articles)
    out.send(finder.compare(*in_view))
    if folder is None:
        out.send(finder.run())
        return
    from ..articles.parallel_cache import cached_parallels

    out.send(list(cached_parallels(articles, folder).pairs))


def main() -> None:
    """Do the work that standard input tells of; end with whoever gave it."""
    asked = pickle.load(sys.stdin.buffer)

    def end_with_reader() -> None:
        sys.stdin.buffer.read()
        os._exit(1)

    threading.Thread(target=end_with_reader, daemon=True).start()
    _work(Connection(int(sys.argv[1]), readable=False), *asked)


if __name__ == "__main__":
    main()

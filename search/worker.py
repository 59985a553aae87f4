"""The index in a process of its own, so that a reader's keys never wait for a search.

The two talk over pipes in pickled tuples: a request is (method, arguments), a reply one of
("step",), ("result", value) or ("error", exception).
"""

import contextlib
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from .errors import Cancelled
from .query import Node
from .results import SearchError
from .searcher import Answer
from .service import Draft, LocalService


class RemoteService:
    """A `Service` in another process, which is started again, once for each call, when it dies."""

    def __init__(self, folder: Path, opened: Collection[str]) -> None:
        self._folder = folder
        self._opened = list(opened)
        self._closed = False
        self._talking = threading.Lock()
        self._start()

    def known(self) -> dict[str, str]:
        """See `Service`."""
        return self._call("known")

    def write(
        self, drafts: Sequence[Draft], gone: Collection[str], step: Callable[[], bool]
    ) -> None:
        """See `Service`."""
        self._call("write", list(drafts), list(gone), step=step)

    def answer(self, query: str, node: Node, limit: int | None, suggest: bool) -> Answer:
        """See `Service`."""
        return self._call("answer", query, node, limit, suggest)

    def close(self) -> None:
        """End the process. What it has not finished writing is as if never begun."""
        self._closed = True
        self._end()

    def _call(self, method: str, *arguments: Any, step: Callable[[], bool] = lambda: True) -> Any:
        with self._talking:
            for _ in range(2):
                try:
                    return self._talk((method, arguments), step)
                except _Died:
                    self._end()
                    if self._closed:
                        raise SearchError("The search index is closed.") from None
                    self._start()
        raise SearchError(
            "The search process stopped unexpectedly, twice; close crossread, "
            f"delete the folder {self._folder} and open the articles again."
        )

    def _talk(self, request: object, step: Callable[[], bool]) -> Any:
        self._send(request)
        while True:
            match self._receive():
                case ("result", value):
                    return value
                case ("error", error):
                    raise error
                case _:
                    if not step():
                        self._end()
                        self._start()
                        raise Cancelled

    def _start(self) -> None:
        # -P: never import from the folder that crossread happens to be started in.
        command = [sys.executable, "-P", "-m", "crossread.search.worker"]
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # the terminal's ctrl+c is for the reader only
            )
        except OSError as error:
            reason = error.strerror
            raise SearchError(f"The search process cannot be started: {reason}.") from error
        with contextlib.suppress(_Died):  # the first request will find out
            self._send((self._folder, self._opened))

    def _end(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def _send(self, message: object) -> None:
        pipe = self._process.stdin
        assert pipe is not None
        try:
            pickle.dump(message, pipe, pickle.HIGHEST_PROTOCOL)
            pipe.flush()
        except (OSError, ValueError) as error:
            raise _Died from error

    def _receive(self) -> Any:
        pipe = self._process.stdout
        assert pipe is not None
        try:
            return pickle.load(pipe)
        except (OSError, EOFError, ValueError, pickle.UnpicklingError) as error:
            raise _Died from error


class _Died(Exception):
    """The process ended before it answered."""


def serve(requests: BinaryIO, replies: BinaryIO) -> None:
    """Answer requests until there are no more."""

    def reply(*message: object) -> None:
        pickle.dump(message, replies, pickle.HIGHEST_PROTOCOL)
        replies.flush()

    def step() -> bool:
        reply("step")
        return True

    service = LocalService(*pickle.load(requests))
    while True:
        try:
            method, arguments = pickle.load(requests)
        except EOFError:
            return
        if method == "write":
            drafts, gone = arguments
            arguments = (_let_go(drafts), gone, step)
            del drafts
        try:
            reply("result", getattr(service, method)(*arguments))
        except Exception as error:
            error.__cause__ = error.__context__ = None
            reply("error", error)


def _let_go(drafts: list[Draft]) -> Iterator[Draft]:
    """One after the other, none of which is held any longer."""
    drafts.reverse()
    while drafts:
        yield drafts.pop()


def main() -> None:
    """Serve on standard input and output, where nothing else may print."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with contextlib.suppress(BrokenPipeError, EOFError):
        serve(sys.stdin.buffer, replies)


if __name__ == "__main__":
    main()

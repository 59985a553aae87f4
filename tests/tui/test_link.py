import os
import pty
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

from crossread.tui.frames import is_congested


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[int, int]]:
    """A terminal on standard error: (the terminal's side, ours)."""
    master, slave = pty.openpty()
    os.set_blocking(master, False)
    os.set_blocking(slave, False)
    with os.fdopen(slave, "w", closefd=False) as stream:
        monkeypatch.setattr(sys, "__stderr__", stream)
        yield master, slave
    os.close(slave)
    os.close(master)


def until(state: bool, act: Callable[[], object]) -> None:
    """Repeat ``act`` until the terminal is, or is not, congested: the kernel takes its time."""
    for _ in range(500):
        with suppress(BlockingIOError):
            while True:
                act()
        if is_congested() is state:
            return
        time.sleep(0.01)


def test_a_terminal_that_does_not_read_is_congested(terminal: tuple[int, int]) -> None:
    master, slave = terminal
    assert not is_congested()
    until(True, lambda: os.write(slave, b"x" * 1000))
    assert is_congested()
    until(False, lambda: os.read(master, 100_000))
    assert not is_congested()


def test_what_is_no_terminal_is_never_congested(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "__stderr__", None)
    assert not is_congested()
    closed = os.fdopen(os.dup(1), "w")
    closed.close()
    monkeypatch.setattr(sys, "__stderr__", closed)
    assert not is_congested()

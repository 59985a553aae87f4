"""One program saves at a time, and a turn that could not be given back does no harm."""

import errno
import fcntl
import os
from pathlib import Path

import pytest

from crossread.annotations.layout import Layout
from crossread.annotations.turn import Turn


@pytest.mark.parametrize("times", [1, 3])
def test_a_turn_that_could_not_be_given_back_is_given_back_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    failures = [errno.EIO] * times
    flock = fcntl.flock

    def failing(file: int, what: int) -> None:
        if what & fcntl.LOCK_UN and failures:
            raise OSError(failures.pop(), os.strerror(errno.EIO))
        flock(file, what)

    monkeypatch.setattr(fcntl, "flock", failing)
    layout = Layout(tmp_path, None, "")
    layout.lock.parent.mkdir(parents=True)
    one, other = Turn(layout), Turn(layout)
    for _ in range(times):
        with pytest.raises(OSError, match="Input/output"), one:
            pass
    for turn in (one, other, one):
        with turn:
            pass
    assert not failures

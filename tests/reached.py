"""What a log of `tests/audited.py` says was reached."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

_STARTED = (
    [sys.executable, "-P", "-m", "crossread.search.worker"],
    ["uname", "-p"],  # Python's own `platform`, for `crossread doctor`
)


def assert_stayed_inside(log: Path, news: Path) -> None:
    """Nothing of the collection at ``news`` was run, and nothing beside it was opened.

    Nor was any program started but those two. See `tests/bait.py`.
    """
    place = news.parent
    events = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    opened = [_followed(what, news) for event, what in events if event == "open"]
    assert news / "a.txt" in opened, "the log misses what was read"
    assert [path for path in opened if path and path.is_relative_to(place / "outside")] == []
    ran = [_followed(what, news) for event, what in events if event == "exec"]
    assert any(ran), "the log misses what was run"
    assert [path for path in ran if path and path.is_relative_to(news)] == []
    started = [what for event, what in events if event not in ("open", "exec")]
    assert [words for words in started if words not in _STARTED] == []
    assert not (place / "sprung").exists()


def _followed(what: object, start: Path) -> Path | None:
    if not isinstance(what, str) or what.startswith("<"):
        return None
    return Path(os.path.realpath(start / what))

"""Names of columns and files as people write them."""

from pathlib import Path

import pytest

from crossread.tui.names import end_of_path


@pytest.mark.parametrize(
    ("most", "shown"),
    [
        (80, "/tmp/a/state/crossread/copied.txt"),
        (33, "/tmp/a/state/crossread/copied.txt"),
        (30, "…/a/state/crossread/copied.txt"),
        (29, "…/state/crossread/copied.txt"),
        (12, "…/copied.txt"),
        (3, "…/copied.txt"),
    ],
)
def test_of_a_long_path_the_end_is_shown(most: int, shown: str) -> None:
    assert end_of_path(Path("/tmp/a/state/crossread/copied.txt"), most) == shown


def test_the_home_folder_is_a_tilde(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/rivera")
    path = Path("/home/rivera/.local/state/crossread/copied.txt")
    assert end_of_path(path, 40) == "~/.local/state/crossread/copied.txt"
    assert end_of_path(path, 24) == "…/crossread/copied.txt"

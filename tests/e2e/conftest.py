"""Programs for the tests of this folder, each in a terminal and a home folder of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import pytest

from tests.e2e.sitting import TEXT
from tests.e2e.terminal import CROSSREAD, Terminal
from tests.shim.preload import compiled, snapshot


class Start(Protocol):
    """Starts a program in a terminal; it is ended after the test."""

    def __call__(
        self,
        *command: str | Path,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> Terminal: ...


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The home folder of the programs of one test."""
    return tmp_path / "home"


@pytest.fixture
def start(home: Path) -> Iterator[Start]:
    """Starts any program: `start("less", path, size=(40, 12))`."""
    with ExitStack() as running:

        def run(
            *command: str | Path,
            size: tuple[int, int] = (80, 24),
            env: Mapping[str, str] | None = None,
            cwd: Path | None = None,
        ) -> Terminal:
            words = [str(word) for word in command]
            terminal = Terminal(words, home=home, size=size, env=env, cwd=cwd)
            return running.enter_context(terminal)

        yield run


@pytest.fixture
def crossread(start: Start) -> Start:
    """Starts the installed program: `crossread(folder, size=(200, 50))`."""

    def run(
        *command: str | Path,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> Terminal:
        return start(*CROSSREAD, *command, size=size, env=env, cwd=cwd)

    return run


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What spoils operations on files; see `tests.shim.preload.Shim`."""
    return compiled(tmp_path_factory.mktemp("shim"), "faults")


@pytest.fixture
def news(tmp_path: Path) -> Iterator[Path]:
    """A folder of two articles, untouched in the end."""
    folder = tmp_path / "news"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(TEXT, "utf-8")
    before = snapshot(folder)
    yield folder
    assert snapshot(folder) == before


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Mark every test of this folder `e2e`."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.e2e)

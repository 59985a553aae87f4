"""What importing a part of the program brings along: seen from a fresh interpreter."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

IMPORT_ALL = """
import importlib, json, pkgutil, sys
for name in {packages!r}:
    package = importlib.import_module(name)
    for module in pkgutil.walk_packages(package.__path__, name + "."):
        importlib.import_module(module.name)
print(json.dumps(sorted(sys.modules)))
"""

CORE = ("crossread.articles", "crossread.search", "crossread.annotations")
SCREEN = ("textual", "rich")
HEAVY = (
    "bs4",
    "charset_normalizer",
    "docx",
    "edlib",
    "lxml",
    "pandas",
    "pyarrow",
    "rapidfuzz",
    "spacy",
    "trafilatura",
    "whoosh",
)


def loaded(statement: str) -> set[str]:
    """The names of all modules that a fresh interpreter has after `statement`."""
    run = subprocess.run(
        [sys.executable, "-c", statement], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    return set(json.loads(run.stdout))


def after_importing(*packages: str) -> set[str]:
    """The modules that importing every module of `packages` brings along."""
    modules = loaded(IMPORT_ALL.format(packages=packages))
    assert set(packages) <= modules
    return modules


def below(modules: set[str], *packages: str) -> list[str]:
    """Those of `modules` that are one of `packages` or inside one."""
    return sorted(m for m in modules for p in packages if m == p or m.startswith(p + "."))


@pytest.fixture(scope="module")
def core() -> set[str]:
    """The modules that the whole core brings along."""
    return after_importing(*CORE)


def test_the_core_knows_no_screen(core: set[str]) -> None:
    assert below(core, *SCREEN) == []


@pytest.fixture(scope="module")
def everything_but_the_index() -> set[str]:
    """The modules that all parts bring along, save for search made of Whoosh."""
    return after_importing(
        "crossread.articles", "crossread.annotations", "crossread.tui", "crossread.cli"
    )


@pytest.mark.parametrize("library", HEAVY)
def test_a_library_is_imported_only_when_it_is_needed(
    everything_but_the_index: set[str], library: str
) -> None:
    assert below(everything_but_the_index, library) == []


@pytest.mark.parametrize(
    ("package", "above"),
    [
        ("articles", ("search", "annotations", "tui", "cli")),
        ("search", ("annotations", "tui", "cli")),
        ("annotations", ("search", "tui", "cli")),
        ("tui", ("cli",)),
    ],
)
def test_imports_run_one_way(package: str, above: tuple[str, ...]) -> None:
    modules = after_importing(f"crossread.{package}")
    assert below(modules, *(f"crossread.{name}" for name in above)) == []


def test_the_command_line_is_read_before_a_screen_library_is_imported() -> None:
    modules = loaded("import json, sys, crossread.cli.main; print(json.dumps(sorted(sys.modules)))")
    assert below(modules, *SCREEN, *HEAVY) == []

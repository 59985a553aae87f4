"""What the repository holds and what is installed from it."""

from __future__ import annotations

import configparser
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[1]
CODE = ("annotations", "articles", "cli", "search", "tui")
MACHINE_PATH = re.compile(r"(?<![\w.$}])/(?:root|home/\w+|Users/\w+)/\w")
OWN_REGISTRY = re.compile(r"https?://[\w.:-]*(?:artifactory|nexus|devpi|proxpi)", re.IGNORECASE)


def repository_files() -> list[Path]:
    """The files of the repository, relative to its root, committed or about to be."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if run.returncode != 0:
        pytest.skip("not a git checkout: cannot tell which files belong to the repository")
    names = (os.fsdecode(name) for name in run.stdout.split(b"\0") if name)
    return [Path(name) for name in names if (ROOT / name).is_file()]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[PurePosixPath]:
    """The paths inside a wheel, built from a copy so that the checkout stays as it is."""
    source, built = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in repository_files():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, source / name)
    build(source, built)
    (archive,) = built.glob("crossread-*.whl")
    with ZipFile(archive) as files:
        return {PurePosixPath(name) for name in files.namelist()}


def build(source: Path, built: Path) -> None:
    """Build a wheel of `source` into `built`; skips where no build backend can be had."""
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", str(built)]
    if has_backend():
        command.append("--no-build-isolation")
    run = subprocess.run([*command, str(source)], capture_output=True, text=True, check=False)
    if run.returncode and "No matching distribution found for setuptools" in run.stderr:
        pytest.skip("the build backend (setuptools) is not installed and cannot be downloaded")
    assert run.returncode == 0, run.stderr


def has_backend() -> bool:
    """Whether the running environment has a setuptools that is new enough."""
    probe = "import setuptools; raise SystemExit(int(setuptools.__version__.split('.')[0]) < 77)"
    run = subprocess.run([sys.executable, "-c", probe], capture_output=True, check=False)
    return run.returncode == 0


def shipped(folder: str, *suffixes: str) -> set[PurePosixPath]:
    """The repository's files below `folder` with one of `suffixes`, as a wheel names them."""
    files = (PurePosixPath(name) for name in repository_files())
    return {"crossread" / f for f in files if f.parts[0] == folder and f.suffix in suffixes}


@pytest.mark.parametrize("folder", CODE)
def test_the_wheel_holds_all_code_and_styles(wheel: set[PurePosixPath], folder: str) -> None:
    wanted = shipped(folder, ".py", ".css", ".tcss", ".toml", ".typed")
    assert wanted
    assert wanted - wheel == set()


def test_the_wheel_holds_the_sample_articles(wheel: set[PurePosixPath]) -> None:
    wanted = shipped("seeds", ".txt", ".md", ".py")
    assert len([path for path in wanted if path.suffix == ".txt"]) == 5
    assert wanted - wheel == set()


def test_the_wheel_is_typed(wheel: set[PurePosixPath]) -> None:
    assert {PurePosixPath("crossread", folder, "py.typed") for folder in CODE} <= wheel


def test_the_wheel_adds_one_name_only(wheel: set[PurePosixPath]) -> None:
    tops = {path.parts[0] for path in wheel}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"crossread"}


def test_the_wheel_holds_no_tests_and_no_benchmarks(wheel: set[PurePosixPath]) -> None:
    assert not [path for path in wheel if {"tests", "benchmarks"} & set(path.parts)]


def test_every_declared_dependency_has_a_lowest_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert [name for name in project["dependencies"] if not re.search(">=|==", name)] == []


def foreign_registries() -> set[str]:
    """Hosts that this machine's pip is told to use and that are nobody else's business."""
    settings = [os.environ.get("PIP_INDEX_URL", ""), os.environ.get("PIP_EXTRA_INDEX_URL", "")]
    for file in (Path.home() / ".config/pip/pip.conf", Path.home() / ".pip/pip.conf"):
        parser = configparser.ConfigParser()
        parser.read(file)
        settings += [value for section in parser.values() for value in section.values()]
    hosts = {host for setting in settings for host in re.findall(r"https?://([\w.-]+)", setting)}
    return hosts - {"pypi.org", "files.pythonhosted.org"}


def test_no_file_speaks_of_the_machine_it_was_written_on() -> None:
    words = {str(ROOT), *foreign_registries()}
    found: list[str] = []
    for name in repository_files():
        try:
            text = (ROOT / name).read_text("utf-8")
        except UnicodeDecodeError:
            continue
        if any(w in text for w in words) or MACHINE_PATH.search(text) or OWN_REGISTRY.search(text):
            found.append(str(name))
    assert found == []

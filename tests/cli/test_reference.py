"""The manual says what the program does: its generated pages are not stale."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from crossread.cli.arguments import ARGUMENTS
from crossread.cli.main import COMMANDS
from crossread.cli.parser import build, command_parser

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_reference", DOCS / "make_reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_of_commands_is_up_to_date(reference: ModuleType) -> None:
    page = (DOCS / "command-line.md").read_text("utf-8")
    assert reference.renewed("command-line.md") == page


def test_every_command_and_argument_is_described(reference: ModuleType) -> None:
    page = "\n".join(reference.commands())
    for name in COMMANDS:
        assert f"## crossread {name}\n" in page
        for argument in ARGUMENTS[name]:
            assert argument.help
            assert not argument.is_option or all(f"`{n}" in page for n in argument.names)


def test_help_and_the_page_know_the_same_arguments() -> None:
    assert set(ARGUMENTS) == set(COMMANDS)
    for name in COMMANDS:
        said = command_parser(name).format_help()
        for argument in ARGUMENTS[name]:
            assert all(one in said for one in (argument.names if argument.is_option else ()))


def test_the_parser_of_all_commands_tells_of_every_argument() -> None:
    seen: list[str] = []
    build(lambda argument, action: seen.append(argument.names[0]))
    assert seen == [argument.names[0] for each in ARGUMENTS.values() for argument in each]

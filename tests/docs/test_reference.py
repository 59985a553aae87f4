"""The generated pages are what the program says, and leave nothing out."""

from __future__ import annotations

import html

import pytest

from crossread.cli.main import COMMANDS as COMMAND_LINE
from crossread.tui.commands import COMMANDS, Command
from docs.make_reference import key_reference, stale

KEYS = "\n".join(key_reference())


def test_no_generated_page_is_stale() -> None:
    assert stale() == [], "run make docs"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_of_the_reader_is_documented(command: Command) -> None:
    rows = [row for row in KEYS.split("\n") if row.endswith(f"| `{command.id}` |")]
    assert len(rows) == 1
    assert html.unescape(rows[0]).count("<kbd>") == len(command.keys.split(","))
    assert f"| {command.title} |" in html.unescape(rows[0])


@pytest.mark.parametrize("name", COMMAND_LINE)
def test_every_command_of_the_command_line_is_documented(name: str) -> None:
    from docs.make_reference import DOCS

    assert f"## crossread {name}\n" in (DOCS / "command-line.md").read_text("utf-8")

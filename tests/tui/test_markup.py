"""No text is read as markup: found in the source, and tried where a title holds people's words."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.app import App

from crossread.articles.printable import printable
from crossread.tui.widgets.dialog import Frame
from tests.hostile import MARKUP, PAYLOADS
from tests.tui.conftest import Open

SOURCES = sorted((Path(__file__).parents[2] / "tui").rglob("*.py"))
READS_MARKUP = frozenset(
    """
    Static Label Button OptionList SelectionList Checkbox RadioButton Collapsible Tabs Tab TabPane
    Digits Link Log RichLog DataTable Tree DirectoryTree ListItem Markdown Pretty Rule Toast notify
    """.split()  # noqa: SIM905
)
"""Widgets and methods that take markup, unless they are told not to."""
TITLES = frozenset({"border_title", "border_subtitle", "tooltip"})
PARSERS = frozenset({"from_markup", "render_markup", "console.print"})


def faults(source: str) -> Iterator[tuple[int, str]]:
    """(line, what) of everything in a module that could read text as markup."""
    tree = ast.parse(source)
    frames = {"frame"} if "Frame() as frame" in source else set[str]()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            plain = any(
                one.arg == "markup" and getattr(one.value, "value", True) is False
                for one in node.keywords
            )
            if (name in READS_MARKUP and not plain) or name in PARSERS:
                yield node.lineno, name
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Attribute) and target.attr in TITLES:
                    held = ast.unparse(target.value)
                    if held not in frames and "query_one(Frame)" not in held:
                        yield node.lineno, f"{held}.{target.attr}"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_no_module_reads_text_as_markup(path: Path) -> None:
    assert list(faults(path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    "source",
    [
        "Static(text)",
        "widgets.Label(text, markup=True)",
        "self.notify(text)",
        "Content.from_markup(text)",
        "widget.border_title = text",
        "with Vertical() as frame:\n    frame.border_title = text",
    ],
)
def test_what_would_read_markup_is_found(source: str) -> None:
    assert len(list(faults(source))) == 1


@pytest.mark.parametrize("text", MARKUP.values(), ids=MARKUP)
async def test_the_titles_of_dialogs_are_text(text: str) -> None:
    async with App[None]().run_test() as pilot:
        frame = Frame()
        frame.styles.border = ("round", "white")
        await pilot.app.mount(frame)
        frame.border_title = f"Note · {text}"
        frame.border_subtitle = text
        assert frame.render_str(text).plain == text
        await pilot.pause()
        shown = [strip.text for strip in frame.render_lines(frame.region.at_offset((0, 0)))]
        assert text in shown[0]
        assert text in shown[-1]


async def test_a_notice_is_text_and_nothing_else(open_reader: Open) -> None:
    async with open_reader() as sitting:
        for payload in PAYLOADS:
            sitting.app.say(payload)
            assert sitting.notices[-1] == printable(payload)

"""That Textual works whole although parts of it are imported later."""

import json
import subprocess
import sys

import pytest

from crossread.tui.lean import LATER

PROBE = """
import json, sys
from crossread.tui.lean import LATER, import_textual
import_textual()
import_textual()
early = [name for name in (*LATER, "ssl", "textual.widgets._input") if name in sys.modules]
import asyncio, ssl, textual.app, textual.command, textual.theme, textual.types, rich.table
from textual.css.stylesheet import Stylesheet
import textual.color, textual.design
colours = textual.design.ColorSystem("red", dark=True)
table = textual.design.show_design(colours, colours)
themes = textual.theme.ThemeProvider(textual.app.App().get_default_screen())
print(json.dumps([
    early,
    textual.types.DirEntry.__name__,
    isinstance(themes, textual.command.Provider) and callable(themes.search),
    isinstance(textual.app.CommandPalette(), textual.command.CommandPalette),
    textual.app.CommandPalette.is_open == textual.command.CommandPalette.is_open,
    type(table).__name__,
    str(Stylesheet().parse_style("bold")),
    bool(ssl.SSLContext),
]))
"""


def test_what_is_left_out_comes_when_it_is_asked_for() -> None:
    done = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [[], "DirEntry", True, True, True, "Table", "bold", True]


@pytest.mark.parametrize("name", LATER)
def test_each_is_still_imported_by_textual_itself(name: str) -> None:
    probe = f"import sys, textual.app; print({name!r} in sys.modules)"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True", "need not be left out any more"

"""A path that is typed may be anything: it is answered in a sentence, and the reader goes on."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

Open = Callable[..., Any]

ASKING = {
    "passage": ("j", "p", "f"),
    "elsewhere": ("W",),
    "board": ("j", "1", "c", "enter", "q", "C", "w"),
    "codebook read": ("D", "o"),
    "codebook write": ("D", "w"),
    "export": ("X", "enter"),
    "import": ("I",),
}
"""The keys after which a path is asked for."""
ODD = {
    "nobody's home": "~nobody-is-called-so/x.csv",
    "too long a folder": f"/{'x' * 300}/y",
    "a device": "/dev/full",
    "markup": "/nowhere/[/]/[@click=app.quit]x",
}


@pytest.mark.parametrize("asking", ASKING)
async def test_odd_paths_are_answered_in_words(
    open_reader: Open, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asking: str
) -> None:
    monkeypatch.chdir(tmp_path)
    before = {path.name: path.read_bytes() for path in folder.glob("*.txt")}
    for name, odd in ODD.items():
        async with open_reader() as sitting:
            await sitting.press(*ASKING[asking])
            field = sitting.app.screen.query_one(Input)
            field.value = odd
            field.focus()
            await sitting.press("enter")
            assert sitting.app.is_running, name
    assert {path.name: path.read_bytes() for path in folder.glob("*.txt")} == before

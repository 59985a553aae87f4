"""The pictures come from the program, are all there, and ask nobody for anything."""

from __future__ import annotations

import re
import subprocess
import sys
from xml.etree import ElementTree

import pytest

from docs.make_screenshots import FOLDER, SHOTS, Shot
from tests.docs.pages import ROOT

NAMESPACES = {"http://www.w3.org/2000/svg"}


def test_every_picture_is_there_and_no_other() -> None:
    assert {path.stem for path in FOLDER.glob("*.svg")} == {shot.name for shot in SHOTS}


@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: shot.name)
def test_a_picture_fetches_nothing_and_names_no_folder(shot: Shot) -> None:
    text = (FOLDER / f"{shot.name}.svg").read_text("utf-8")
    ElementTree.fromstring(text)
    assert (
        set(re.findall(r"https?://[^\s\"'<]+", text)) - NAMESPACES - {"https://www.textualize.io"}
        == set()
    )
    assert "/tmp" not in text


def test_a_picture_is_the_same_whenever_it_is_made() -> None:
    code = (
        "from docs.make_screenshots import SHOTS, render;"
        "shot = next(s for s in SHOTS if s.name == 'reader-40x12');"
        "import sys; sys.stdout.write(str(render(shot) == render(shot)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.stdout == "True", run.stderr

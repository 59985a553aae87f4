"""Renders the pictures of the documentation from the program itself, on the sample articles.

    make screenshots                       all of them
    python docs/make_screenshots.py help   only those whose name holds a word

Sizes, theme and the work shown are fixed, and nothing of the user's own configuration, cache or
history is read, so the same program makes the same pictures, byte for byte.
"""

import asyncio
import os
import re
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crossread.tui.app import CrossreadApp

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "screenshots"

_FONT_FACE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: its size in cells, and how to come to what it shows."""

    name: str
    size: tuple[int, int]
    keys: tuple[str, ...] = ()
    start: str = ""
    """Words of an article to put the caret on before any key is pressed."""


_AS_KEYS = {" ": "space", "*": "asterisk"}


def typed(text: str) -> tuple[str, ...]:
    """The keys that type a text."""
    return tuple(_AS_KEYS.get(character, character) for character in text)


_SPLICED = "Bytedance said it was"
"""A quotation that every article has, each in its own way."""

SHOTS = (
    Shot("overview", (132, 36), start=_SPLICED),
    Shot("reader-40x12", (40, 12), ("j",)),
    Shot("reader-80x24", (80, 24), ("j", "j", "j")),
    Shot("reader-200x50", (200, 50), start=_SPLICED),
    Shot("search", (132, 36), ("/", *typed("secur* AND orac"))),
    Shot("differences", (132, 20), ("=",), start=_SPLICED),
    Shot("claim-board", (132, 22), ("C", "j", "right")),
    Shot("codebook", (132, 22), ("D",)),
    Shot("library", (132, 14), ("i",)),
    Shot("help", (100, 36), ("?",)),
)


def main(words: Sequence[str]) -> int:
    """Render the pictures whose names hold one of the words; all without words."""
    FOLDER.mkdir(exist_ok=True)
    for shot in SHOTS:
        if not words or any(word in shot.name for word in words):
            picture = render(shot)
            (FOLDER / f"{shot.name}.svg").write_text(picture, "utf-8")
            print(f"docs/screenshots/{shot.name}.svg")
    return 0


def render(shot: Shot) -> str:
    """The picture as SVG; raises what the program raises."""
    with tempfile.TemporaryDirectory() as folder:
        _keep_out_the_user(Path(folder))
        return tidy(asyncio.run(_photograph(shot, Path(folder))))


def tidy(svg: str) -> str:
    """Without the fonts that a browser would fetch from elsewhere, and with one final newline."""
    return "\n".join(line.rstrip() for line in _FONT_FACE.sub("", svg).strip().split("\n")) + "\n"


def _keep_out_the_user(folder: Path) -> None:
    """Point every folder of the user's to ``folder``, and ask for all colours."""
    os.environ["HOME"] = str(folder)
    for kind in ("CACHE", "CONFIG", "DATA", "STATE"):
        os.environ[f"XDG_{kind}_HOME"] = str(folder / kind.lower())
    os.environ.pop("NO_COLOR", None)
    os.environ["COLORTERM"] = "truecolor"


async def _photograph(shot: Shot, folder: Path) -> str:
    from crossread.tui.app import CrossreadApp
    from crossread.tui.session import Session
    from docs.worked_sample import worked_samples

    collection, workspace = worked_samples(folder / "reports")
    session = Session(collection, workspace)
    app = CrossreadApp(session, state=folder / "state", look="crossread-dark")
    async with app.run_test(size=shot.size) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        for article in collection.articles:
            if session.log:
                session.log.reach(article.id, len(article.text))
        if shot.start:
            _go_to(app, shot.start)
        for key in shot.keys:
            await pilot.press(key)
            await app.workers.wait_for_complete()
        await pilot.pause()
        picture = app.export_screenshot(title="crossread", simplify=True)
    session.close()
    return picture


def _go_to(app: "CrossreadApp", words: str) -> None:
    from crossread.tui.reader.screen import ReaderScreen

    article = next(a for a in app.session.articles if words in a.text)
    assert isinstance(app.screen, ReaderScreen)
    app.screen.go_to_passage(article.id, article.text.index(words))


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main(sys.argv[1:]))

"""Renders the pictures of the documentation from the program itself, on the sample articles.

    make screenshots                       all of them, and the page that shows every screen
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
from contextlib import chdir
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

if TYPE_CHECKING:
    from crossread.annotations.workspace import Workspace
    from crossread.articles.collection import Collection
    from crossread.tui.app import CrossreadApp

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "screenshots"

_CHECKSUM = re.compile(r"terminal-\d+-")
_CLIP = re.compile(r' clip-path="url\(#terminal-\d+-line-\d+\)"')
_CLIP_PATH = re.compile(r'<clipPath id="terminal-\d+-line-\d+">.*?</clipPath>', re.DOTALL)
_LINE_END = re.compile(r"<text [^>]*>\n</text>")
_FONT_FACE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: its size in cells, and how to come to what it shows."""

    name: str
    size: tuple[int, int]
    keys: tuple[str, ...] = ()
    start: str = ""
    """Words of an article to put the caret on before any key is pressed."""
    title: str = ""
    """What the screen is called on the page of all screens; empty keeps the picture off it."""
    edited: bool = False
    """Whether an article has changed since it was tagged."""


_CHANGES = (
    ("ByteDance turned down its bid", "ByteDance has turned down the bid"),
    ("TikTok denies this.", "TikTok has always denied this."),
    ("Whether that algorithm could form part of a transaction remains an open question", "No word"),
)
"""What an outlet changes in an article after it was tagged."""

_AS_KEYS = {" ": "space", "*": "asterisk"}


def typed(text: str) -> tuple[str, ...]:
    """The keys that type a text."""
    return tuple(_AS_KEYS.get(character, character) for character in text)


_SPLICED = "Bytedance said it was"
"""A quotation that every article has, each in its own way."""

_TAGGED = "ByteDance turned down its bid"
"""A tagged passage that belongs to a claim."""

SIZES = ((40, 12), (80, 24), (200, 50))
"""The sizes at which every screen is shown: columns and rows."""

_SCREENS = (
    Shot("reader", (0, 0), start=_SPLICED, title="Reader"),
    Shot("linear", (0, 0), ("Z",), start=_SPLICED, title="Reader, told in words"),
    Shot("jump", (0, 0), ("apostrophe",), start=_SPLICED, title="Jumping by letters"),
    Shot("search-panel", (0, 0), ("/", *typed("secur* AND orac")), title="Search"),
    Shot("tags", (0, 0), ("t",), start=_TAGGED, title="Choosing tags"),
    Shot("note", (0, 0), ("e",), start=_TAGGED, title="Note, speaker and attributes"),
    Shot("claim", (0, 0), ("c", "down"), start=_SPLICED, title="Choosing a claim"),
    Shot("proposals", (0, 0), ("c", "enter"), start=_SPLICED, title="Counterparts of a claim"),
    Shot("board", (0, 0), ("C", "j", "right"), title="Claim board"),
    Shot("versions", (0, 0), ("=",), start=_SPLICED, title="Differences"),
    Shot("library-panel", (0, 0), ("i", "space", "space"), title="Library"),
    Shot("review", (0, 0), ("R",), title="Review", edited=True),
    Shot("history", (0, 0), ("H",), title="History"),
    Shot("statistics", (0, 0), ("S",), title="Statistics"),
    Shot("codebook-editor", (0, 0), ("D",), title="Codebook"),
    Shot("export", (0, 0), ("X",), title="Export"),
    Shot("import", (0, 0), ("I",), title="Import"),
    Shot("keys", (0, 0), ("?",), title="Help"),
    Shot("commands", (0, 0), (":", *typed("claim")), title="Commands by name"),
    Shot("sequence", (0, 0), ("p",), title="After the first key of a sequence"),
    Shot("tour", (0, 0), ("f9",), title="The tour"),
)
"""Every screen, to be shown at every size."""

SHOTS = (
    Shot("overview", (132, 36), start=_SPLICED),
    *(
        replace(screen, name=f"{screen.name}-{size[0]}x{size[1]}", size=size)
        for screen in _SCREENS
        for size in SIZES
    ),
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
    (FOLDER / "README.md").write_text(page(), "utf-8")
    return 0


def page() -> str:
    """The page that shows every screen at the sizes there are pictures of."""
    parts = ["# Every screen", "Rendered from the program by `make screenshots`."]
    for screen in _SCREENS:
        links = [
            f"[{width} × {height}]({screen.name}-{width}x{height}.svg)" for width, height in SIZES
        ]
        middle = f"{screen.name}-{SIZES[1][0]}x{SIZES[1][1]}.svg"
        parts += [f"## {screen.title}", " · ".join(links), f"![{screen.title}]({middle})"]
    return "\n\n".join(parts) + "\n"


def render(shot: Shot) -> str:
    """The picture as SVG; raises what the program raises."""
    with tempfile.TemporaryDirectory() as folder:
        _keep_out_the_user(Path(folder))
        from docs.worked_sample import MOMENT

        # Exports are offered to be written where one is, as ~/…
        with patch("crossread.annotations.workspace.now", lambda: MOMENT), chdir(folder):
            return tidy(asyncio.run(_photograph(shot, Path(folder))))


def tidy(svg: str) -> str:
    """Without fonts from elsewhere, names made of checksums, and cuts of text that fits anyway."""
    for noise in (_FONT_FACE, _LINE_END, _CLIP, _CLIP_PATH):
        svg = noise.sub("", svg)
    svg = _CHECKSUM.sub("t-", svg).replace("&#160;", "\u00a0")
    lines = (line.rstrip(" \t") for line in svg.strip().split("\n"))
    return "\n".join(line for line in lines if line) + "\n"


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
    if shot.edited:
        collection, workspace = _edit_an_article(collection)
    session = Session(collection, workspace)
    app = CrossreadApp(session, state=folder / "state", look="crossread-dark")
    async with app.run_test(size=shot.size) as pilot:
        while session.parallels is None:  # it is begun a moment after the first frame
            await asyncio.sleep(0.01)
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
        await app.workers.wait_for_complete()
        await pilot.pause()
        picture = app.export_screenshot(title="crossread", simplify=True)
    session.close()
    return picture


def _edit_an_article(collection: "Collection") -> "tuple[Collection, Workspace]":
    """Have an article say its tagged passages in other words, as an outlet does overnight."""
    from crossread.annotations.workspace import Workspace
    from crossread.articles.collection import load_collection

    for article in collection.articles:
        if _TAGGED in article.text:
            path = collection.root / article.id
            text = path.read_text("utf-8")
            for before, after in _CHANGES:
                assert before in text
                text = text.replace(before, after)
            path.write_text(text, "utf-8")
    again = load_collection([collection.root])
    return again, Workspace.open(again)


def _go_to(app: "CrossreadApp", words: str) -> None:
    from crossread.tui.reader.screen import ReaderScreen

    article = next(a for a in app.session.articles if words in a.text)
    assert isinstance(app.screen, ReaderScreen)
    app.screen.go_to_passage(article.id, article.text.index(words))


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main(sys.argv[1:]))

"""The pages of the documentation, and the code blocks in them."""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language, its text, the line it begins in."""

    language: str
    text: str
    line: int


def pages() -> list[Path]:
    """README and the like, and everything below ``docs/``, relative to the root."""
    found = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    return sorted(path.relative_to(ROOT) for path in found)


def blocks(page: Path, *languages: str) -> list[Block]:
    """The blocks of a page in one of the languages."""
    text = (ROOT / page).read_text("utf-8")
    found = (
        Block(match[1], match[2], text.count("\n", 0, match.start()) + 1)
        for match in _BLOCK.finditer(text)
    )
    return [block for block in found if block.language in languages]


def without_blocks(page: Path) -> str:
    """The text of a page outside fenced blocks."""
    return _BLOCK.sub("", (ROOT / page).read_text("utf-8"))

"""Every link from one page to another, and every picture, is there."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.docs.pages import ROOT, pages, without_blocks

_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_NOT_IN_ANCHORS = re.compile(r"[^\w\- ]")


@pytest.mark.parametrize("page", pages(), ids=str)
def test_links_lead_somewhere(page: Path) -> None:
    broken = [link for link in links(page) if not leads_somewhere(page, link)]
    assert broken == []


def test_every_page_of_the_documentation_can_be_reached() -> None:
    reached: set[Path] = set()
    ahead = [Path("README.md")]
    while ahead:
        page = ahead.pop()
        reached.add(page)
        ahead += set(linked_pages(page)) - reached
    docs = {page for page in pages() if page.parts[0] == "docs"}
    assert docs - reached == set()


def links(page: Path) -> list[str]:
    """The links of a page that do not leave the repository."""
    found: list[str] = _LINK.findall(without_blocks(page))
    return [link for link in found if not re.match(r"[a-z]+:", link)]


def linked_pages(page: Path) -> list[Path]:
    targets = ((ROOT / page).parent / link.partition("#")[0] for link in links(page))
    return [t.resolve().relative_to(ROOT) for t in targets if t.suffix == ".md" and t.exists()]


def leads_somewhere(page: Path, link: str) -> bool:
    name, _, anchor = unquote(link).partition("#")
    target = (ROOT / page).parent / name if name else ROOT / page
    if not target.exists() or not anchor:
        return target.exists()
    return anchor in {slug(heading) for heading in _HEADING.findall(target.read_text("utf-8"))}


def slug(heading: str) -> str:
    """The anchor that code hosts make of a heading."""
    return _NOT_IN_ANCHORS.sub("", heading.strip().lower()).replace(" ", "-")

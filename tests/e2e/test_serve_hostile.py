"""What an enemy wrote stays text in the browser, too: nothing of it becomes part of the page."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.e2e.browser import opened
from tests.e2e.test_serve import serving
from tests.hostile import leaks, make_collection

SCRIPTS = (
    "<script>window.pwned = 1</script>",
    "<img src=x onerror='window.pwned = 2'>",
    "</title><script>window.pwned = 3</script>",
    "<a href='javascript:window.pwned=4'>https://taken.example/</a>",
    "<iframe srcdoc='<script>parent.pwned = 5</script>'></iframe>",
)
WATCH = """
window.gone = []
window.open = (...given) => { window.gone.push(given); return null }
window.alert = window.prompt = window.confirm = window.open
window.known = () => JSON.stringify(
  [...document.querySelectorAll("script,iframe,img,a,object,embed,form,link,style")]
    .map(one => one.outerHTML).filter(one => one.includes("pwned") || one.includes("taken")))
"""


@pytest.mark.browser
async def test_nothing_of_a_hostile_article_becomes_part_of_the_page(
    tmp_path: Path, home: Path
) -> None:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("chromium is not installed")
    folder = make_collection(tmp_path)
    lines = "\n".join(f"The mayor wrote {script} in a letter." for script in SCRIPTS)
    path = folder / "99 <script>window.pwned=6<∕script>.txt"
    path.write_text(f"---\ntitle: {SCRIPTS[0]}\noutlet: {SCRIPTS[1]}\n---\n{lines}\n", "utf-8")
    for other in folder.glob("*.txt"):
        if other not in (path, folder / "0.txt"):
            other.unlink()
    async with serving(folder, home) as served, opened(chromium, served.url) as page:
        await page.wait_for("window.received.includes('BEFORE0')")
        await page.value(WATCH)
        await page.click(600, 82)  # keys go where was clicked
        for keys, shown in (("C", "Claim board"), ("qD", "Codebook"), ("q]e", "Speaker")):
            for key in keys:
                await page.press(key)
            await page.wait_for(f"window.received.includes('{shown}')")
        received = await page.value("window.received")
        assert leaks(received.encode()) == []
        assert await page.value("window.pwned") is None
        assert await page.value("window.known()") == "[]"
        assert await page.value("JSON.stringify(window.gone)") == "[]"
        assert await page.value("document.title") == ""
        assert await page.value("location.href") == served.url

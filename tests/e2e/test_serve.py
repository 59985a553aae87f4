"""The reader in a browser: who gets in, what arrives, what is on disk afterwards."""

from __future__ import annotations

import asyncio
import json
import shutil
import signal
import socket
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from benchmarks.ttylat.pseudoterminal import plain_environment
from tests.e2e.browser import opened
from tests.e2e.terminal import CROSSREAD, PATIENCE

CHROMIUM = shutil.which("chromium")
HOSTILE = "a $(touch pwned) `touch pwned` ;touch pwned; \"q\" 's'\n--help"
TEXT = "A first line of the article.\n\nThe second sentence stands here.\n\nA third one.\n"


@dataclass
class Served:
    """A running server."""

    url: str
    process: asyncio.subprocess.Process

    @property
    def root(self) -> str:
        """Its address without the secret word."""
        return "/".join(self.url.split("/")[:3])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder whose name would do harm if a shell read it."""
    place = tmp_path / HOSTILE
    place.mkdir()
    (place / "a.txt").write_text(TEXT, "utf-8")
    return place


@asynccontextmanager
async def serving(folder: Path, home: Path, *options: str) -> AsyncGenerator[Served]:
    """`crossread serve` on a free port."""
    home.mkdir(exist_ok=True)
    kinds = {f"XDG_{kind}_HOME": str(home / kind) for kind in ("CONFIG", "CACHE", "DATA", "STATE")}
    process = await asyncio.create_subprocess_exec(
        *(*CROSSREAD, "serve", str(folder), *(options or ("--port", "0"))),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        cwd=home,
        env=plain_environment({"HOME": str(home), **kinds}),
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(PATIENCE):
            address = (await process.stdout.readline()).decode().strip()
        yield Served(address, process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


@asynccontextmanager
async def reader(served: Served) -> AsyncGenerator[aiohttp.ClientWebSocketResponse]:
    """The websocket of a page."""
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{served.url}ws?width=80&height=24") as page,
    ):
        yield page


async def status(url: str) -> int:
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return answer.status


async def test_only_who_has_the_secret_gets_in(folder: Path, home: Path) -> None:
    async with serving(folder, home) as served:
        assert served.root.startswith("http://127.0.0.1:")
        secret = served.url.split("/")[3]
        assert len(secret) > 40
        wrong = secret[:-1] + ("a" if secret[-1] != "a" else "b")
        assert await status(served.url) == 200
        assert await status(f"{served.url}static/js/textual.js") == 200
        for path in (
            "",
            "/",
            "/ws",
            f"/{wrong}/",
            f"/{wrong}/ws",
            f"/{wrong}/static/js/textual.js",
        ):
            assert await status(served.root + path) in (403, 404), path
        assert await status(f"{served.url}static/..%2fserver.py") == 404
        async with aiohttp.ClientSession() as session:
            with pytest.raises(aiohttp.WSServerHandshakeError):
                await session.ws_connect(f"{served.root}/{wrong}/ws")


async def test_the_reader_answers_and_ends_with_its_page(folder: Path, home: Path) -> None:
    async with serving(folder, home) as served:
        async with reader(served) as page:
            await seen(page, "second sentence")
            await page.send_json(["stdin", "j1"])
            await seen(page, "saved")
        assert kept(folder) == ["The second sentence stands here."]
        served.process.send_signal(signal.SIGINT)
        assert await served.process.wait() == 0
        assert served.process.stderr is not None
        told = (await served.process.stderr.read()).decode()
        assert "Traceback" not in told
        assert served.url not in told
    assert not list(home.rglob("pwned"))
    assert not list(folder.parent.rglob("pwned"))


async def test_a_stop_ends_readers_that_are_open(folder: Path, home: Path) -> None:
    async with serving(folder, home) as served, reader(served) as page:
        await seen(page, "second sentence")
        served.process.send_signal(signal.SIGTERM)
        assert await served.process.wait() == 0


@pytest.mark.browser
async def test_a_click_and_a_tag_in_a_browser(folder: Path, home: Path) -> None:
    if CHROMIUM is None:
        pytest.skip("chromium is not installed")
    async with serving(folder, home) as served, opened(CHROMIUM, served.url) as page:
        await page.wait_for("window.received.includes('second sentence')")
        # The fifth row, behind the words: the sentence before it is meant.
        await page.click(600, 82)
        await page.wait_for("window.received.includes('2/3')")
        await page.press("1")
        await page.wait_for("window.received.includes('saved')")
        assert kept(folder) == ["The second sentence stands here."]


async def test_a_port_that_is_taken_is_told(folder: Path, home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        async with serving(folder, home, "--port", port) as served:
            assert await served.process.wait() == 1
            assert served.process.stderr is not None
            told = (await served.process.stderr.read()).decode()
            assert "--port N names another" in told


async def seen(page: Any, words: str) -> None:
    """Wait until the reader has painted words."""
    painted = b""
    async for message in page:
        painted += message.data if isinstance(message.data, bytes) else b""
        if words.encode() in painted:
            return
    raise AssertionError(f"never saw {words!r} in {painted[-2000:]!r}")


def kept(folder: Path) -> list[str]:
    """The words of every annotation on disk."""
    sidecar = folder / "a.txt.annotations.json"
    if not sidecar.exists():
        return []
    page = json.loads(sidecar.read_text("utf-8")).get("first", {"items": []})
    return [item["target"]["selector"][1]["exact"] for item in page["items"]]
